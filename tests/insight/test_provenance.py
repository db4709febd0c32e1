"""Every result says where it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from rating.insight.provenance import provenance, provenance_line, upload_in_words
from rating.reported import Upload
from tests.insight.example import example, rated, rubric

UPLOAD = Upload("评分表.xlsx", "ab" * 32, 12345, "专家甲", datetime(2026, 3, 1, 8, 30, tzinfo=UTC))


def test_line_names_rubric_standing_fingerprint_round_and_method() -> None:
    line = provenance_line(example())
    for part in (
        "示例评分标准 1.0 版",
        "示例（未经确认）",
        example().rubric.fingerprint[:12],
        "2026 年度",
        "方法日期 ",
    ):
        assert part in line


def test_a_confirmed_rubric_says_so() -> None:
    assert rubric(standing="confirmed").standing_title in provenance_line(rated(standing="confirmed"))


def test_every_upload_is_listed_with_its_hash() -> None:
    evaluation = replace(example(), reported=replace(example().reported, uploads=(UPLOAD,)))
    lines = dict(provenance(evaluation))
    assert lines["来源文件"] == upload_in_words(UPLOAD)
    assert upload_in_words(UPLOAD) == ("评分表.xlsx（SHA-256 abababababab，12,345 字节，专家甲，2026-03-01 16:30）")


def test_policies_are_stated() -> None:
    labels = [label for label, _ in provenance(example())]
    for label in ("取舍", "排名与并列", "空白与缺项", "打分合成", "方法日期", "状态"):
        assert label in labels
