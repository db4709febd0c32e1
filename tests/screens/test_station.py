from __future__ import annotations

from rating.insight.certainty.certainty import how_sure
from rating.screens.visit.session import sample
from tests.screens.opening import open_screen, shown, text_of


def test_the_address_names_the_station() -> None:
    roster = sample().evaluation.roster
    run = open_screen("station", query={"station": roster.code[3]})
    assert roster.name[3] in run.html[1].proto.body or roster.name[3] in text_of(run)
    assert run.selectbox[0].value == roster.code[3]


def test_an_unknown_station_is_said_so_and_the_first_is_shown() -> None:
    run = open_screen("station", query={"station": "<b>nobody"})
    assert "没有代码为「<b>nobody」的站点" in text_of(run)
    assert "逐项说明" in text_of(run)


def test_choosing_another_station_changes_the_address() -> None:
    run = open_screen("station", shown(8))
    other = run.selectbox[0].options[3]
    code = next(
        code
        for code, name in zip(shown(8).evaluation.roster.code, shown(8).evaluation.roster.name, strict=True)
        if name == other.replace("\\", "")
    )
    run.selectbox[0].set_value(code).run()
    assert not run.exception
    assert run.query_params["station"] in (code, [code])
    assert other.replace("\\", "") in text_of(run)


def test_every_indicator_is_explained_for_every_kind_of_station() -> None:
    now = sample()
    for kind in dict.fromkeys(now.evaluation.roster.kind):
        row = now.evaluation.roster.kind.index(kind)
        text = text_of(open_screen("station", query={"station": now.evaluation.roster.code[row]}))
        for node in now.evaluation.rubric.indicators:
            assert not node.applies_to(kind) or node.title in text


def test_the_sentence_comes_first_and_the_way_ahead_before_what_was_lost() -> None:
    text = text_of(open_screen("station", query={"station": "0102"}))
    order = [
        "平凉路街道社工站",
        "总分 89.9 分",
        "到五星级",
        "最少改进 1 项",
        "长处和短处",
        "与上一轮相比",
        "失分的",
        "得满分的",
    ]
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert "也可以（另有 2 种办法）" in text and "同类 12 个站中" in text


def test_a_kind_of_one_station_is_compared_with_nobody() -> None:
    text = text_of(open_screen("station", query={"station": "0401"}))
    assert "5 个一级指标中得分率最低的是" in text
    assert "同类中位数" not in text and "长处和短处" not in text


def test_a_vetoed_and_an_incomplete_station_are_told_why_and_of_no_next_star() -> None:
    for code, why in (("0309", "一票否决，不予评星"), ("0303", "总分暂缺")):
        text = text_of(open_screen("station", query={"station": code}))
        assert "影响评定的条件" in text and why in text and "最少改进" not in text and "已是最高等级" not in text


def test_the_interval_is_told_only_where_it_has_been_worked_out() -> None:
    now = shown(8)
    assert "名次区间" not in text_of(open_screen("station", now))
    assert "certainty" not in now.drawn, "it is not worked out for this page"
    now.drawn["certainty"] = how_sure(now.evaluation)
    text = text_of(open_screen("station", now))
    assert "名次区间" in text and "星级不变" in text


def test_no_station_is_said_so() -> None:
    assert "还没有站点" in text_of(open_screen("station", shown(0)))


def test_a_hostile_name_stays_text() -> None:
    run = open_screen("station", shown(4, name=":red[x] $x$ <b>站</b>"), query={"station": "S001"})
    assert ":red[x] $x$ <b>站</b>" in text_of(run)
    assert ":red[x] $x$ <b>站</b>" in run.selectbox[0].options
