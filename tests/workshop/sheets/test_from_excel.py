"""What an office does to the workbook, and what comes back: the change alone, or the cell that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from rating.insight.rubric_differences.differences import differences
from rating.intake.files.cells import grids
from rating.intake.files.child import answer
from rating.problems import Severity
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric
from rating.workshop.sheets.from_excel import content_of, rubric_from_excel
from rating.workshop.sheets.plain_reading import free_code
from rating.workshop.sheets.to_excel import rubric_to_excel
from tests.scoring.build import one_indicator
from tests.scoring.build import rubric as built
from tests.scoring.strategies import rubrics
from tests.workshop.sheets.edited import HUNAN, YICHANG, Book, brought_back

SHIPPED = sorted(str(path) for path in Path("rubrics").glob("*.yaml"))
Edit = Any


@pytest.mark.parametrize("file", SHIPPED)
def test_every_shipped_rubric_comes_back_equal(file: str) -> None:
    rubric = load_rubric(file)
    back, problems = rubric_from_excel(rubric_to_excel(rubric), "评分标准.xlsx")
    assert problems == ()
    assert back == rubric
    assert back is not None
    assert back.fingerprint == rubric.fingerprint
    assert list(back.fields) == list(rubric.fields), "the order in which data are asked for stays"


@pytest.mark.parametrize("file", SHIPPED)
def test_formulas_without_results_change_nothing(file: str) -> None:
    back, problems, _ = brought_back(lambda book: None, file)
    assert (back, problems) == (load_rubric(file), ())


@given(rubrics())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_rubrics_come_back_equal(rubric: Rubric) -> None:
    read = content_of(grids(answer(rubric_to_excel(rubric), "both"), "随机.xlsx"), "随机.xlsx")
    assert read.problems == []
    back = Rubric.model_validate(read.tree)
    assert back == rubric
    assert back.fingerprint == rubric.fingerprint


def _sentences(edit: Edit, source: str = YICHANG) -> list[str]:
    """The differences that an edit makes; nothing may be refused."""
    back, problems, _ = brought_back(edit, source)
    assert back is not None, [problem.line for problem in problems]
    return [each.sentence for each in differences(load_rubric(source), back)]


CHANGES: dict[str, tuple[Edit, str]] = {
    "an indicator's title": (lambda b: b.put("评分标准", "持证率", "二级指标", "持证比例"), "改名"),
    "a dimension's title": (lambda b: b.put("评分标准", "居民评价", "一级指标", "群众评价"), "改名"),
    "a field's title": (lambda b: b.put("数据项", "驻站社工数", "名称", "在岗社工数"), "改名"),
    "a source's title": (lambda b: b.put("来源", "示例（本工具自拟）", "名称", "本区自拟"), "改名"),
    "a role's title": (lambda b: b.put("评估主体", "专家", "名称", "评审专家"), "改名"),
    "a full-width cut score": (lambda b: b.put("星级", "五星级", "不低于（≥）", "９２"), "90 → 92"),
    "a share as text": (lambda b: b.put("星级", "五星级", "每个一级指标至少得", " ８５％ "), "85%"),
    "a step's points": (lambda b: b.put("评分细则", "持证率", "得分", "7.5分", 1), "得 7.5 分"),
    "a step's limit as 0.85": (lambda b: b.put("评分细则", "持证率", "条件或数值", 0.85, 1), "达到 85%"),
    "a sample": (lambda b: b.put("评分细则", "居民满意度", "条件或数值", 50, 1), "50"),
    "advice": (lambda b: b.put("评分标准", "持证率", "改进建议", "=HYPERLINK"), "=HYPERLINK"),
    "the standing": (lambda b: b.put("基本信息", "性质", "内容", "已确认"), "确认"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_is_one_difference(name: str) -> None:
    edit, told = CHANGES[name]

    def as_text(book: Book) -> None:
        edit(book)
        for row in book.sheet("评分标准").iter_rows():
            for cell in row:
                if cell.value == "=HYPERLINK":
                    cell.data_type = "s"

    found = _sentences(as_text)
    assert len(found) == 1, found
    assert told in found[0]


def test_a_changed_sentence_is_the_changed_rule() -> None:
    def edit(book: Book) -> None:
        cell = book.cell("评分标准", "持证率", "评分标准")
        cell.value = cell.value.replace("90% 得 7", "８５％ 得 6.5")

    (found,) = _sentences(edit)
    assert "达到 85% 得 6.5 分" in found.partition("改为")[2]


def _unmerged(book: Book) -> Any:
    sheet = book.sheet("评分标准")
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    return sheet


def _inserted(book: Book, rule: str) -> str:
    """A new indicator of 2 points before 「专业督导覆盖」, taken from that one's."""
    at = book.row("评分标准", "专业督导覆盖")
    sheet = _unmerged(book)
    sheet.insert_rows(at)
    for heading, value in {"二级指标": "班子", "分值": 2, "评分标准": rule}.items():
        sheet.cell(at, book.column("评分标准", heading)).value = value
    book.put("评分标准", "专业督导覆盖", "分值", 4)
    book.put("评分细则", "专业督导覆盖", "得分", 4)
    return str(sheet.cell(at, book.column("评分标准", "评分标准")).coordinate)


