from __future__ import annotations

from rating.rubric import edits
from rating.rubric.file import parse_rubric
from rating.screens.workshop_sections.draft_tree import spots
from rating.screens.workshop_sections.node_tools import moved, only_here, relocated, removed, using_nodes
from tests.screens.opening import text_of
from tests.screens.workshop_sections.on_desk import SMALL, kept, open_desk, press, text_of_shipped

TEXT = text_of_shipped("yichang-five-star")
FOUND = {spot.code: spot for spot in spots(edits.content(TEXT))}


def labels(text: str) -> list[str]:
    return [spot.label for spot in spots(edits.content(text))]


def at(code: str, text: str = TEXT):  # type: ignore[no-untyped-def]
    return open_desk(text).selectbox(key="desk_spot").set_value(code).run()


def named(run, part: str, title: str):  # type: ignore[no-untyped-def]
    run.text_input(key=next(each.key for each in run.text_input if part in str(each.key))).set_value(title)
    button = next(each.key for each in run.button if part in str(each.key) and str(each.key).endswith("_add"))
    return run.button(key=button).click().run()


def test_an_indicator_goes_to_another_dimension_with_its_comments_and_content() -> None:
    text = TEXT
    for change in relocated(FOUND["licensed_share"], FOUND["residents"]):
        text = change(text)
    assert labels(text)[1] == "1.1 人员配备"
    assert labels(text)[-1] == "5.5 持证率"
    assert edits.value_at(text, ("dimensions", 4, "indicators", 4)) == FOUND["licensed_share"].node
    assert parse_rubric(edits.put(text, ("scale", "full_marks"), "100"), "")[1] is not None


def test_moving_on_the_page_keeps_the_same_indicator_chosen() -> None:
    run = press(at("licensed_share"), "下移")
    assert labels(kept(run).text)[1:3] == ["1.1 人员配备", "1.2 持证率"]
    assert run.selectbox(key="desk_spot").value == "licensed_share"
    run = press(run, "移动")
    assert "持证率" in labels(kept(run).text)[7]
    assert run.selectbox(key="desk_spot").value == "licensed_share"


def test_the_last_of_a_part_is_not_moved_away() -> None:
    two = edits.insert(SMALL, ("dimensions",), 1, edits.value_at(SMALL, ("dimensions", 0)))
    assert "最后一项" in text_of(open_desk(two))


def test_a_new_indicator_has_its_name_at_once_and_is_the_one_to_go_on_with() -> None:
    run = named(open_desk(), "after_1.1", "持证率")
    assert labels(kept(run).text) == ["1 第一部分", "1.1 第一项指标", "1.2 持证率"]
    node = edits.value_at(kept(run).text, ("dimensions", 0, "indicators", 1))
    assert run.selectbox(key="desk_spot").value == node["code"]
    assert edits.value_at(kept(run).text, ("fields", node["value"], "title")) == "持证率评分"
    assert parse_rubric(kept(run).text, "")[0] is None, "105 of 100 points until it is settled"
    run.selectbox(key="desk_spot").set_value("first_dimension").run()
    run = named(run, "below_1", "督导")
    run.selectbox(key="desk_spot").set_value("first_dimension").run()
    run = named(run, "after_1", "第二部分")
    assert labels(kept(run).text)[-3:] == ["1.3 督导", "2 第二部分", "2.1 新的指标"]


def test_an_empty_draft_gets_its_first_dimension_and_somebody_to_mark() -> None:
    run = named(open_desk("title: 试验\n"), "first", "队伍建设")
    tree = edits.content(kept(run).text)
    assert labels(kept(run).text) == ["1 队伍建设", "1.1 新的指标"]
    assert [role["code"] for role in tree["roles"]] == ["expert"]


def test_before_something_goes_what_rests_on_it_is_said() -> None:
    tree = edits.content(TEXT)
    assert using_nodes(tree, [FOUND["residents"]]) == ["排名依据"]
    assert only_here(tree, [FOUND["supervision"]]) == ["supervised"]
    assert only_here(tree, [FOUND["licensed_share"]]) == [], "the gate asks for them too"
    run = at("supervision")
    press(run, "确认删去")
    text = kept(run).text
    assert "专业督导覆盖" not in "".join(labels(text))
    assert "supervised" not in edits.content(text)["fields"]
    press(run, "撤销上一步（1）")
    assert kept(run).text == TEXT


def test_moves_and_removals_are_edits() -> None:
    row = ("dimensions", 0, "indicators")
    assert labels(moved(row, 0, 2)(TEXT))[3] == "1.3 持证率"
    assert len(labels(removed((*row, 0))(TEXT))) == len(labels(TEXT)) - 1
