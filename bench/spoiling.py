"""How files are spoilt for the fuzz run: bytes, zip parts, XML, cells, lines of text; by a seeded chance."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

ODD = (
    "",
    "NaN",
    "1e309",
    "-0",
    "99999999999999999999",
    "１２",
    "85%",
    "=1+1",
    "\u202e甲",
    "#SPILL!",
    "x" * 33_000,
    "0x1F",
    "－",
    "\ufffd",
)
Mutation = Callable[[random.Random, bytes], bytes]


def flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def splice(chance: random.Random, data: bytes) -> bytes:
    """A piece left out, written twice, or moved."""
    first, last = sorted(chance.sample(range(len(data) + 1), 2))
    piece, at = data[first : min(last, first + 5000)], chance.randrange(len(data))
    return chance.choice((data[:first] + data[last:], data[:at] + piece + data[at:], piece + data[at:]))


def parts(chance: random.Random, data: bytes) -> bytes:
    """Zip parts dropped, doubled, swapped, renamed."""
    found = _unpacked(data)
    one, other = chance.choice(sorted(found)), chance.choice(sorted(found))
    how = chance.randrange(5)
    if how == 0:
        del found[one]
    elif how == 1:
        found[one], found[other] = found[other], found[one]
    elif how == 2:
        found[one.upper()] = found[other]
    elif how == 3:
        found[f"../{one}"] = found.pop(one)
    else:
        found[one] = found[one][: chance.randrange(len(found[one]) + 1)]
    return _packed(found)


def markup(chance: random.Random, data: bytes) -> bytes:
    """Tokens of one XML part left out, doubled, or with other attributes and texts."""
    found = _unpacked(data)
    telling = [name for name in sorted(found) if re.search(r"sheet|content|workbook|styles|Strings", name)]
    name = chance.choice(telling or sorted(found))
    tokens = re.findall(rb"<[^>]*>|[^<]+", found[name])
    for _ in range(chance.randint(1, 6) if tokens else 0):
        at = chance.randrange(len(tokens))
        spoilt = (b"", tokens[at] * 2, tokens[chance.randrange(len(tokens))])
        tokens[at] = chance.choice((*spoilt, *[_reworded(chance, tokens[at])] * 7))  # mostly still sound XML
    found[name] = b"".join(tokens)
    return _packed(found)


def _reworded(chance: random.Random, token: bytes) -> bytes:
    odd = chance.choice(ODD).encode()
    if not token.startswith(b"<"):
        return odd.replace(b"<", b"&lt;")
    values = re.findall(rb'"([^"]*)"', token)
    kind = chance.choice((b"s", b"str", b"e", b"b", b"d", b"n", b"inlineStr", b"x"))
    changes = (
        lambda: re.sub(rb' t="[^"]*"', b' t="%s"' % kind, token),
        lambda: re.sub(
            rb' r="[^"]*"', b' r="%s"' % chance.choice((b"A0", b"ZZZ1", b"B2", b"A1048577", b"1", b"")), token
        ),
        lambda: re.sub(rb'"\d+"', b'"%d"' % chance.choice((0, 1, 9, 70_000, 2**31, 2**63, 10**12)), token, count=1),
        lambda: token.replace(chance.choice(values), odd.replace(b'"', b""), 1) if values else token,
    )
    return chance.choice(changes)()


def lines(chance: random.Random, data: bytes) -> bytes:
    """Noise in a text table: quotes, zero bytes, long cells, another encoding."""
    noise = chance.choice(
        (
            b'"',
            b'""',
            b"\0",
            b",",
            b"\t",
            b"\r",
            b"\n\n",
            b"\xff",
            b"\x80",
            b"x" * 100_000,
            b"\xef\xbb\xbf",
            "合计".encode(),
        )
    )
    at = chance.randrange(len(data) + 1)
    return data[:at] + noise * chance.randint(1, 5) + data[at:]


ANY: tuple[Mutation, ...] = (flip, truncate, splice)
ZIPPED: tuple[Mutation, ...] = (*ANY, parts, parts, *[markup] * 9)
TEXT: tuple[Mutation, ...] = (*ANY, lines, lines)


def mutated(chance: random.Random, data: bytes) -> tuple[bytes, str]:
    """(bytes, the mutations' names): one to three of them."""
    told = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        able = ZIPPED if zipfile.is_zipfile(io.BytesIO(data)) else ANY if data.startswith(b"\xd0\xcf") else TEXT
        mutation = chance.choice(able)
        try:
            data = mutation(chance, data) or b"\0"
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, IndexError, KeyError, zlib.error):
            data = flip(chance, data)
        told.append(mutation.__name__)
    return data, "+".join(told)


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(found: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return buffer.getvalue()