def test_a_new_indicator_gets_a_code_and_its_rule_from_the_sentence() -> None:
    back, problems, _ = brought_back(lambda book: _inserted(book, "按「驻站社工数」计：\n达到 6 得 2 分\n以下不得分"))
    assert back is not None, [problem.line for problem in problems]
    assert [node.title for node in back.dimensions[0].indicators] == ["持证率", "人员配备", "班子", "专业督导覆盖"]
    new = back.dimensions[0].indicators[2]
    assert new.code == free_code("item", "班子", set())
    assert new.value == "staff"
    assert new.rule is not None
    assert str(new.rule.steps) == "[(Decimal('6'), Amount(value=Decimal('2'), is_share=False))]"


def test_a_new_sentence_that_is_not_understood_is_told_by_its_cell() -> None:
    back, problems, cell = brought_back(lambda book: _inserted(book, "班子健全的酌情给分"))
    assert back is None
    (problem,) = [problem for problem in problems if problem.place.sheet == "评分标准"]
    assert problem.place.cell == cell
    assert "没有读懂" in problem.found


def test_a_deleted_indicator_leaves_rows_that_are_told_and_do_not_stop() -> None:
    def edit(book: Book) -> None:
        sheet = _unmerged(book)
        sheet.delete_rows(book.row("评分标准", "专业督导覆盖"))
        book.put("评分标准", "人员配备", "分值", 12)

    back, problems, _ = brought_back(edit)
    assert back is not None
    assert "supervision" not in [node.code for node in back.nodes]
    assert {(problem.code, problem.severity, problem.place.sheet) for problem in problems} == {
        ("rubric_left_over", Severity.WARNING, "指标明细"), ("rubric_left_over", Severity.WARNING, "评分细则"),
    }  # fmt: skip


def test_moved_columns_and_rows_above_change_nothing() -> None:
    def edit(book: Book) -> None:
        sheet = book.sheet("数据项")
        sheet.insert_cols(3)
        sheet.cell(1, 3).value = "备注"
        sheet.insert_rows(1, 2)
        sheet.cell(1, 1).value = "数据项一览"
        sheet.insert_rows(20)

    back, problems, _ = brought_back(edit)
    assert (back, problems) == (load_rubric(YICHANG), ())


def test_what_is_written_in_the_wrong_sheet_is_told() -> None:
    back, problems, cell = brought_back(lambda book: book.put("指标明细", "持证率", "适用类型", "综合"))
    assert back == load_rubric(YICHANG)
    assert [(problem.code, problem.place.cell) for problem in problems] == [("rubric_left_over", cell)]


def test_a_new_field_gets_a_code() -> None:
    back, _, _ = brought_back(lambda book: book.add("数据项", 名称="志愿者数", 单位="人", 最小=0))
    assert back is not None
    assert back.fields[free_code("field", "志愿者数", set())].title == "志愿者数"


def _both(book: Book) -> str:
    cell = book.cell("评分标准", "持证率", "评分标准")
    cell.value = cell.value.replace("90%", "85%")
    book.put("评分细则", "持证率", "得分", 7.5)
    return str(cell.coordinate)


def _error(book: Book) -> str:
    cell = book.cell("评分标准", "持证率", "分值")
    cell.value = "#N/A"
    return str(cell.coordinate)


