"""One tree, many layouts: whatever way a standard is put on paper, the same indicators are read, and no row is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from rating.problems import Refused
from rating.workshop.paper.paper import Paper, read_paper
from tests.workshop.paper.papers import Layout, Leaf, Page, as_excel, as_word, lines, written

NAMES = ["组织建设", "队伍建设", "服务成效", "阵地建设", "运行管理", "社会评价", "专业服务", "资源链接", "档案规范"]
SENTENCES = [
    "每缺一项扣0.5分，扣完为止",
    "达到80%得5分，60%得3分，以下不得分",
    "有制度得2分，无制度不得分",
    "每增加1个加1分，最高5分",
    "优秀得满分，良好得3分，一般得1分",
    "按完成率计分。\n未开展的不得分。",
]
SAMPLE = (
    Leaf(("组织建设", "制度", "制度健全"), Decimal(5), "每缺一项扣0.5分，扣完为止", "查阅资料", "制度汇编"),
    Leaf(("组织建设", "制度", "制度执行"), Decimal(5), "有记录得5分", "查阅资料", "会议记录"),
    Leaf(("组织建设", "人员", "人员配备"), Decimal(10), "达到80%得10分", "现场核查", "花名册"),
    Leaf(("服务成效", "个案", "个案数量"), Decimal("7.5"), "每增加1个加1分", "抽查档案", "个案档案"),
    Leaf(("服务成效", "个案", "个案质量"), Decimal("2.5"), "优秀得满分", "抽查档案", ""),
)
HEADER = ["一级指标", "二级指标", "分值", "评分标准"]


@st.composite
def trees(draw: st.DrawFn) -> list[Leaf]:
    depth = draw(st.integers(2, 3))
    dimensions = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    found: list[Leaf] = []
    for dimension in dimensions:
        middles = draw(st.lists(st.sampled_from(["基础", "管理", "过程"]), min_size=1, max_size=3, unique=True))
        for middle in middles if depth == 3 else [""]:
            for at in range(draw(st.integers(1, 3))):
                path = (dimension, *([middle] if middle else []), f"{dimension}要点{NAMES[at][:2]}")
                points = Decimal(draw(st.integers(1, 40))) / 2
                method = draw(st.sampled_from(["查阅资料", "现场查看", ""]))
                evidence = draw(st.sampled_from(["1.制度汇编；2.会议记录", "台账", ""]))
                found.append(Leaf(path, points, draw(st.sampled_from(SENTENCES)), method, evidence))
    return found


LAYOUTS = st.builds(
    Layout,
    word=st.booleans(),
    fill=st.sampled_from(["merge", "blank", "repeat"]),
    numbering=st.booleans(),
    stated=st.sampled_from(["nowhere", "titles", "columns"]),
    tables=st.sampled_from(["one", "pages", "dimensions"]),
    two_row_header=st.booleans(),
    title=st.booleans(),
    sums=st.booleans(),
    foot=st.booleans(),
    serial=st.booleans(),
    points_first=st.booleans(),
    marks=st.booleans(),
    points_style=st.sampled_from(["number", "分", "全角"]),
    cut=st.integers(1, 8),
)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def told(paper: Paper) -> list[Leaf]:
    return [
        Leaf(
            tuple(level.text for level in item.levels),
            item.points or Decimal(0),
            item.standard.text,
            item.method.text,
            item.evidence.text,
        )
        for item in paper.items
    ]


def sheet(*rows: list[object], merges: list[tuple[int, int, int, int]] | None = None) -> Paper:
    return read_paper(as_excel([Page([list(row) for row in rows], merges or [])]), "标准.xlsx")  # type: ignore[arg-type]


def titles(paper: Paper) -> list[str]:
    return ["/".join(level.text for level in item.levels) for item in paper.items]


def codes(paper: Paper) -> list[str]:
    return [problem.code for problem in paper.problems]


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(tree=trees(), layout=LAYOUTS)
def test_the_same_tree_is_read_whatever_the_layout(tree: list[Leaf], layout: Layout) -> None:
    assume(sum(leaf.points for leaf in tree) != 1)  # a whole of 1 below 分值(权重) is read as weights, and said so
    paper = read_paper(written(tree, layout), "标准.docx" if layout.word else "标准.xlsx")
    assert told(paper) == tree
    assert [problem.line for problem in paper.problems] == []
    assert all(item.kind == "scored" for item in paper.items)


@pytest.mark.parametrize("word", [False, True])
@pytest.mark.parametrize("fill", ["merge", "blank", "repeat"])
def test_a_standard_of_three_levels(word: bool, fill: str) -> None:
    layout = Layout(word=word, fill=fill, numbering=True, stated="titles", sums=True)
    paper = read_paper(written(SAMPLE, layout), "标准.docx")
    assert told(paper) == list(SAMPLE)
    assert paper.title == "社工站星级评定标准（示例）"
    assert paper.items[0].level_points == (Decimal(20), Decimal(10), Decimal(5))
    assert paper.full_marks == paper.total == Decimal(30)
    assert not paper.problems
    assert paper.items[1].standard.where == ("第 1 张表第 3 行第 5 列" if word else "Sheet1!E4")


def read_or_none(content: bytes) -> Paper | None:
    """None when no indicator is found, which is a refusal in words."""
    try:
        return read_paper(content, "标准.docx")
    except Refused as refused:
        if refused.problems[0].code != "paper_missing":
            raise
        return None


CELLS = st.sampled_from(
    ["", "", "组织建设", "一、制度（5分）", "1.1 人员", "5", "10-15", "20%", "每缺一项扣1分", "小计", "合  计", "注：说明。", "加分项",
     "一票否决", "评估人签字：", "总分90分以上为五星。", "查阅资料", "-", "分值", "12月31日", "以下空白"]
)  # fmt: skip


@st.composite
def scribbles(draw: st.DrawFn) -> Page:
    """A header, and below it rows that nobody would write on purpose."""
    header = draw(st.permutations(["序号", "一级指标", "二级指标", "分值", "评分标准", "评定方法", "备注"]))
    rows = draw(st.lists(st.lists(CELLS, min_size=7, max_size=7), min_size=1, max_size=9))
    merges: list[tuple[int, int, int, int]] = []
    for column in draw(st.lists(st.integers(0, 6), max_size=2, unique=True)):
        top = draw(st.integers(1, len(rows)))
        bottom = draw(st.integers(top, len(rows)))
        if bottom > top:
            merges.append((top, column, bottom, column))
            for row in range(top + 1, bottom + 1):
                rows[row - 1][column] = ""
    return Page([list(header), *rows], merges)


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(page=scribbles(), word=st.booleans())
@example(
    page=Page(
        [
            ["序号", "一级指标", "二级指标", "分值", "评定方法", "备注", "评分标准"],
            ["", "", "", "", "", "", "组织建设"],
            ["组织建设", "", "", "", "", "", ""],
            ["", "", "", "", "", "", "组织建设"],
        ]
    ),
    word=False,
)
@example(
    page=Page(
        [
            ["序号", "一级指标", "二级指标", "分值", "评分标准", "评定方法", "备注"],
            ["", "", "", "", "", "查阅资料", "分值"],
            ["", "", "", "", "组织建设", "", ""],
        ]
    ),
    word=False,
)
def test_every_row_with_content_is_an_item_a_heading_a_sum_a_note_or_a_problem(page: Page, word: bool) -> None:
    paper = read_or_none(as_word([page]) if word else as_excel([page]))
    if paper is None:
        return
    filled = [row for row in page.rows if any(row)]
    assert len(paper.rows) == len(filled)
    assert {row.kind for row in paper.rows} <= {"item", "heading", "sum", "note", "problem"}
    problems = {problem.place.cell for problem in paper.problems if problem.code == "paper_row"}
    assert {row.where for row in paper.rows if row.kind == "problem"} <= problems
    said = "\n".join([item.standard.text for item in paper.items] + list(paper.notes))
    place = page.rows[0].index("评分标准")
    for row, cells in zip(paper.rows, filled, strict=True):
        if row.kind == "item" and cells[place]:
            assert str(cells[place]).strip() in said


def test_points_that_do_not_add_up_are_named_by_cell() -> None:
    paper = sheet(
        ["社工站评分标准（满分100分）", None, None, None],
        HEADER,
        ["组织建设（20分）", "制度", 5, "有得5分"],
        [None, "人员", 10, "每缺1人扣1分"],
        ["小计", None, 21, None],
        ["服务成效", "个案", 80, "每个1分"],
        ["合计", None, 100, None],
    )
    assert [(problem.place.cell, problem.found) for problem in paper.problems if problem.code == "paper_points"] == [
        ("Sheet1!A3", "「组织建设」写的是 20 分，下级各项合计 15 分"),
        ("Sheet1!C5", "「小计」写的是 21 分，「组织建设」各项合计 15 分"),
        ("Sheet1!C7", "「合计」写的是 100 分，以上各项合计 95 分"),
        ("Sheet1!A1", "文中写明满分 100 分，各项分值合计 95 分"),
    ]


def test_what_is_missing_or_said_twice_is_named_by_cell() -> None:
    paper = sheet(
        HEADER,
        ["一、组织", "1.1 制度", 5, "a"],
        [None, "1.2 人员", None, "b"],
        [None, "1.4 人员", 5, None],
        ["三、服务", "2.1 个案", "每项2分", "d"],
    )
    told_here = {(problem.code, problem.place.cell) for problem in paper.problems}
    assert told_here == {
        ("paper_no_points", "Sheet1!B3"),
        ("paper_no_standard", "Sheet1!B4"),
        ("paper_numbering", "Sheet1!B4"),
        ("paper_duplicate", "Sheet1!B4"),
        ("paper_numbering", "Sheet1!A5"),
        ("paper_points_unclear", "Sheet1!C5"),
    }
    assert "编号「1.2」之后是「1.4」" in {problem.found for problem in paper.problems}


def test_sections_of_bonus_deduction_and_veto() -> None:
    paper = sheet(
        HEADER,
        ["组织", "制度", 100, "a"],
        ["加分项（最高10分）", None, None, None],
        ["创新", "做法", 6, "每项2分"],
        ["奖励", "表彰", 8, "市级5分"],
        ["扣分项", "投诉", "-5", "每件扣1分"],
        ["一票否决项", "安全事故", "一票否决", "发生重大安全事故的"],
        merges=[(2, 0, 2, 3)],
    )
    assert [(item.title, item.kind, item.points, item.cap) for item in paper.items] == [
        ("制度", "scored", Decimal(100), None),
        ("做法", "bonus", Decimal(6), Decimal(10)),
        ("表彰", "bonus", Decimal(8), Decimal(10)),
        ("投诉", "deduction", Decimal(5), None),
        ("安全事故", "veto", None, None),
    ]
    assert paper.total == Decimal(100)
    assert not paper.problems


def test_rows_of_one_indicator_are_joined_or_stand_alone_by_their_points() -> None:
    together = sheet(HEADER, ["组织", "制度", 5, "有制度得2分"], [None, None, None, "上墙得3分"])
    assert [(item.standard.text, item.points) for item in together.items] == [("有制度得2分\n上墙得3分", Decimal(5))]
    apart = sheet(HEADER, ["组织", "制度", 2, "有制度得2分"], [None, None, 3, "上墙得3分"])
    assert titles(apart) == ["组织/制度/有制度得2分", "组织/制度/上墙得3分"]
    assert apart.total == Decimal(5)


def test_one_points_cell_over_several_indicators_belongs_to_the_title_above() -> None:
    paper = sheet(
        ["一级指标", "分值", "二级指标", "评分标准"],
        ["组织", 10, "制度", "a"],
        [None, None, "人员", "b"],
        ["服务", 20, "个案", "c"],
        merges=[(1, 0, 2, 0), (1, 1, 2, 1)],
    )
    assert [(item.level_points, item.points) for item in paper.items] == [
        ((Decimal(10), None), None),
        ((Decimal(10), None), None),
        ((None, Decimal(20)), Decimal(20)),
    ]
    assert codes(paper) == ["paper_no_points", "paper_no_points"]


def test_sections_over_the_whole_width_and_several_headers_in_one_sheet() -> None:
    head = ["序号", "考核内容", "分值", "评分标准"]
    paper = sheet(
        ["一、组织建设（10分）"], head, [1, "制度", 10, "a"], ["二、服务（20分）"], head, [1, "个案", 20, "b"],
        merges=[(0, 0, 0, 3), (3, 0, 3, 3)],
    )  # fmt: skip
    assert titles(paper) == ["组织建设/制度", "服务/个案"]
    assert [table.items for table in paper.tables] == [1, 1]
    assert not paper.problems


def test_levels_of_unequal_depth_and_titles_on_rows_of_their_own() -> None:
    head = ["一级指标", "二级指标", "三级指标", "分值", "评分标准"]
    ragged = sheet(head, ["组织", "制度", "健全", 5, "a"], [None, "人员", None, 10, "b"], ["服务", None, None, 20, "c"])
    assert titles(ragged) == ["组织/制度/健全", "组织/人员", "服务"]
    stairs = sheet(
        head,
        ["组织", None, None, 15],
        [None, "制度", None, 15],
        [None, None, "健全", 5, "a"],
        [None, None, "执行", 10, "b"],
    )
    assert titles(stairs) == ["组织/制度/健全", "组织/制度/执行"]
    assert [row.kind for row in stairs.rows] == ["heading", "heading", "heading", "item", "item"]


def test_weights_become_points_out_of_a_hundred() -> None:
    shares = sheet(["一级指标", "权重", "二级指标", "权重", "评分标准"], ["组织", "40%", "制度", "50%", "a"],
                   [None, None, "人员", "50%", "b"], ["服务", "60%", "个案", "100%", "c"], merges=[(1, 0, 2, 0), (1, 1, 2, 1)])  # fmt: skip
    assert [item.points for item in shares.items] == [20, 20, 60]
    parts = sheet(["指标", "权重", "评分标准"], ["制度", 0.35, "a"], ["人员", 0.65, "b"], ["合计", 1, None])
    assert [item.points for item in parts.items] == [35, 65]
    assert "百分制" in parts.notes[0]
    assert not shares.problems
    assert not parts.problems


def test_several_standards_in_one_file_are_named() -> None:
    pages = [Page([list(HEADER), ["组织", "制度", 100, "a"]], title=name) for name in ("综合站", "未保站")]
    paper = read_paper(as_excel(pages), "标准.xlsx")
    assert titles(paper) == ["组织/制度", "组织/制度"]
    assert "综合站、未保站各合计 100 分，像是几份标准放在一个文件里" in [problem.found for problem in paper.problems]


def test_grades_in_columns_of_their_own_come_before_their_texts() -> None:
    paper = sheet(
        ["一级指标", "二级指标", "分值", "评分标准", None, None],
        [None, None, None, "优（5分）", "良（3分）", "差（0分）"],
        ["组织", "制度", 5, "健全", "基本健全", "没有"],
        merges=[(0, 3, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2)],
    )
    assert [item.standard.text for item in paper.items] == ["优（5分）：健全；良（3分）：基本健全；差（0分）：没有"]


def test_a_wide_standard_is_told_row_by_row() -> None:
    rows: list[list[object]] = [
        ["指标", "分值", "评分标准", None],
        ["持证率", 5, "达到80%", "5分"],
        [None, None, "达到60%", "5分"],
    ]
    paper = sheet(*rows, merges=[(0, 2, 0, 3), (1, 0, 2, 0), (1, 1, 2, 1)])
    assert [item.standard.text for item in paper.items] == ["达到80% 5分\n达到60% 5分"]


def test_a_method_merged_over_several_indicators_holds_for_each() -> None:
    head = ["一级指标", "二级指标", "分值", "评分标准", "评定方法"]
    paper = sheet(
        head,
        ["组织", "制度", 5, "a", "查资料"],
        [None, "人员", 5, "b"],
        ["服务", "个案", 5, "c"],
        merges=[(1, 4, 2, 4)],
    )
    assert [item.method.text for item in paper.items] == ["查资料", "查资料", ""]


def test_other_columns_are_kept_as_remarks_and_filled_marks_are_left() -> None:
    paper = sheet(["指标", "分值", "评分标准", "责任单位", "自评分"], ["制度", 5, "a", "办公室", 4])
    assert paper.items[0].remark.text == "责任单位：办公室"
    assert [(problem.code, problem.place.cell) for problem in paper.problems] == [
        ("paper_column", "Sheet1!D2"),
        ("paper_column", "Sheet1!E2"),
    ]
    assert [(column.heading, column.meaning) for column in paper.tables[0].columns][-2:] == [
        ("责任单位", ""),
        ("自评分", "打分栏（不读取）"),
    ]


def test_a_row_that_fits_nowhere_is_a_problem_and_no_indicator() -> None:
    paper = sheet([*HEADER, "自评分"], ["组织", "制度", 5, "a", None], [None, None, None, None, 3], ["最后更新"])
    assert titles(paper) == ["组织/制度"]
    assert [problem.place.cell for problem in paper.problems if problem.code == "paper_row"] == [
        "Sheet1!E3",
        "Sheet1!A4",
    ]


def test_a_word_table_goes_on_without_header_after_a_page_break() -> None:
    first = Page([HEADER, ["组织", "制度", "5", "a"]], before=["评分标准"])
    paper = read_paper(as_word([first, Page([["", "人员", "5", "b"], ["服务", "个案", "5", "c"]])]), "a.docx")
    assert titles(paper) == ["组织/制度", "组织/人员", "服务/个案"]


def test_stars_and_vetoes_beside_the_table() -> None:
    grades = Page([["星级", "分数线"], ["五星级", "90分及以上"], ["四星级", "80-89分"]])
    content = as_word([Page([HEADER, ["组织", "制度", "100", "a"]]), grades], ["弄虚作假的，一票否决。"])
    paper = read_paper(content, "a.docx")
    assert [(one.stars, one.at_least, one.where) for one in paper.cut_scores] == [
        (5, Decimal(90), "第 2 张表第 2 行第 1 列"),
        (4, Decimal(80), "第 2 张表第 3 行第 1 列"),
    ]
    assert [(item.title, item.kind, item.where) for item in paper.items][1:] == [("弄虚作假", "veto", "第 1 段")]


def test_a_standard_in_numbered_paragraphs() -> None:
    paper = read_paper(
        lines("考核细则（示例）", "本细则满分100分。", "一、组织建设（20分）1. 制度健全（5分）：有制度得2分，上墙得3分。",
              "2. 人员配备（15分）：每缺1人扣3分。", "二、服务成效（80分）", "（一）个案服务（80分）", "每开展1个个案得4分。",
              "考核方法：查阅档案", "三、结果运用", "作为续签依据。"), "细则.docx")  # fmt: skip
    assert titles(paper) == ["组织建设/制度健全", "组织建设/人员配备", "服务成效/个案服务"]
    assert paper.items[2].standard.text == "每开展1个个案得4分。"
    assert paper.items[2].method.text == "查阅档案"
    assert paper.full_marks == paper.total == Decimal(100)
    assert not paper.problems


def test_a_csv_and_a_file_without_a_standard() -> None:
    text = "社工站评分标准\n一级指标,二级指标,分值,评分标准\n组织,制度,5,a\n,人员,5,b\n"
    paper = read_paper(text.encode("gb18030"), "标准.csv")
    assert titles(paper) == ["组织/制度", "组织/人员"]
    assert paper.items[1].points_where == "C4"
    with pytest.raises(Refused) as refused:
        sheet(["姓名", "电话"], ["张三", 1])
    assert refused.value.problems[0].code == "paper_missing"
