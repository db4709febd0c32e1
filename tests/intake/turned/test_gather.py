"""Turned tables end to end: raters, roles, many sheets and files."""

from __future__ import annotations

from rating.intake.answers import NOT_USED, Answers
from tests.intake.forms import N, form, score_sheet
from tests.intake.workbooks import book, codes, marks, one, read, small_form, xlsx


def stopping(reported) -> list[str]:  # type: ignore[no-untyped-def]
    return [problem.line for problem in reported.problems if problem.severity.stops]


def test_twenty_sheets_and_twenty_files_read_alike() -> None:
    names = [f"第{number}街道社工站" for number in range(1, 21)]
    sheets = {
        f"{number:03}": score_sheet(name, (8, number / 4), (7, 6), f"{number:03}")
        for number, name in enumerate(names, 1)
    }
    one_book = read(form(), ("打分表.xlsx", book(sheets)))
    many = read(form(), *[(f"{name}打分表.xlsx", xlsx(sheets[f"{at:03}"])) for at, name in enumerate(names, 1)])
    assert one_book.roster == many.roster
    assert one_book.roster.code[6] == "007"
    assert stopping(one_book) == stopping(many) == []
    for code in ("quality", "team"):
        assert marks(one_book, code) == marks(many, code)
    assert set(marks(one_book, "team")) == {"自评", "张三"}
    assert marks(one_book, "team")["自评"][6] == "1.75"
    assert [table.turned for table in one_book.tables] == [True] * 20
    assert {table.layout for table in one_book.tables} == {one_book.tables[0].layout}


def test_the_self_assessment_goes_to_its_role() -> None:
    reported = read(form(), ("a.xlsx", xlsx(score_sheet("甲站"))))
    assert [(rater.name, rater.role) for rater in reported.raters] == [("自评", "own"), ("张三", "expert")]
    column = reported.marks["quality"]["自评"]
    assert (int(column.row[0]), int(column.col[0]), column.text[0]) == (3, 5, "8")


def test_a_self_assessment_without_such_a_role_is_refused_never_guessed() -> None:
    reported = read(small_form("quality", "team"), ("a.xlsx", xlsx(score_sheet("甲站"))))
    assert one(reported, "rater_unknown").place.cell == "F3"
    assert set(marks(reported, "quality")) == {"张三"}
    (question,) = reported.questions
    assert (question.asked, question.problem) == ("自评得分", one(reported, "rater_unknown"))
    given_up = read(
        small_form("quality", "team"), ("a.xlsx", xlsx(score_sheet("甲站"))), answers=Answers({question.key: NOT_USED})
    )
    assert stopping(given_up) == []
    assert "已确认不采用" in one(given_up, "column_unknown").found
    assert set(marks(given_up, "quality")) == {"张三"}


def test_an_unfilled_self_assessment_without_such_a_role_says_nothing() -> None:
    reported = read(small_form("quality", "team"), ("a.xlsx", xlsx(score_sheet("甲站", own=(N, N)))))
    assert "rater_unknown" not in codes(reported)
    assert stopping(reported) == []


def test_an_office_that_is_no_role_is_refused() -> None:
    rows = score_sheet("甲站")
    rows[2] = [*rows[2][:6], "财务评分", N]
    reported = read(form(), ("a.xlsx", xlsx(rows)))
    problem = one(reported, "rater_unknown")
    assert (problem.place.cell, "「财务」" in problem.found) == ("G3", True)


def test_the_line_above_names_the_person_of_a_column_that_names_only_the_role() -> None:
    rows = score_sheet("甲站")
    rows[1] = ["单位名称：甲站　评估人：王五　评估主体：指导中心"]
    reported = read(form(), ("a.xlsx", xlsx(rows)))
    assert set(marks(reported, "quality")) == {"自评", "专家组"}


def test_the_files_name_is_the_rater_where_nothing_else_says_it() -> None:
    rows = [["单位名称：甲街道社工站"], ["指标", "得分"], ["服务质量", 8], ["团队管理", 7]]
    reported = read(form(), ("专家乙评分表.xlsx", xlsx(rows)))
    assert [(rater.name, rater.role) for rater in reported.raters] == [("专家乙", "expert")]


