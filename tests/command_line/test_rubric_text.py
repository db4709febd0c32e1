"""A rubric on paper: everything a committee decided is there, said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating.command_line.rubric_text import rubric_in_words
from rating.insight.wording import indicator_in_words
from rating.rubric.file import load_rubric, parse_rubric
from rating.rubric.nouns import Rubric
from tests.small_round import RUBRIC

RUBRICS = sorted(Path(__file__).resolve().parents[2].joinpath("rubrics").glob("*.yaml"))


def rubric(text: str = RUBRIC) -> Rubric:
    parsed, problems = parse_rubric(text, "标准.yaml")
    assert parsed is not None, [problem.line for problem in problems]
    return parsed


def test_the_small_rubric_reads_from_top_to_bottom() -> None:
    lines = rubric_in_words(rubric()).splitlines()
    assert lines[0] == "小评分标准（示例）"
    assert "示例（未经确认）" in lines[1]
    assert [line for line in lines if line[1:2] == "、"] == [
        "一、指标（满分 20 分，各项得分相加）", "二、必备条件", "三、等级", "四、合成、取整与排名", "五、数据项",
    ]  # fmt: skip
    assert "  1 队伍（20 分）" in lines
    assert "    1.2 持证率（10 分）" in lines
    assert "      取值：持证数 ÷ 社工数" in lines
    assert "  五星级：总分达到 18 分" in lines


def test_what_differs_by_kind_is_said_by_kind() -> None:
    text = (
        RUBRIC.replace("full_marks: 10, value: staff", "full_marks: {综合: 10, 专项: 6}, value: staff")
        .replace("full_marks: 20,", "full_marks: {综合: 20, 专项: 16},")
        .replace("at_least: 18", "at_least: 90%")
        .replace("at_least: 12", "at_least: 60%")
    )
    by_kind = rubric(text)
    lines = rubric_in_words(by_kind).splitlines()
    assert "    1.1 人数（综合：10 分；专项：6 分）" in lines
    size = by_kind.node("size")
    for kind in ("综合", "专项"):
        assert f"      评分细则：{kind}：{indicator_in_words(size, kind, by_kind)}" in lines
    start = lines.index("三、等级")
    assert lines[start + 1 : start + 3] == ["  综合", "    五星级：总分达到 18 分"]
    assert lines[start + 4 : start + 6] == ["  专项", "    五星级：总分达到 14.4 分"]


def test_sections_without_content_are_left_out_and_the_numbers_close_up() -> None:
    text = RUBRIC[: RUBRIC.index("gates:")] + RUBRIC[RUBRIC.index("bands:") :]
    assert "二、等级" in rubric_in_words(rubric(text))


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_every_shipped_rubric_is_told_completely(path: Path) -> None:
    shipped = load_rubric(path)
    text = rubric_in_words(shipped)
    titles = [node.title for node in shipped.nodes] + [gate.title for gate in shipped.gates]
    titles += [field.title for field in shipped.fields.values()] + [source.title for source in shipped.sources]
    for title in titles:
        assert title in text, title
    assert shipped.fingerprint in text
