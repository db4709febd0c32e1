"""A rule under its minimum sample."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.phrasing.proposal import propose


def test_two_strata() -> None:
    proposal = propose(
        "知晓率75%以上得5分，60%以上得2分，其余不得分；电话回访不少于50人；现场访谈不少于10人", Decimal(5), "知晓率"
    )
    body = proposal.rule["survey"]
    assert [sample["minimum"] for sample in body["samples"]] == ["50", "10"]
    assert [field.title for field in proposal.fields] == ["知晓率", "电话回访数", "现场访谈数"]


def test_what_happens_to_a_small_sample_is_taken_from_the_text_or_asked() -> None:
    said = propose("满意度90%以上得5分，否则不得分；样本不足30份的不得分", Decimal(5))
    unsaid = propose("满意度90%以上得5分，否则不得分；样本不少于30份", Decimal(5))
    assert said.rule["survey"]["if_small"] == "zero"
    assert unsaid.rule["survey"]["if_small"] == "incomplete" and "样本不足" in unsaid.doubts[-1]