def test_the_units_own_name_is_never_the_rater() -> None:
    roles = [{"code": "expert", "title": "专家"}, {"code": "street", "title": "街镇", "aliases": ["街道"]}]
    fields = {"quality": {"title": "服务质量", "kind": "mark", "marked_by": ["expert", "street"]}}
    rubric = small_form("quality", fields=fields, roles=roles)
    rows = [["单位名称：甲街道社工站"], ["指标", "得分"], ["服务质量", 8]]
    reported = read(rubric, ("甲街道社工站.xlsx", xlsx(rows, title="甲街道社工站")))
    assert one(reported, "rater_unknown").severity.stops
    assert reported.raters == ()


def test_an_adjudicated_column_with_its_reason() -> None:
    head = ["指标", "分值", "专家甲", "专家乙", "复核分", "复核理由"]
    rows = [["单位名称：甲站"], head, ["服务质量", 10, 3, 9, 8, "看了档案"], ["团队管理", 10, 8, 8, N, N]]
    reported = read(form(), ("a.xlsx", xlsx(rows)))
    assert stopping(reported) == []
    ((key, done),) = reported.adjudicated.items()
    assert (key, str(done.mark), done.reason, done.row, done.col) == ((0, "quality"), "8", "看了档案", 2, 4)
    without = read(form(), ("a.xlsx", xlsx([*rows[:2], ["服务质量", 10, 3, 9, 8, N], rows[3]])))
    assert one(without, "mark_reason_missing").place.cell == "E3"


def test_a_mark_over_full_marks_is_refused_at_its_cell() -> None:
    reported = read(form(), ("a.xlsx", xlsx(score_sheet("甲站", expert=(12, 6)))))
    assert one(reported, "value_over_full_marks").place.cell == "G4"


def test_hidden_rows_are_told() -> None:
    def hide(sheet) -> None:  # type: ignore[no-untyped-def]
        sheet.row_dimensions[5].hidden = True

    reported = read(form(), ("a.xlsx", xlsx(score_sheet("甲站"), touch=hide)))
    assert one(reported, "rows_hidden").found == "数据区有1 个隐藏行（如第 5 行）"
    assert marks(reported, "team") == {"自评": ["7"], "张三": ["6"]}


ACROSS = [["代码", "001", "002"], ["单位名称", "甲街道社工站", "乙街道社工站"], ["服务质量", 5, 6], ["团队管理", 7, 8]]


def test_codes_above_the_names_of_units() -> None:
    reported = read(form(), ("专家甲.xlsx", xlsx(ACROSS)))
    assert stopping(reported) == []
    assert marks(reported, "quality") == {"专家甲": ["5", "6"]}
    roster = ("名册.xlsx", xlsx([["代码", "名称"], ["001", "甲街道社工站"], ["002", "乙街道社工站"]]))
    assert marks(read(form(), ("专家甲.xlsx", xlsx(ACROSS)), roster=roster), "team") == {"专家甲": ["7", "8"]}
    crossed = [["代码", "002", "001"], *ACROSS[1:]]
    told = read(form(), ("专家甲.xlsx", xlsx(crossed)), roster=roster)
    assert codes(told).count("station_conflict") == 2
    assert told.marks == {}


def test_a_column_of_an_unknown_unit_is_asked_about_and_listed() -> None:
    roster = ("名册.xlsx", xlsx([["代码", "名称"], ["001", "甲街道社工站"], ["002", "乙街道社工站"]]))
    rows = [
        ["指标", "甲街道", "乙街道", "全区平均", "丙丁戊街道"],
        ["服务质量", 5, 6, 5.5, 7],
        ["团队管理", 5, 6, 5.5, 7],
    ]
    reported = read(form(), ("专家甲.xlsx", xlsx(rows)), roster=roster)
    assert marks(reported, "quality") == {"专家甲": ["5", "6"]}
    assert {problem.place.cell for problem in reported.problems} == {"D1", "E1"}
    assert {where.split("!")[1].split(" ")[0] for where, _ in reported.left_out} == {"D2—D3", "E1"}


def test_forms_of_two_units_beside_each_other() -> None:
    left, right = score_sheet("甲站"), score_sheet("乙站", (5, 4), (3, 2), "002")
    rows = [[*row, *[N] * (9 - len(row)), *other] for row, other in zip(left, right, strict=True)]
    reported = read(form(), ("a.xlsx", xlsx(rows)))
    assert stopping(reported) == []
    assert reported.roster.code == ("001", "002")
    assert marks(reported, "quality") == {"自评": ["8", "5"], "张三": ["7", "3"]}
    column = reported.marks["team"]["自评"]
    assert [(int(row), int(col)) for row, col in zip(column.row, column.col, strict=True)] == [(4, 5), (4, 14)]
