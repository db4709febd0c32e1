"""Standards in numbered paragraphs."""

from __future__ import annotations

from rating.workshop.paper.items import leaves, split_rows, value_of
from rating.workshop.paper.outline import read_outline
from rating.workshop.paper.parts import PaperText
from rating.workshop.paper.reading import Walk


def walked(*lines: str) -> Walk:
    walk = Walk("细则.docx")
    walk.told_outline = True
    read_outline(walk, [PaperText(line, f"第 {at} 段") for at, line in enumerate(lines, 1)])
    split_rows(walk.root)
    return walk


def told(walk: Walk) -> list[tuple[str, object, str]]:
    return [
        ("/".join(node.title for node in leaf.trail()), value_of(leaf), leaf.rows[0].said("standard").text)
        for leaf in leaves(walk.root)
    ]


def test_titles_inside_one_paragraph_and_over_several() -> None:
    assert told(
        walked(
            "一、组织建设（20分）1. 制度健全（5分）：有制度得2分。2. 人员（15分）：每缺1人扣3分。",
            "二、服务（80分）",
            "（一）个案（80分）每个得1分",
        )
    ) == [
        ("组织建设/制度健全", 5, "有制度得2分。"),
        ("组织建设/人员", 15, "每缺1人扣3分。"),
        ("服务/个案", 80, "每个得1分"),
    ]


def test_numbered_lines_without_points_belong_to_the_sentence_above() -> None:
    walk = walked("1.制度（5分）", "（1）有制度的得2分；", "（2）上墙的得3分。", "2.人员（5分）：每缺1人扣1分")
    leaf = leaves(walk.root)[0]
    assert [text.text for row in leaf.rows for text in row.texts.get("standard", [])] == [
        "（1）有制度的得2分；",
        "（2）上墙的得3分。",
    ]


def test_lines_with_a_label_go_to_their_place() -> None:
    walk = walked("1.制度（5分）：有制度得5分", "考核办法：查阅资料", "佐证材料：制度汇编")
    leaf = leaves(walk.root)[0]
    assert [row.texts for row in leaf.rows[1:]] == [
        {"method": [PaperText("查阅资料", "第 2 段")]},
        {"evidence": [PaperText("制度汇编", "第 3 段")]},
    ]


def test_chapters_without_points_are_notes_and_every_line_is_accounted_for() -> None:
    walk = walked(
        "考核细则", "一、原则", "客观公正。", "二、指标（5分）", "1.制度（5分）：有得5分", "考核人签字：    年  月  日"
    )
    assert [row.kind for _, row in sorted(walk.rows.items())] == ["note", "note", "note", "heading", "item", "note"]
    assert [note.text for note in walk.notes if note.text == "一、原则"] == ["一、原则"]


def test_text_without_points_gives_nothing() -> None:
    assert told(walked("一、总则", "1.为规范管理，制定本办法。")) == []
