from __future__ import annotations

import html
import re

from rating.insight.feedback import Feedback, feedback
from rating.screens.parts.markup import tag
from rating.screens.result_sections.indicator_parts import good_part, indicators_table, lost_part, others_part
from tests.screens.opening import district


def words(markup: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", str(markup))).split())


def told(row: int = 1, rows: int = 4) -> Feedback:
    return feedback(district(rows), row)


def test_what_was_lost_says_at_sight_why_and_what_would_earn_the_rest() -> None:
    lost = told().lost
    part = str(lost_part(lost))
    at_sight = words(re.sub(r"<details.*?</details>", "", part))
    for line in lost:
        assert " ".join(line.why.split()) in at_sight and " ".join(line.earn.split()) in at_sight
        assert f"失 {line.lost.normalize():f}" in at_sight if line.lost is not None else False
    places = [part.index(f"<b>{line.title}</b>") for line in lost]
    assert places == sorted(places)
    assert lost_part(()) is None


def test_asked_seen_with_its_cell_evidence_clause_and_check_are_behind_it() -> None:
    lost = told().lost
    part = str(lost_part(lost))
    behind = re.findall(r"<details class=\"behind\">.*?</details>", part)
    assert len(behind) == len(lost)
    for line, each in zip(lost, map(words, behind), strict=True):
        assert " ".join(line.asked.split()) in each and line.source in each and "依据：" in each
        assert all(entry.where in each for entry in line.seen if entry.where)
        assert all(name in each for name in line.evidence)
        assert ("示例" in each.split("评什么：")[0]) == line.is_example
    assert "专家甲" in part and "测试.xlsx → 填报表!" in part


def test_the_one_indicator_that_is_argued_about_is_unfolded() -> None:
    line = told().lost[0]
    assert '<details class="behind" open="open">' in indicators_table([line], unfolded=True)
    assert "open=" not in indicators_table([line])


def test_full_marks_are_named_at_sight_with_how_many_of_the_kind_got_them() -> None:
    good = told(0, rows=24).good
    part = str(good_part(good))
    at_sight = words(part[: part.index("<details")])
    assert any(line.among for line in good)
    assert all(f"{line.title} {line.points_text} {line.among}".strip() in at_sight for line in good)
    assert part.count('class="behind"') == len(good)
    assert good_part(()) is None


def test_what_was_not_scored_says_why() -> None:
    others = feedback(district(4, staff=None), 0).others
    assert others
    part = words(others_part(others))
    assert all(line.title in part and line.why in part for line in others)
    assert others_part(()) is None


def test_what_is_said_with_every_indicator_stands_in_each_row() -> None:
    lost = told().lost
    part = lost_part(lost, lambda line: tag("a", f"异议 {line.code}"))
    assert all(f"异议 {line.code}" in str(part) for line in lost)


def test_hostile_words_stay_text() -> None:
    lost = feedback(district(4, name="<b>站</b>"), 1).lost
    bad = "<script>x</script>"
    from dataclasses import replace

    spoilt = replace(
        lost[0], title=bad, why=bad, earn=bad, among=bad, clause=bad, evidence=(bad,), asked=bad, check=bad
    )
    assert bad not in indicators_table([spoilt]) and bad not in str(good_part([spoilt]))
