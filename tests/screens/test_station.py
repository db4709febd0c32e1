from __future__ import annotations

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


def test_no_station_is_said_so() -> None:
    assert "还没有站点" in text_of(open_screen("station", shown(0)))


def test_a_hostile_name_stays_text() -> None:
    run = open_screen("station", shown(4, name=":red[x] $x$ <b>站</b>"), query={"station": "S001"})
    assert ":red[x] $x$ <b>站</b>" in text_of(run)
    assert ":red[x] $x$ <b>站</b>" in run.selectbox[0].options
