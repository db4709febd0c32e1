"""对比: who moved, and what moved them."""

from __future__ import annotations

import pytest

from tests.screens.comparison_sections.test_earlier_choice import earlier_file
from tests.screens.opening import open_screen, shown, text_of


def test_the_sample_is_compared_with_its_own_round_before() -> None:
    run = open_screen("comparison")
    text = text_of(run)
    assert "两轮都有星级的 33 个单位中 24 个升星，0 个降星；评分标准未变。" in text
    assert "综合站 12 个两轮都有星级，9 个升星，0 个降星" in text
    assert "江浦路街道特色专项社工站" not in text.split("一个站点的各项变化")[0], "another kind is not shown yet"
    assert len(run.get("vega_lite_chart")) == 1
    labels = [each.label for each in run.get("download_button")]
    assert labels == ["下载 PNG", "下载 SVG", "导出两轮对比（CSV）", "导出各指标变化（CSV）"]


def test_a_kind_and_a_station_can_be_chosen() -> None:
    run = open_screen("comparison")
    run.segmented_control(key="comparison_kind").set_value("特色专项").run()
    assert not run.exception
    assert "特色专项站 9 个两轮都有星级" in text_of(run)
    assert "1 个单位有一轮总分暂缺，没有画出" in text_of(run)
    run.selectbox(key="comparison_station").select_index(8).run()
    assert "总分 67.2 → 96.1，升 28.9 分" in text_of(run)


def test_an_empty_district_is_told_what_comes_first() -> None:
    text = text_of(open_screen("comparison", shown(0)))
    assert "还没有单位" in text and "数据导入" in text


@pytest.mark.parametrize("rows", [1, 37, 215])
def test_districts_of_any_size(rows: int) -> None:
    """The earlier round had one station less and, of the first, another total."""
    run = open_screen("comparison", shown(rows))
    run.file_uploader(key="comparison_file").upload("上一轮.json", earlier_file(max(rows - 1, 1))).run()
    assert not run.exception
    assert f"{max(rows - 1, 1)} 个单位中 1 个升星，0 个降星" in text_of(run)
    assert ("本轮新参加的 1 个" in text_of(run)) == (rows > 1)


def test_two_rounds_without_a_common_station() -> None:
    run = open_screen("comparison", shown(1))
    other = earlier_file(1).replace(b"S001", b"T001")
    run.file_uploader(key="comparison_file").upload("上一轮.json", other).run()
    assert not run.exception
    assert "两轮之间没有可以比较的单位" in text_of(run)
    assert "本轮新参加的 1 个" in text_of(run) and "上一轮有、本轮没有的 1 个" in text_of(run)
    assert not run.get("vega_lite_chart")
