"""对比: who moved, and what moved them."""

from __future__ import annotations

from typing import Any

import pytest

from rating.screens.comparison_sections import kind_view
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
    assert "江浦路街道特色专项社工站" in run.selectbox(key="comparison_station").options
    run.segmented_control(key="comparison_kind").set_value("综合").run()
    assert "江浦路街道特色专项社工站" not in run.selectbox(key="comparison_station").options
    run.selectbox(key="comparison_station").select_index(0).run()
    assert "总分 67.2 → 96.1，升 28.9 分" in text_of(run), "the first is the best of the later round: 大桥街道"


def test_under_one_rubric_nothing_is_parted_and_paper_says_which_station_it_is() -> None:
    """The chooser is not printed."""
    run = open_screen("comparison")
    assert "其中标准调整" not in text_of(run)
    assert '<h3 class="on-paper">大桥街道社工站</h3>' in " ".join(each.proto.body for each in run.html)


def test_many_stations_are_filtered_before_they_are_listed() -> None:
    """Of 215, 54 are of the first kind; the very first of all was below, with fewer stars."""
    run = open_screen("comparison", shown(215))
    run.file_uploader(key="comparison_file").upload("上一轮.json", earlier_file(215)).run()
    assert len(run.selectbox(key="comparison_station").options) == 54
    run.selectbox(key="comparison_way").set_value("升星").run()
    assert not run.exception
    assert run.selectbox(key="comparison_station").options == ["1 号街道社工站"]
    run.selectbox(key="comparison_way").set_value("全部变化").run()
    run.text_input(key="comparison_search").set_value("S005").run()
    assert run.selectbox(key="comparison_station").options == ["5 号街道社工站"]
    run.text_input(key="comparison_search").set_value("没有这个站").run()
    assert not run.exception and "没有符合条件的单位" in text_of(run)


def test_more_than_are_shown_are_counted_and_can_be_asked_for() -> None:
    run = open_screen("comparison", shown(260))
    run.file_uploader(key="comparison_file").upload("上一轮.json", earlier_file(260)).run()
    assert "只画出前 30 个，其余请筛选或看表格。" in text_of(run)
    assert "另有 5 个单位，请筛选，或下载表格查看。" in text_of(run)


def test_what_rests_on_the_two_results_alone_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[str] = []
    make = kind_view.in_order

    def counting(moves: Any) -> Any:
        times.append("ordered")
        return make(moves)

    monkeypatch.setattr(kind_view, "in_order", counting)
    run = open_screen("comparison", shown(30))
    run.file_uploader(key="comparison_file").upload("上一轮.json", earlier_file(30)).run()
    first = len(times)
    run.run()
    run.selectbox(key="comparison_station").select_index(2).run()
    assert first == len(times) == 1


def test_an_empty_district_is_told_what_comes_first() -> None:
    run = open_screen("comparison", shown(0))
    assert "还没有单位" in text_of(run) and not run.file_uploader
    run.button(key="to_import").click().run()
    assert not run.exception and "数据导入" in text_of(run)


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