WRONG: dict[str, tuple[str, Edit, str]] = {
    "words for points": ("评分标准", lambda b: b.put("评分标准", "持证率", "分值", "八分"), "写的是「八分」；应为数字"),
    "an unknown option": ("必备条件", lambda b: b.put("必备条件", "提供虚假材料", "后果", "否决"), "应为一票否决或限星或"),
    "an unknown name": ("必备条件", lambda b: b.put("必备条件", "提供虚假材料", "触发的条件", "「虚假资料」 = 是"),
                        "没有名为「虚假资料」的数据项"),
    "a formula that is none": ("必备条件", lambda b: b.put("必备条件", "提供虚假材料", "触发的条件", "「虚假材料」 ="),
                               "不是完整的算式"),
    "a sentence of one's own": ("评分标准", lambda b: b.put("评分标准", "持证率", "评分标准", "越高越好"), "没有读懂"),
    "both places at odds": ("评分标准", _both, "两处不一致"),
    "a blank that is needed": ("基本信息", lambda b: b.put("基本信息", "性质", "内容", None), "缺少「性质」"),
    "an unknown ranking key": ("基本信息", lambda b: b.put("基本信息", "排名依据", "内容", "总分，颜值"), "颜值"),
    "an error value": ("评分标准", _error, "#N/A"),
    "a live formula": ("评分标准", lambda b: b.put("评分标准", "持证率", "改进建议", '=HYPERLINK("x")'), "没有计算结果"),
    "a total that is not the sum": ("基本信息", lambda b: b.put("基本信息", "总分", "内容", 101), "各一级指标满分之和 100 分"),
    "two kinds of rule": ("评分细则", lambda b: b.put("评分细则", "持证率", "细则种类", "扣分", 1), "写了两种细则"),
    "a part of another rule": ("评分细则", lambda b: b.put("评分细则", "资源链接", "项目", "达到"), "没有「达到」这一项"),
    "a code twice": ("评分标准", lambda b: b.put("评分标准", "人员配备", "二级代码", "licensed_share"), "代码与"),
    "a bad limit of a field": ("数据项", lambda b: b.put("数据项", "驻站社工数", "最小", "若干"), "若干"),
    "choices that are missing": ("数据项", lambda b: b.put("数据项", "社会效益评价", "选项", None), "必须写选项"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_by_sheet_and_cell_in_chinese(name: str) -> None:
    sheet, edit, found = WRONG[name]
    back, problems, cell = brought_back(edit)
    assert back is None
    told = [problem for problem in problems if found in problem.message]
    assert told, [problem.line for problem in problems]
    if name != "choices that are missing":  # said of the whole field, which stands in its row
        assert (told[0].place.sheet, told[0].place.cell) == (sheet, cell)
    assert "rubric-reference" not in told[0].message


def test_all_problems_are_told_at_once() -> None:
    def edit(book: Book) -> None:
        book.put("基本信息", "性质", "内容", "正式")
        book.put("评分标准", "持证率", "分值", "八")
        book.put("星级", "五星级", "不低于（≥）", "九十")

    back, problems, _ = brought_back(edit)
    assert back is None
    assert {problem.place.sheet for problem in problems} >= {"基本信息", "评分标准", "星级"}


def test_a_sheet_that_is_hidden_or_gone_is_told_and_takes_nothing_away() -> None:
    _, hidden, _ = brought_back(lambda book: setattr(book.sheet("必备条件"), "sheet_state", "hidden"))
    assert [(problem.place.sheet, problem.found) for problem in hidden] == [
        ("必备条件", "这张工作表是隐藏的，没有读取")
    ]
    back, gone, _ = brought_back(lambda book: book.book.remove(book.sheet("必备条件")))
    assert back is None
    assert gone[0].found == "缺少工作表：必备条件"


def test_a_sheet_without_its_headings_is_told_alone() -> None:
    back, problems, _ = brought_back(lambda book: book.sheet("评分细则").delete_rows(1))
    assert back is None
    assert [(problem.code, problem.place.sheet) for problem in problems] == [("table_missing", "评分细则")]


def test_other_files_are_told_and_never_raise() -> None:
    assert rubric_from_excel(b"", "空.xlsx")[0] is None
    assert rubric_from_excel(b"PK\x03\x04 nothing", "坏.xlsx")[1][0].severity.stops
    back, problems = rubric_from_excel("甲,乙\n1,2\n".encode(), "表.csv")
    assert back is None
    assert "缺少工作表" in problems[0].found


HOSTILE = ('=HYPERLINK("http://x","y")', "+1", "@sum", "-2", " 首尾有空格 ", "第一行\n第二行", '"引号"', "“、”，；", "#N/A",
           "[甲]", "<b>&amp;</b>", "_x0041_", "１２", "（无）", "a\tb", "\U0001f600", "合计")  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_comes_back_letter_by_letter(text: str) -> None:
    field = {"title": text, "kind": "choice", "choices": [text, "乙"], "unit": text, "definition": text}
    node = {"title": text, "evidence": [text, "丙"], "advice": text, "check": text}
    rubric = one_indicator({"levels": {text: 10, "乙": 0}}, {"v": field}, indicator=node, notes=text, title=text)
    assert rubric_from_excel(rubric_to_excel(rubric), "x.xlsx") == (rubric, ())


def test_points_by_kind_come_back() -> None:
    rubric = one_indicator(
        {"steps": [["80%", "66%"]]}, kinds=["甲、类", "乙"], full_marks={"甲、类": 10, "乙": "7.5"},
        scale={"full_marks": {"甲、类": 10, "乙": "7.5"}, "decimals": 2, "round": "indicator"},
    )  # fmt: skip
    assert rubric_from_excel(rubric_to_excel(rubric), "x.xlsx") == (rubric, ())


def test_every_corner_of_the_grammar_comes_back() -> None:
    raters = {
        "combine": "trimmed_mean", "within_role": "median", "if_missing": "wait", "minimum": 3,
        "trimmed": {"drop": 2, "at_least": 7, "otherwise": "incomplete"}, "standardise": {"deviation": "sample"},
        "spread": {"limit": "0.5", "inclusive": True, "until_adjudicated": "provisional"},
    }  # fmt: skip
    clause = {"source": "law", "text": " 条文，“引号” ", "article": "第一条"}
    leaf = {
        "code": "item", "title": "指标", "full_marks": 10, "value": "v", "rule": {"steps": [["0.1", "12.5%"]]},
        "weight": "0.5", "cap": 9, "coverage": {"count": 2, "if_below": "leave_out"}, "clause": clause, "roles": ["e、1"],
    }  # fmt: skip
    rubric = built(
        fields={
            "v": {"title": "率", "kind": "share", "at_least": "-5%", "at_most": "100%", "not_applicable_words": [],
                  "roll_up": {"how": "count_at_least", "at_least": "0.6"}, "aliases": ["甲、乙", '"丙"', "丁"]},
            "m": {"title": "v", "kind": "mark", "marked_by": ["e、1", "f"], "raters": raters},
            "d": {"title": "日", "kind": "date", "not_inspected_words": ["没查", "未检查"]},
        },
        dimensions=[{"code": "all", "title": "", "clause": clause, "check": "看", "evidence": ["甲\n乙", ""], "cap": 12,
                     "indicators": [leaf]}],
        sources=[{"id": "law", "title": "法，规", "issuer": "局", "number": "〔2024〕1 号", "date": "2024-01", "url": "x.cn"}],
        roles=[{"code": "e、1", "title": "专家"}, {"code": "f", "title": "专家", "weight": 0, "aliases": ["自评"]}],
        raters={**raters, "combine": "mean", "trimmed": None},
        identity={"code": ["代码"], "compose": ["甲", "乙"], "repeated": "separate", "district": ["区、县"]},
        missing={"coverage": {"share": "66.6%"}, "section_coverage": {"count": 1}, "not_applicable": "over_all"},
        gates=[{"code": "g", "title": "门", "when": "share(all) < 30%", "effect": "cap", "stars": 0, "kinds": []}],
        bands=[{"stars": 2, "above": "60.5%", "quota": "12.5%", "minimum": {"item": "50%", "all": 3}},
               {"stars": 1, "label": "★", "requires": [{"title": "", "when": "v > 0"}]}],
        bands_by_kind={"甲": [], "乙": [{"stars": 0}]}, kinds=["甲", "乙"], version=" 1", code="a-b",
        award={"ladder": {}, "below_lowest": "", "quota_within": "street"},
        scale={"full_marks": 10, "decimals": 0, "round": "total", "convert_to": "0.000000000001"},
        ranking={"by": ["stars", {"key": "v", "better": "lower"}, "item"], "ties": "shared", "within": "district"},
    )  # fmt: skip
    read = content_of(grids(answer(rubric_to_excel(rubric), "both"), "x"), "x")
    assert read.problems == []
    back = Rubric.model_validate(read.tree)
    assert back.model_dump() == rubric.model_dump()


def test_a_sum_follows_its_parts() -> None:
    """Two indicators change places in points; the dimension keeps its stated marks by its own formula."""

    def edit(book: Book) -> None:
        book.put("评分标准", "场所面积", "分值", 10)
        book.put("评分标准", "开放时间", "分值", 4)
        book.put("评分细则", "开放时间", "得分", 4)

    back, problems, _ = brought_back(edit, HUNAN)
    assert back is not None, [problem.line for problem in problems]
    assert back.dimensions[0].full_marks == 26
