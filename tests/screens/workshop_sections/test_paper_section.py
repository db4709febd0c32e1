"""A paper row by row: nothing counts that was not confirmed, and everything is kept as it is decided."""

from __future__ import annotations

from rating.rubric.file import parse_rubric
from tests.screens.drafting import PAPERS, kept, loose, of_paper, on_the_desk, press
from tests.screens.opening import text_of

PAPER = next(PAPERS.glob("社工站星级评定标准*.docx"))


def test_each_sentence_stands_beside_its_rule_and_a_worked_example() -> None:
    told = text_of(on_the_desk(of_paper(PAPER)))
    assert "原文" in told and "规则" in told and "例" in told and "待确认" in told
    assert "原件中需要核对的地方" in told and "第 1 张表" in told


def test_what_nobody_confirmed_is_a_raters_mark() -> None:
    run = on_the_desk(of_paper(PAPER))
    press(run, "转入编辑")
    rubric, problems = parse_rubric(kept(run).text, "")
    assert rubric is not None, problems
    assert {node.rule.kind for node in rubric.indicators if node.rule} == {"mark"}
    assert kept(run).paper_name == PAPER.name


def test_a_confirmed_rule_counts_and_one_can_think_again() -> None:
    run = on_the_desk(of_paper(PAPER))
    press(run, "采用这条规则")
    at = [each["decided"] for each in kept(run).decisions].index("taken")
    press(run, "重新考虑")
    assert kept(run).decisions[at]["decided"] == "open"
    press(run, "由评估人打分")
    assert [each["decided"] for each in kept(run).decisions].index("mark") == at


def test_what_is_clear_is_confirmed_in_one_step_and_then_scores() -> None:
    run = on_the_desk(of_paper(PAPER))
    label = next(each.label for each in run.button if each.label.startswith("采用没有疑问的"))
    press(run, label)
    taken = [each for each in kept(run).decisions if each["decided"] == "taken"]
    assert label == f"采用没有疑问的 {len(taken)} 项" and taken
    press(run, "转入编辑")
    rubric, _ = parse_rubric(kept(run).text, "")
    assert rubric is not None
    scored = [node for node in rubric.indicators if node.rule and node.rule.kind != "mark"]
    assert len(scored) == len(taken)


def test_a_sentence_put_otherwise_is_read_again_and_the_paper_stays_the_ground() -> None:
    run = on_the_desk(of_paper(PAPER))
    run.text_area[0].set_value("每缺一项扣1分，扣完为止")
    press(run, "重新读")
    assert kept(run).decisions[0]["sentence"] == "每缺一项扣1分，扣完为止"
    assert "改写为" in text_of(run) and "有固定服务场所" in text_of(run)


def test_a_file_that_is_no_paper_is_refused_in_words() -> None:
    run = on_the_desk(loose("", "坏文件", paper_name="坏文件.docx", paper=b"PK\x03\x04 broken"))
    assert "坏文件" in text_of(run) and "Traceback" not in text_of(run)


def test_what_bars_the_way_is_no_indicator_and_no_rule() -> None:
    told = text_of(on_the_desk(of_paper(PAPER)))
    assert "另有 2 条一票否决或必备条件" in told and "读出 18 项指标" in told
    assert "不计分。转入编辑后列为必备条件" in told
