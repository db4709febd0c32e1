"""What a page may be held against: asked with the person's permission at every rerun."""

from __future__ import annotations

import json
from copy import deepcopy

from streamlit.testing.v1 import AppTest

from rating.district.rounds.evaluations import save_evaluation
from rating.district.rounds.round import round_of
from rating.district.storage.database import Database
from rating.insight.result import result
from rating.screens.import_sections.import_draft import DRAFT, Draft
from rating.screens.visit.session import IMPORTED
from rating.workflow import HOME
from tests.district.rounds.planned import only_part, scoring
from tests.screens.conftest import SignIn
from tests.screens.in_district import RoundMade, rated, round_made
from tests.screens.opening import district, open_screen, shown, text_of, yichang


def earlier_file(rows: int, total: str = "80.0") -> bytes:
    before = deepcopy(result(district(rows)))
    before["round"] = "更早的一轮"
    before["stations"][0].update(total=total, stars=3)
    return json.dumps(before, ensure_ascii=False).encode()


def test_an_uploaded_result_is_compared_and_a_bad_one_is_a_problem() -> None:
    run = open_screen("comparison", shown(4))
    assert "请选择上一轮导出的 JSON 结果" in text_of(run)
    run.file_uploader(key="comparison_file").upload("上一轮.json", earlier_file(4)).run()
    assert not run.exception
    assert "上一轮：更早的一轮" in text_of(run)
    assert "1 个升星" in text_of(run)
    run.file_uploader(key="comparison_file").upload("坏.json", b"{}").run()
    assert not run.exception
    assert "坏.json" in text_of(run) and "更早的一轮" not in text_of(run)


def test_the_result_that_was_given_with_the_import_is_taken() -> None:
    run = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
    run.session_state[IMPORTED] = shown(3)
    run.session_state[DRAFT] = Draft(yichang(), (), previous=("上一轮.json", earlier_file(3)))
    run.switch_page("rating/screens/comparison.py").run()
    assert not run.exception and "上一轮：更早的一轮" in text_of(run)


def two_rounds(database: Database) -> RoundMade:
    """2025 年度 with a result of its own, and the newer 2026 年度, which is looked at."""
    there = round_made(database, title="2025 年度")
    rated(database, there)
    with database.writing() as at:
        later = scoring(at, there.evaluator, there.made.district, "2026 年度")
        part = only_part(at, there.evaluator, later)
        now = round_of(at, there.evaluator, later.id)
        save_evaluation(at, there.evaluator, now, part, district(3, staff=0), "rating", "")
    return there


def test_in_a_district_the_rounds_before_are_listed(one_database: Database, sign_in: SignIn) -> None:
    there = two_rounds(one_database)
    for person in (there.evaluator, there.viewer, there.admin):
        sign_in(person)
        run = open_screen("comparison")
        (choice,) = [each for each in run.selectbox if each.key == "comparison_earlier"]
        assert [option.partition("（")[0] for option in choice.options] == ["2025 年度"]
        assert "上一轮：测试轮次" in text_of(run)
        assert "下载" not in text_of(run).split("各单位的变化")[0]


def test_a_district_with_one_round_says_so(one_database: Database, sign_in: SignIn) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    sign_in(there.evaluator)
    run = open_screen("comparison")
    assert "没有可以比较的上一轮结果" in text_of(run)
    assert run.file_uploader(key="comparison_file")


def test_who_may_see_no_results_has_no_such_page(one_database: Database, sign_in: SignIn) -> None:
    there = two_rounds(one_database)
    for person in (there.rater, there.head):
        sign_in(person)
        run = open_screen("comparison")
        assert not [each for each in run.selectbox if each.key == "comparison_earlier"]
        assert "各单位的变化" not in text_of(run)
