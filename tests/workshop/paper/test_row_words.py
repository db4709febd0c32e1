"""Words that tell rows and titles apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.workshop.paper.row_words import (
    cap_of,
    full_marks_of,
    is_filler,
    is_note,
    is_note_label,
    is_sentence,
    is_signature,
    is_subsection_sum,
    is_sum,
    kind_of,
)


@pytest.mark.parametrize("text", ["小计", "小  计", "合计", "总 分", "合计（100分）", "本项小计", "总计：100分"])
def test_labels_of_sums(text: str) -> None:
    assert is_sum(text)


@pytest.mark.parametrize("text", ["总分计算方法健全", "合计每缺一项扣1分", "组织建设", "总结报告"])
def test_other_labels_are_no_sums(text: str) -> None:
    assert not is_sum(text)


def test_a_sum_of_the_section_or_of_all() -> None:
    assert is_subsection_sum("小 计")
    assert not is_subsection_sum("合计")


def test_notes_signatures_and_fillers() -> None:
    assert is_note("注：1.本表一式两份")
    assert is_note("备注：无")
    assert is_note_label("评估意见")
    assert is_signature("评估人签字：          年   月   日")
    assert is_signature("被考评单位（盖章）：")
    assert not is_signature("服务协议签字手续齐全，每缺一份扣1分")
    assert is_filler("以下空白")
    assert is_sentence("总分90分以上为五星级")
    assert not is_sentence("二、服务（20分）")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("加分项（最高10分）", "bonus"),
        ("创新加分", "bonus"),
        ("附加分", "bonus"),
        ("扣分项", "deduction"),
        ("负面清单", "deduction"),
        ("一票否决项", "veto"),
        ("必备条件", "condition"),
        ("组织建设", "scored"),
        ("服务创新", "scored"),
    ],
)
def test_kinds_of_sections(title: str, kind: str) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("社工站评分标准（满分100分）", "100"),
        ("本标准实行百分制", "100"),
        ("本细则总分为130分", "130"),
        ("基础分130分，加分20分", "130"),
        ("考核表（100分）", "100"),
        ("总分90分以上为五星级", None),
        ("总分80-89分为四星级", None),
        ("组织建设（20分）", None),
    ],
)
def test_full_marks_of_a_whole_standard(text: str, full: str | None) -> None:
    assert full_marks_of(text) == (None if full is None else Decimal(full))


def test_caps() -> None:
    assert cap_of("加分项（最高10分）") == 10
    assert cap_of("加分项，累计不超过 5 分") == 5
    assert cap_of("加分项") is None
