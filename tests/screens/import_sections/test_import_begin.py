from __future__ import annotations

from rating.district.storage.database import Database
from tests.screens.conftest import SignIn
from tests.screens.import_made_up import drop, labels
from tests.screens.opening import open_screen, text_of
from tests.workflow.three_stations import begun, figures


def test_what_was_dropped_in_the_try_out_is_not_carried_into_a_district(
    one_database: Database, sign_in: SignIn
) -> None:
    run = drop(open_screen("import_data"), figures())
    assert "①" in labels(run)
    sign_in(begun(one_database).evaluator)
    run.run()
    assert not run.exception
    assert "①" not in labels(run)
    assert "按《三站标准（示例）》核对" in text_of(run)


def test_each_round_has_its_own_files(one_database: Database, sign_in: SignIn) -> None:
    first = begun(one_database)
    second = begun(one_database, title="2027 年度", here=first.here)
    sign_in(first.evaluator)
    run = drop(open_screen("import_data"), figures())
    assert labels(run)["①"].startswith("1 份文件")  # into the newest
    run.selectbox(key="choose_round").set_value(first.round.id).run()
    assert "①" not in labels(run)
    run.selectbox(key="choose_round").set_value(second.round.id).run()
    assert labels(run)["①"].startswith("1 份文件")
