from __future__ import annotations

from hashlib import sha256

from streamlit.testing.v1 import AppTest

from rating.screens.import_data import FROM_SAMPLE
from rating.screens.session import sample_files
from tests.screens.opening import open_screen, text_of


def upload(*files: tuple[str, bytes], roster: str | None = None) -> AppTest:
    run = open_screen("import_data")
    if roster:
        run.selectbox(key="import_roster").set_value(roster).run()
    uploader = run.file_uploader(key="import_files")
    for name, content in files:
        uploader.upload(name, content)
    uploader.run()
    run.button(key="import_check").click().run()
    assert not run.exception, run.exception
    return run


def test_nothing_can_be_checked_before_files_are_chosen() -> None:
    run = open_screen("import_data")
    assert run.button(key="import_check").disabled
    assert "检查文件" in text_of(run)


def test_good_files_lead_to_a_ranking() -> None:
    files = sample_files()
    run = upload(*files.workbooks, roster=FROM_SAMPLE)
    assert "文件可以使用" in text_of(run)
    assert "预览：将按下表评定" in text_of(run)
    run.button(key="import_confirm").click().run()
    assert not run.exception
    assert "个已排名" in text_of(run)
    assert "本次导入的数据" in text_of(run)
    assert len(run.dataframe[0].value) > 0


def test_a_file_that_is_no_table_is_a_list_of_problems() -> None:
    run = upload(("照片.xlsx", b"\x89PNG not a workbook"))
    text = text_of(run)
    assert "需要先处理" in text
    assert "不能受理" in text
    assert "照片.xlsx" in text
    assert run.button(key="import_confirm").disabled
    assert "还不能确认：不能受理 1 项" in text


def test_an_empty_file_and_a_strange_one_are_told_together() -> None:
    run = upload(("空.csv", b""), ("<b>怪.pdf", b"%PDF-1.4"))
    text = text_of(run)
    assert "空.csv" in text
    assert "<b>怪.pdf" in text


def test_a_marked_copy_is_offered_where_a_cell_is_at_fault() -> None:
    run = upload(("数据.csv", "站点代码,站点名称,站点类型,驻站社工数\n9,甲站,综合,#N/A\n".encode()))
    assert "下载批注版" in [button.label for button in run.get("download_button")]


def test_back_is_free() -> None:
    run = upload(("空.csv", b""))
    run.button(key="import_again").click().run()
    assert run.button(key="import_check").disabled
    assert not run.exception


def test_without_files_the_sample_can_be_walked_through() -> None:
    run = open_screen("import_data")
    run.button(key="import_trial").click().run()
    assert not run.exception
    assert "预览：将按下表评定（37 个单位）" in text_of(run)


def test_the_rating_that_is_shown_changes_only_on_confirmation() -> None:
    run = upload(*sample_files().workbooks, roster=FROM_SAMPLE)
    assert "正在查看： 示例区" in " ".join(text_of(run).split())


def test_a_corrected_file_takes_the_place_of_the_bad_one() -> None:
    good = dict(sample_files().workbooks)
    name, *others = good
    run = upload((name, b"not a workbook"), *((each, good[each]) for each in others), roster=FROM_SAMPLE)
    assert run.button(key="import_confirm").disabled
    run.file_uploader(key="import_corrected_0").upload(name, good[name]).run()
    run.button(key="import_recheck").click().run()
    assert not run.exception
    assert "文件可以使用" in text_of(run)
    assert not run.button(key="import_confirm").disabled


def test_every_file_is_shown_by_its_own_name_and_fingerprint() -> None:
    hostile = "<i>评分:red[x] $y$.csv"
    run = upload((hostile, "站点名称\n甲\n".encode()))
    text = text_of(run)
    assert hostile in text
    assert sha256("站点名称\n甲\n".encode()).hexdigest() in text
