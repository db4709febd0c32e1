"""一票否决 told in sentences."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.paper.parts import PaperItem, PaperText
from rating.workshop.paper.reading import Walk
from rating.workshop.paper.vetoes import veto_items


def found(*notes: str) -> list[str]:
    walk = Walk("a.docx")
    walk.notes = [PaperText(note, f"第 {at} 段") for at, note in enumerate(notes, 1)]
    return [item.title for item in veto_items(walk, [])]


def test_one_condition_in_a_sentence() -> None:
    assert found("发生重大安全责任事故的，实行一票否决。") == ["发生重大安全责任事故"]


def test_a_list_after_the_colon_and_in_the_lines_below() -> None:
    assert found("有下列情形之一的，一票否决：（1）发生安全事故的；（2）提供虚假材料的。") == [
        "发生安全事故",
        "提供虚假材料",
    ]
    assert found("一票否决情形：", "1.发生安全事故的；", "2.提供虚假材料的。", "其他事项另行通知。") == [
        "发生安全事故",
        "提供虚假材料",
    ]


def test_other_notes_give_none() -> None:
    assert found("本表一式两份。", "得分90分以上为五星级。") == []


def test_a_veto_inside_a_scored_sentence_is_only_named() -> None:
    sentence = PaperText("每起扣2分，发生重大事故的一票否决", "Sheet1!E3")
    item = PaperItem((PaperText("安全", "Sheet1!C3"),), (Decimal(5),), Decimal(5), "Sheet1!D3", sentence)
    walk = Walk("a.xlsx")
    assert veto_items(walk, [item]) == []
    assert [(problem.code, problem.place.cell) for problem in walk.problems] == [("paper_veto", "Sheet1!E3")]
