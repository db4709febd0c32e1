from __future__ import annotations

from rating.screens.import_sections.import_draft import FROM_SAMPLE
from rating.screens.visit.session import sample_files
from tests.screens.import_made_up import drop, labels, opened
from tests.screens.opening import text_of


def test_nothing_is_asked_before_files_are_chosen() -> None:
    text = text_of(opened())
    assert "检查文件" in text
    assert "确认之前不会改变" in text


def test_good_files_lead_to_a_ranking() -> None:
    run = drop(opened(FROM_SAMPLE), *sample_files().workbooks)
    assert "文件可以使用" in text_of(run)
    assert labels(run)["⑥"] == "将按下表评定 37 个单位，3 位评估人打分"
    run.button(key="import_confirm").click().run()
    assert not run.exception
    assert "个已排名" in text_of(run)
    assert "本次导入的数据" in text_of(run)
    assert len(run.dataframe[0].value) > 0


def test_a_file_that_is_no_table_halts_at_the_first_step() -> None:
    run = drop(opened(), ("照片.xlsx", b"\x89PNG not a workbook"))
    text = text_of(run)
    assert "还不能确认：不能受理 1 项" in text
    assert "照片.xlsx" in text
    assert labels(run)["①"] == "1 份文件，1 份不能受理"
    assert "import_confirm" not in {button.key for button in run.button}


def test_an_empty_file_and_a_strange_one_are_told_together() -> None:
    text = text_of(drop(opened(), ("空.csv", b""), ("<b>怪.pdf", b"%PDF-1.4")))
    assert "空.csv" in text
    assert "怪.pdf" in text


def test_back_is_free() -> None:
    run = drop(opened(), ("空.csv", b""))
    run.button(key="import_again").click().run()
    assert not run.exception
    assert run.button(key="import_trial")


def test_without_files_the_sample_can_be_walked_through() -> None:
    run = opened()
    run.button(key="import_trial").click().run()
    assert not run.exception
    assert "37 个单位" in labels(run)["⑥"]
    assert labels(run)["④"] == "名册 37 个单位，有数据 37 个"
    assert run.selectbox(key="import_roster").value == FROM_SAMPLE


def test_the_rating_that_is_shown_changes_only_on_confirmation() -> None:
    run = drop(opened(FROM_SAMPLE), *sample_files().workbooks)
    assert "正在查看： 示例区" in " ".join(text_of(run).split())


def test_a_corrected_file_takes_the_place_of_the_bad_one() -> None:
    good = dict(sample_files().workbooks)
    name, *others = good
    run = drop(opened(FROM_SAMPLE), (name, b"not a workbook"), *((each, good[each]) for each in others))
    assert "还不能确认" in text_of(run)
    drop(run, (name, good[name]))
    assert "文件可以使用" in text_of(run)
    assert labels(run)["①"] == f"{len(good)} 份文件，均可读取"


def test_files_may_come_one_after_another() -> None:
    run = opened(FROM_SAMPLE)
    for at, file in enumerate(sample_files().workbooks, start=1):
        drop(run, file)
        assert labels(run)["①"].startswith(f"{at} 份文件")


def test_a_file_that_comes_after_the_confirmation_joins_the_others() -> None:
    run = opened()
    run.button(key="import_trial").click().run()
    run.button(key="import_confirm").click().run()
    run.switch_page("rating/screens/import_data.py").run()
    before = labels(run)["①"]
    drop(run, sample_files().workbooks[0])
    assert not run.exception
    assert labels(run)["①"] == before
    assert "新文件带来的改动" in " ".join(each.label for each in run.expander)


def test_leaving_the_page_and_coming_back_loses_nothing() -> None:
    run = drop(opened(FROM_SAMPLE), *sample_files().workbooks)
    before = labels(run)
    run.switch_page("rating/screens/overview.py").run()
    run.switch_page("rating/screens/import_data.py").run()
    assert not run.exception
    assert labels(run) == before
    assert run.selectbox(key="import_roster").value == FROM_SAMPLE


def test_a_real_column_question_is_answered_once_for_later_files_too() -> None:
    file = next(path for path in _mistakes() if path.stem == "列名近似")
    run = drop(opened(FROM_SAMPLE), (file.name, file.read_bytes()))
    assert "还不能确认" in text_of(run)
    run.button(key="import_answer_2").click().run()
    assert not run.exception
    assert "文件可以使用" in text_of(run)
    run.button(key="import_again").click().run()
    drop(run, ("同样的表.xlsx", file.read_bytes()))
    assert "文件可以使用" in text_of(run)


def _mistakes():  # type: ignore[no-untyped-def]
    from rating.workflow import HOME

    return sorted((HOME / "sample_data" / "mistakes").glob("*.xlsx"))
