from __future__ import annotations

from rating.screens.import_sections.import_draft import FROM_SAMPLE, FROM_UPLOAD
from rating.screens.visit.session import sample_files
from tests.screens.import_made_up import drop, opened
from tests.screens.opening import text_of

ROSTER = ("册.csv", "站点代码,站点名称,站点类型\n9,甲站,综合\n".encode())
DATA = ("数据.csv", "站点代码,站点名称,站点类型,驻站社工数\n9,甲站,综合,5\n".encode())


def test_a_changed_roster_has_the_files_read_again() -> None:
    run = drop(opened(), *sample_files().workbooks)
    assert "没有名册" in " ".join(each.label for each in run.expander)
    run.selectbox(key="import_roster").set_value(FROM_SAMPLE).run()
    assert not run.exception
    assert "名册 37 个单位" in " ".join(each.label for each in run.expander)


def test_an_own_roster_is_used() -> None:
    run = drop(opened(FROM_UPLOAD), DATA)
    run.file_uploader(key="import_roster_file").upload(*ROSTER).run()
    assert not run.exception
    assert "名册 1 个单位，有数据 1 个" in " ".join(each.label for each in run.expander)
    assert "名册「册.csv」" in text_of(run)


def test_the_round_is_kept_when_files_come() -> None:
    run = opened()
    run.text_input(key="import_round").set_value("2025 年度").run()
    drop(run, DATA)
    assert run.session_state["import_draft"].assessment_round == "2025 年度"
    assert "2025 年度" in text_of(run)


def test_another_rubric_has_the_files_read_by_it() -> None:
    run = drop(opened(), DATA)
    titles = run.selectbox(key="import_rubric").options
    other = next(title for title in titles if "湖南" in title or "项目" in title)
    run.selectbox(key="import_rubric").set_value(other).run()
    assert not run.exception
    assert run.session_state["import_draft"].rubric.title == other


def test_a_corrected_roster_that_is_dropped_with_the_files_counts() -> None:
    run = drop(opened(FROM_UPLOAD), DATA)
    run.file_uploader(key="import_roster_file").upload(*ROSTER).run()
    wider = ROSTER[1] + "10,乙站,综合\n".encode()
    drop(run, (ROSTER[0], wider))
    assert run.session_state["import_draft"].roster == (ROSTER[0], wider)
    assert "名册 2 个单位，有数据 1 个" in " ".join(each.label for each in run.expander)
    run.button(key="import_again").click().run()
    assert run.session_state["import_draft"].roster == (ROSTER[0], wider)


def test_an_earlier_result_stays_chosen_until_it_is_taken_out() -> None:
    run = drop(opened(), DATA)
    run.file_uploader(key="import_previous_file").upload("上轮.json", b"{").run()
    assert "还不能确认" in text_of(run)
    run.file_uploader(key="import_previous_file").set_value(None).run()
    assert not run.exception
    assert "文件可以使用" in text_of(run)


def test_what_was_chosen_before_leaving_the_page_is_named_and_can_be_given_up() -> None:
    run = opened()
    run.session_state["import_draft"].previous = ("上轮.json", b"{")
    drop(run, DATA)
    assert "已选：上轮.json" in " ".join(text_of(run).split())
    run.button(key="import_previous_file_off").click().run()
    assert not run.exception
    assert "文件可以使用" in text_of(run)
