"""Charts as files: PNG for paper, SVG for whoever works on it further. Drawn on this machine, without a browser.

The drawing library leaves out, without a word, every sign for which it finds no font. So a Chinese font is looked
for first, and a chart is refused when none can be drawn with.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import vl_convert

from rating.export.chart_style import FONT, Chart
from rating.problems import Place, Problem, Refused

Kind = Literal["png", "svg"]
WIDTH = 560
"""Pixels of the drawing area; names stand beside it."""
SHARPNESS = 2.0
"""Pixels of the PNG to one of the drawing: 150 mm of paper at about 200 dots an inch."""
FACES = (
    ("Noto Sans CJK SC", ("notosanscjk-regular", "notosanscjksc-regular", "notosanscjk-vf", "notosanscjksc-vf")),
    ("Source Han Sans SC", ("sourcehansanssc-regular", "sourcehansanssc-vf", "sourcehansans-regular", "sourcehansans")),
    ("Noto Sans SC", ("notosanssc-regular", "notosanssc-vf", "notosanssc[wght]", "notosanssc-variablefont_wght")),
    ("Microsoft YaHei", ("msyh",)),
    ("PingFang SC", ("pingfang",)),
    ("Hiragino Sans GB", ("hiragino sans gb",)),
    ("Heiti SC", ("stheiti light", "stheiti medium")),
    ("WenQuanYi Micro Hei", ("wqy-microhei",)),
    ("WenQuanYi Zen Hei", ("wqy-zenhei",)),
    ("SimHei", ("simhei",)),
    ("SimSun", ("simsun",)),
    ("Droid Sans Fallback", ("droidsansfallbackfull", "droidsansfallback")),
)
"""Families that hold the signs of simplified Chinese, the plainest first, with the names of their files."""
FONT_FILES = (".ttc", ".otc", ".ttf", ".otf")
PROBES = ("社", "评", "")
"""Two signs and none: where a font is found, they give three different pictures."""


def picture(chart: Chart | Mapping[str, Any], kind: Kind, width: int = WIDTH) -> bytes:
    """The chart, or its Vega-Lite form, as a file. Raises Refused (chart_font_missing): its labels cannot be drawn."""
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(_for_paper(chart, kind, width))).encode()
    return bytes(vl_convert.vegalite_to_png(_for_paper(chart, kind, width), scale=SHARPNESS))


def _for_paper(chart: Chart | Mapping[str, Any], kind: Kind, width: int) -> dict[str, Any]:
    """Its Vega-Lite form, of a fixed width, on white, in a face that is there."""
    spec = chart if isinstance(chart, Mapping) else chart.to_dict(validate=False)
    face = chinese_face()
    looks = {"font": f"{face}, {FONT}" if kind == "svg" else face, "background": "white", "view": {"stroke": None}}
    sized = {"width": width} if "width" in spec else {}
    autosize = {"type": "pad", "contains": "padding"}
    return {**spec, **sized, "autosize": autosize, "config": {**spec.get("config", {}), **looks}}


def png_of_svg(svg: str) -> bytes:
    """A drawing of our own as PNG; its words name `chinese_face()` as their family."""
    return bytes(vl_convert.svg_to_png(svg, scale=SHARPNESS))


@cache
def chinese_face() -> str:
    """The family that charts are drawn with. Raises Refused (chart_font_missing); asked again, it looks again."""
    for family, file in faces_found():
        if _draws(family):
            return family
        vl_convert.register_font_directory(str(file.parent))
        if _draws(family):
            return family
    if _draws("sans-serif"):  # a font that we do not know by name
        return "sans-serif"
    raise Refused((Problem("chart_font_missing", Place(object="图表"), "本机没有找到可用的中文字体"),))


def faces_found() -> Iterator[tuple[str, Path]]:
    """Known families whose file is on this machine, with the file, the plainest first."""
    files = {file.stem.lower(): file for folder in font_folders() for file in _fonts_in(folder)}
    for family, stems in FACES:
        yield from ((family, files[stem]) for stem in stems if stem in files)


def _fonts_in(folder: Path) -> Iterator[Path]:
    for at, _, names in os.walk(folder):
        yield from (Path(at, name) for name in sorted(names) if name.lower().endswith(FONT_FILES))


def font_folders() -> tuple[Path, ...]:
    """Where this kind of system keeps its fonts, those of the user among them."""
    home = Path.home()
    if sys.platform == "win32":
        own = os.environ.get("LOCALAPPDATA", str(home / "AppData/Local"))
        return Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), Path(own, "Microsoft/Windows/Fonts")
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = os.environ.get("XDG_DATA_HOME") or str(home / ".local/share")
    return (*(Path(each, "fonts") for each in shared.split(":") if each), Path(own, "fonts"), home / ".fonts")


def _draws(family: str) -> bool:
    """Whether signs come out, and come out different: a missing one leaves nothing, or the same empty box."""
    return len({_probe(family, sign) for sign in PROBES}) == len(PROBES)


def _probe(family: str, sign: str) -> bytes:
    text = f'<text x="2" y="26" font-family="{family}" font-size="24">{sign}</text>'
    return bytes(
        vl_convert.svg_to_png(f'<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">{text}</svg>', scale=1)
    )
