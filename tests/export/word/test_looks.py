"""Measures of GB/T 9704-2012 that every paper keeps, by hand: 210 − 28 − 26 = 156 mm, 297 − 37 − 35 = 225 mm."""

from __future__ import annotations

from rating.export.word import looks
from rating.export.word.blocks import Look


def test_the_text_area_is_that_of_the_standard() -> None:
    assert (looks.TOP, looks.LEFT) == (37, 28)
    assert looks.TEXT_WIDTH == 156
    assert looks.PAGE[1] - looks.TOP - looks.BOTTOM == 225


def test_every_look_has_a_style_with_a_chinese_font() -> None:
    assert set(looks.STYLES) == set(Look)
    chinese = {looks.SONG, looks.FANGSONG, looks.KAI, looks.HEI, looks.TITLE_SONG}
    assert {style.font for style in looks.STYLES.values()} <= chinese == set(looks.STAND_INS)


def test_body_title_and_headings_have_the_sizes_of_the_standard() -> None:
    body, title = looks.STYLES[Look.BODY], looks.STYLES[Look.TITLE]
    assert (body.font, body.size, body.first) == ("仿宋", 16, 2) and 28 <= body.line <= 30
    assert (title.size, title.side) == (22, "center")
    assert (looks.STYLES[Look.HEADING].font, looks.STYLES[Look.SUBHEADING].font) == ("黑体", "楷体")


def test_names_of_styles_differ() -> None:
    names = [style.name for style in (*looks.STYLES.values(), looks.MARK, looks.NUMBER)]
    assert len(set(names)) == len(names)
