from __future__ import annotations

from hashlib import sha256

from rating.insight.changes import Changes
from rating.problems import Place, Problem
from rating.screens.import_sections.import_arrival import ADDED, arrive
from rating.screens.import_sections.import_draft import Draft
from rating.screens.import_sections.import_files import file_summary, seen, size_words
from rating.workflow import HOME
from tests.screens.import_made_up import draft, reported
from tests.screens.import_step_page import step_page
from tests.screens.opening import text_of

CSV = ("数据.csv", "站点名称\n甲\n".encode())
PDF = ("<b>怪.pdf", b"%PDF-1.4")
REFUSED = Problem("file_format", Place(PDF[0]), "这是PDF 文件，不是表格")
TWICE = Problem("file_duplicate", Place(CSV[0]), "内容与「甲.csv」完全相同")


def two() -> Draft:
    return draft(reported(problems=(REFUSED, TWICE)), files=(CSV, PDF))


def test_every_file_with_its_size_format_verdict_and_fingerprint() -> None:
    text = text_of(step_page("files", two()))
    assert sha256(CSV[1]).hexdigest() in text
    assert "文本表格" in text
    assert "只采用一次" in text
    assert "<b>怪.pdf" in text
    assert "这是PDF 文件，不是表格" in text
    assert file_summary(two()) == "2 份文件，1 份不能受理，1 份重复，只采用一次"


def test_the_content_counts_not_the_name() -> None:
    book = (HOME / "sample_data" / "站点名册.xlsx").read_bytes()
    started = two()
    assert seen(started, "册.xlsx", book).form == "Excel 工作簿"
    assert seen(started, "册.csv", book).form == "内容是Excel 工作簿，按内容读取"
    assert seen(started, "坏.xlsx", b"PK\x03\x04").form == "不是可用的表格"
    assert seen(started, "坏.xlsx", book).form == "Excel 工作簿", "another content under the same name"


def test_a_file_can_be_taken_out() -> None:
    run = step_page("files", two())
    run.multiselect[0].set_value([PDF[0]])
    run.button(key="import_remove").click().run()
    assert run.session_state["import_draft"].files == (CSV,)


def test_which_file_a_later_one_replaces_can_be_put_right() -> None:
    nothing = Changes((), (), (), ())
    started = draft(reported(), arrival=arrive((CSV,), [("改好.csv", b"x")]), attempt=1, changed=nothing)
    run = step_page("changes", started)
    assert run.selectbox[0].options == ["追加为新文件", "替换「数据.csv」"]
    assert run.selectbox[0].value == ADDED
    run.selectbox[0].set_value(CSV[0]).run()
    assert run.session_state["import_draft"].files == (("改好.csv", b"x"),)


def test_sizes_as_people_say_them() -> None:
    assert size_words(1) == "1 KB"
    assert size_words(3 * 1024 * 1024) == "3.0 MB"
