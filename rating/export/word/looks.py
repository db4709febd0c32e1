"""Fonts and measures of official papers (GB/T 9704-2012), as far as they hold for an annex with tables.

Kept from the standard: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; 标题 二号小标宋, 正文 三号仿宋, 一级标题 黑体,
二级标题 楷体; page numbers 四号宋体 between dashes, odd ones at the right, even ones at the left. Its 22 lines a page
give a line of 225 mm ÷ 22 ≈ 29 pt. Tables are smaller (五号宋体): the standard leaves them to their contents.
"""

from __future__ import annotations

from dataclasses import dataclass

from rating.export.word.blocks import Look

PAGE = (210.0, 297.0)
TOP, LEFT, BOTTOM, RIGHT = 37.0, 28.0, 35.0, 26.0
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
FOOT, HEAD = 22.0, 22.0
"""From the edge of the paper to the page number below the text (7 mm under it), and to the line above it."""
LINE = 29.0
"""Points from line to line."""
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4, SIZE_5 = 22.0, 16.0, 14.0, 12.0, 10.5
"""二号, 三号, 四号, 小四, 五号 in points."""
LATIN = "Times New Roman"
SONG, FANGSONG, KAI, HEI, TITLE_SONG = "宋体", "仿宋", "楷体", "黑体", "方正小标宋简体"
STAND_INS = {
    TITLE_SONG: "宋体",
    SONG: "SimSun",
    FANGSONG: "仿宋_GB2312",
    KAI: "楷体_GB2312",
    HEI: "SimHei",
}
"""What a computer without the font takes instead (w:altName)."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: name as Word lists it, font and size; line in points, 0 for single.

    first     indent of the first line in characters · right: indent from the right in characters
    outline   level in the navigation pane, −1 for none
    keep      its lines stay on one page · with_next: on that of the next paragraph
    """

    name: str
    font: str
    size: float
    line: float = LINE
    side: str = "both"
    first: int = 0
    right: int = 0
    before: float = 0.0
    after: float = 0.0
    bold: bool = False
    outline: int = -1
    keep: bool = False
    with_next: bool = False
    colour: str = ""


STYLES: dict[Look, Style] = {
    Look.TITLE: Style("公文标题", TITLE_SONG, SIZE_2, 36, "center", after=14.5, outline=0, keep=True),
    Look.RECIPIENT: Style("主送", FANGSONG, SIZE_3, side="left"),
    Look.BODY: Style("公文正文", FANGSONG, SIZE_3, first=2),
    Look.ANNEX: Style("附件说明", FANGSONG, SIZE_3, side="left", first=2),
    Look.HEADING: Style("公文一级标题", HEI, SIZE_3, first=2, outline=1, keep=True),
    Look.SUBHEADING: Style("公文二级标题", KAI, SIZE_3, first=2, outline=2, keep=True),
    Look.CAPTION: Style("表题", HEI, SIZE_SMALL_4, 0, "center", before=6, after=4, keep=True),
    Look.NOTE: Style("说明", SONG, SIZE_5, 16, before=2, after=2),
    Look.ISSUER: Style("落款单位", FANGSONG, SIZE_3, side="right", right=2, before=LINE, keep=True),
    Look.DATE: Style("成文日期", FANGSONG, SIZE_3, side="right", right=4, keep=True),
    Look.CELL: Style("表文", SONG, SIZE_5, 0, "left", before=2, after=2),
    Look.CELL_HEAD: Style("表头", HEI, SIZE_5, 0, "center", before=2, after=2, keep=True),
    Look.PICTURE: Style("图", SONG, SIZE_5, 0, "center", before=6, with_next=True),
    Look.UNDER_PICTURE: Style("图题", HEI, SIZE_SMALL_4, 0, "center", before=3, after=8, keep=True),
}
MARK = Style("示例标记", HEI, SIZE_5, 0, "right", colour="B00020")
NUMBER = Style("页码", SONG, SIZE_4, 0, "left")
