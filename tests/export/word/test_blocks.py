from __future__ import annotations

from rating.export.word.blocks import Column, Look, Numbers, Paragraph, Table, caption, rows


def test_tables_and_pictures_are_counted_apart_and_through_all_parts() -> None:
    under, numbers = Paragraph("分布", Look.UNDER_PICTURE), Numbers()
    parts = [numbers.put(each) for each in ((caption("得分"), under), (), (Paragraph("正文"), caption("失分")))]
    assert [[block.text for block in part if isinstance(block, Paragraph)] for part in parts] == [
        ["表 1　得分", "图 1　分布"], [], ["正文", "表 2　失分"],
    ]  # fmt: skip


def test_a_caption_stays_with_its_table() -> None:
    assert caption("得分").with_next


def test_a_table_without_any_title_has_no_row_of_headings() -> None:
    assert not Table((Column("", 10), Column("", 10)), rows([("a", "b")])).has_headings
    assert Table((Column("", 10), Column("指标", 10)), ()).has_headings
