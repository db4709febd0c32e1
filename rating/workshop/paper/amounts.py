"""Points as papers write them: 5, "5分", "５", 10-15, 20%, 0.2, +3, and （20分） after a title."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

MOST_POINTS = Decimal(100_000)
_FIGURE = r"\d{1,6}(?:\.\d{1,4})?"
_SAID = "(?:满分|共|计|总分|合计|最高|上限|不超过|封顶|至多|<=|≤|基本分|分值|权重|:)*"
_PLAIN = re.compile(
    rf"(?:满分|共|计|总分|合计|最高|上限|不超过|封顶|至多|<=|≤|基本分|分值|权重|:)*({_FIGURE})[分点]?(?:封顶|为限)?"
)
_SHARE = re.compile(rf"({_FIGURE})%")
_RANGE = re.compile(rf"({_FIGURE})分?(?:-|~|—|–|至|到)({_FIGURE})分?")
_SIGNED = re.compile(rf"([+-]|加|扣|减)({_FIGURE})分?")
_SUM = re.compile(rf"{_FIGURE}分?(?:[+\n、/;,]\s*{_FIGURE}分?)+")
_MOST_OF = re.compile(rf"{_FIGURE}分?/?每?[^\d,;]{{1,4}}[,;](?:最高|最多|上限|满分|封顶|共|计|不超过)+({_FIGURE})分?")
_PRODUCT = re.compile(rf"{_FIGURE}分?[^\d×*]{{0,2}}[×*xX]{_FIGURE}[^\d=]{{0,2}}=({_FIGURE})分?")
_CONTAINS = re.compile(rf"({_FIGURE})分?\((?:含|其中)[^()]*\)")
_FRACTION = re.compile(r"(\d{1,4})/(\d{1,4})")
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}月\d{1,2}日")
_DASHES = str.maketrans("－﹣−‐‑～〜＋", "-----~~+")
_TITLE = re.compile(
    rf"[\s\n]*[（(【\[]\s*(?:本项|本级|小计|合计|总分|满分|分值|权重|共计|共|计|最高|上限|占|不超过|[:：])*\s*"
    rf"(?P<sign>[+-]|加|扣)?(?P<figure>{_FIGURE})\s*(?P<unit>分|%)?\s*(?:封顶|为限|制)?\s*[）)】\]]\s*[:：]?\s*$"
)
_BARE_TITLE = re.compile(rf"[\s\n:：—-]+(?:共|计|满分|分值)?\s*(?P<figure>{_FIGURE})\s*(?P<unit>分|%)\s*$")
_RUN_ON = re.compile(rf"^[^\d。；;，,]{{2,16}}(?<![得扣加减满达为到计每超过])(?P<figure>{_FIGURE})(?P<unit>分)$")
_LARGEST_BARE = 200
"""A figure in brackets without 分 is taken for points only when it cannot be a year."""


@dataclass(frozen=True, slots=True)
class Points:
    """A figure of points: `share` when written as a percentage (the value is then 20 for 20%), `sign` + or − if any.

    `doubt` says in Chinese what had to be supposed, or why nothing could be read (then value is None).
    """

    value: Decimal | None
    share: bool = False
    sign: str = ""
    doubt: str = ""


def read_points(text: str) -> Points | None:
    """A cell of a points column; None for an empty one ("", —, /)."""
    plain = re.sub(r"[ \t\u3000]+", "", unicodedata.normalize("NFKC", text.strip())).translate(_DASHES).strip()
    plain = re.sub(r"^[(【\[]([^()]*)[)】\]]$", r"\1", plain)
    if plain in ("", "-", "--", "/", "\\", "无", "——", "—"):
        return None
    if _DATE.fullmatch(plain):
        return Points(None, doubt=f"「{text.strip()}」像是被表格软件改成了日期（原来可能是 10-15 一类的写法）")
    for read in (_exact, _supposed):
        found = read(plain, text.strip())
        if found is not None:
            return found if found.value is None or found.value <= MOST_POINTS else Points(None, doubt=_unread(text))
    return Points(None, doubt=_unread(text))


def _unread(text: str) -> str:
    return f"「{text.strip()[:30]}」不能读成一个分值"


def _exact(plain: str, text: str) -> Points | None:
    match = _PLAIN.fullmatch(plain)
    if match:
        return Points(Decimal(match[1]))
    match = _SHARE.fullmatch(plain)
    if match:
        return Points(Decimal(match[1]), share=True)
    match = _SIGNED.fullmatch(plain)
    if match:
        return Points(Decimal(match[2]), sign="+" if match[1] in "+加" else "-")
    return None


def _supposed(plain: str, text: str) -> Points | None:
    match = _RANGE.fullmatch(plain)
    if match:
        low, high = sorted((Decimal(match[1]), Decimal(match[2])))
        return Points(high, doubt=f"「{text}」是一个范围（{low} 至 {high}），满分按上限 {high} 分")
    if _SUM.fullmatch(plain) and "/" not in plain:
        value = sum((Decimal(figure) for figure in re.findall(_FIGURE, plain)), Decimal(0))
        value = fine(value)
        shown = "＋".join(re.findall(_FIGURE, plain))
        return Points(value, doubt=f"一格中写了几个分值（{shown}），按合计 {value} 分")
    match = _MOST_OF.fullmatch(plain) or _PRODUCT.fullmatch(plain) or _CONTAINS.fullmatch(plain)
    if match:
        return Points(Decimal(match[1]), doubt=f"「{text}」按 {match[1]} 分")
    match = _FRACTION.fullmatch(plain)
    if match and Decimal(match[2]):
        share = Decimal(match[1]) * 100 / Decimal(match[2])
        if share == share.quantize(Decimal("0.0001")):
            return Points(share.normalize() + 0, share=True, doubt=f"「{text}」按 {share.normalize():f}% 读取")
    return None


def titled_points(title: str) -> tuple[str, Points | None]:
    """`组织建设（20分）` → 组织建设 and 20; the title unchanged when it states no points."""
    plain = title.strip().translate(str.maketrans("０１２３４５６７８９．％＋", "0123456789.%+"))
    match = _TITLE.search(plain)
    if match and (match["unit"] or (Decimal(match["figure"]) <= _LARGEST_BARE and match.start())):
        sign = "" if not match["sign"] else "+" if match["sign"] in "+加" else "-"
        return plain[: match.start()].strip(), Points(Decimal(match["figure"]), match["unit"] == "%", sign)
    match = _BARE_TITLE.search(plain)
    if match and match.start():
        return plain[: match.start()].strip(), Points(Decimal(match["figure"]), match["unit"] == "%")
    match = _RUN_ON.match(plain)
    if match:
        return plain[: match.start("figure")], Points(Decimal(match["figure"]))
    return title.strip(), None


def fine(value: Decimal) -> Decimal:
    """Without trailing zeros or exponent, so that 5.0 and 5 are written alike."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
