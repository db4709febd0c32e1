from __future__ import annotations

from tests.screens.opening import open_screen, shown, text_of


def test_a_result_says_what_it_rests_on() -> None:
    now = shown(4)
    text = text_of(open_screen("ranking", now))
    rubric = now.evaluation.rubric
    for part in (rubric.title, rubric.version, "示例（未经确认）", "测试轮次", now.evaluation.method_date.isoformat()):
        assert part in text
    assert "不是真实评定结果" not in text


def test_the_sample_says_that_it_is_not_real() -> None:
    assert "示例数据，不是真实评定结果" in text_of(open_screen("ranking"))
