"""The sheet 评分标准 as a committee reads it; its figures are the cells that the formulas refer to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rating.export.plan import CRITERIA, Plan
from rating.export.ranking_book.criteria import FIRST_ROW, MARKS, ROOT, BandRow, Block, Line
from rating.export.style import Style, fitting, put, row_height, set_up_page
from rating.insight.notes import total_marks
from rating.insight.provenance import provenance_line
from rating.insight.wording import award_in_words, band_in_words, formula_in_words, gate_in_words, indicator_in_words
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import Amount

HINT = "蓝字为满分、界限、得分、分数线等数，改动后全簿随之重算；文字说明不随之改变。"


def write_criteria(book: Any, plan: Plan, style: Style) -> None:
    """Indicators with full marks and rules, branches and the whole, bands, gates."""
    sheet = book.add_worksheet(CRITERIA)
    _Writer(sheet, plan, style).write()


class _Writer:
    def __init__(self, sheet: Any, plan: Plan, style: Style) -> None:
        self.sheet, self.plan, self.style = sheet, plan, style
        self.rubric: Rubric = plan.evaluation.rubric
        self.criteria = plan.book.criteria
        self.rule = self.criteria.rule_column
        marks = len(self.criteria.kinds)
        self.widths = [13.0, 18.0, *([9.0] * marks), 42.0, 22.0, 8.0, 8.0, 11.0, 18.0, 34.0]

    @property
    def last(self) -> int:
        return len(self.widths) - 1

    def write(self) -> None:
        sheet, style = self.sheet, self.style
        for column, width in enumerate(self.widths):
            sheet.set_column(column, column, width)
        set_up_page(sheet, self.rubric.title, self.plan.standing, FIRST_ROW - 1, FIRST_ROW - 1)
        sheet.freeze_panes(FIRST_ROW, MARKS)
        sheet.write_string(0, 0, f"{CRITERIA} · {self.plan.standing}", style.title)
        sheet.write_string(1, 0, provenance_line(self.plan.evaluation), style.note)
        sheet.write_string(2, 0, HINT, style.note)
        self._heads(
            FIRST_ROW - 1,
            [
                "一级指标",
                "指标",
                *self._marks_titles(),
                "评分标准",
                "其中",
                "界限",
                "得分",
                "评定方法",
                "需提供材料",
                "条款与来源",
            ],
        )
        for dimension in self.rubric.dimensions:
            self._dimension(dimension)
        self._branches()
        self._bands()
        self._gates()

    def _heads(self, row: int, titles: list[str]) -> None:
        for column, title in enumerate(titles):
            self.sheet.write_string(row, column, fitting(title), self.style.header)
        self.sheet.set_row(row, 30)

    def _marks_titles(self) -> list[str]:
        kinds = self.criteria.kinds
        return ["分值"] if len(kinds) == 1 else [f"分值\n{kind}" for kind in kinds]

    def _dimension(self, dimension: Node) -> None:
        blocks = [self.criteria.blocks[node.code] for node in dimension.walk() if node.leaf]
        for block in blocks:
            self._block(block)
        self._merged(blocks[0].first, blocks[-1].last, 0, dimension.title)

    def _merged(self, first: int, last: int, column: int, text: str) -> None:
        """One cell over the rows of a block."""
        if last > first:
            self.sheet.merge_range(first, column, last, column, "", self.style.wrapped)
        put(self.sheet, first, column, text, self.style, self.style.wrapped)

    def _block(self, block: Block) -> None:
        node, first, last = block.node, block.first, block.last
        words = self._rule_words(node)
        texts = {1: node.title, self.rule: words, self.rule + 4: node.check}
        texts |= {self.rule + 5: "、".join(node.evidence), self.rule + 6: _clause(self.rubric, node)}
        wanted = max(row_height([text], [self.widths[column]]) for column, text in texts.items())
        for row in range(first, last + 1):
            self.sheet.set_row(row, max(17.0, wanted / (last - first + 1)))
            for column in range(MARKS, self.rule):
                self.sheet.write_blank(row, column, None, self.style.text)
            for column in range(self.rule + 1, self.rule + 4):
                self.sheet.write_blank(row, column, None, self.style.text)
        for column, text in texts.items():
            self._merged(first, last, column, text)
        for at, kind in enumerate(self.criteria.kinds):
            if node.applies_to(kind):
                self.sheet.write_number(first, MARKS + at, float(node.full_marks_for(kind)), self.style.typed)
        for line in block.lines:
            self._line(line, node)

    def _line(self, line: Line, node: Node) -> None:
        put(self.sheet, line.row, self.rule + 1, line.label, self.style)
        if line.limit is not None:
            look = self.style.typed_share if _reads_as_share(node, self.rubric, line) else self.style.typed
            self.sheet.write_number(line.row, self.rule + 2, float(line.limit), look)
        if line.points is not None:
            self._amount(line.row, self.rule + 3, line.points)

    def _amount(self, row: int, column: int, amount: Amount) -> None:
        look = self.style.typed_share if amount.is_share else self.style.typed
        self.sheet.write_number(row, column, float(amount.value), look)

    def _rule_words(self, node: Node) -> str:
        """The rule in words, kind by kind where kinds differ, and the value's formula."""
        words: dict[str, list[str]] = {}
        for kind in [kind for kind in self.rubric.kinds or [""] if node.applies_to(kind)]:
            words.setdefault(indicator_in_words(node, kind, self.rubric), []).append(kind)
        lines = [text if len(words) == 1 else f"{'、'.join(kinds)}：{text}" for text, kinds in words.items()]
        if node.value:
            lines.insert(0, f"数值：{formula_in_words(node.value, self.rubric)}")
        return "\n".join(lines)

    def _branches(self) -> None:
        criteria = self.criteria
        top = min(criteria.branches.values())
        self.sheet.write_string(top - 2, 0, "各级满分", self.style.section)
        self._heads(top - 1, ["", "名称", *self._marks_titles(), "合成办法", "", "权重", "封顶"])
        for code, row in criteria.branches.items():
            node = None if code == ROOT else self.rubric.node(code)
            self._branch(node, row)

    def _branch(self, node: Node | None, row: int) -> None:
        criteria, style = self.criteria, self.style
        put(self.sheet, row, 0, "总分" if node is None else "加分项" if node.bonus else "", style)
        put(self.sheet, row, 1, self.rubric.title if node is None else node.title, style, style.wrapped)
        self.sheet.set_row(row, row_height([self.rubric.title if node is None else node.title], [self.widths[1]]))
        for at, kind in enumerate(criteria.kinds):
            marks = float(self.rubric.full_marks_for(kind) if node is None else node.full_marks_for(kind))
            formula = criteria.full_formula(node, kind)
            if formula is None:
                self.sheet.write_number(row, MARKS + at, marks, style.typed)
            elif self.plan.live:
                self.sheet.write_formula(row, MARKS + at, formula, style.general, marks)
            else:
                self.sheet.write_number(row, MARKS + at, marks, style.general)
        combine = self.rubric.scale.combine if node is None else node.combine
        put(self.sheet, row, self.rule, _COMBINES[combine], style)
        self._branch_figures(node, row)

    def _branch_figures(self, node: Node | None, row: int) -> None:
        convert, style = self.rubric.scale.convert_to, self.style
        for column in range(self.rule + 1, self.rule + 4):
            self.sheet.write_blank(row, column, None, style.text)
        if node is None and convert is not None:
            put(self.sheet, row, self.rule + 1, "折算为满分", style)
            self.sheet.write_number(row, self.rule + 2, float(convert), style.typed)
        if node is not None and node.weight is not None:
            self.sheet.write_number(row, self.rule + 2, float(node.weight), style.typed)
        if node is not None and node.cap is not None:
            self.sheet.write_number(row, self.rule + 3, float(node.cap), style.typed)

    def _bands(self) -> None:
        criteria = self.criteria
        if not criteria.bands:
            put(self.sheet, criteria.label_row, 0, "本标准不分等级", self.style, self.style.note)
            put(self.sheet, criteria.label_row, 1, "", self.style, self.style.note)
            return
        top = criteria.bands[0].row
        self.sheet.write_string(top - 2, 0, "等级与分数线", self.style.section)
        blank = [""] * (len(criteria.kinds) - 1)
        self._heads(top - 1, ["类型", "等级", "星级", *blank, "条件", "其中", "分数线", "各一级指标不低于", "名额"])
        for row in criteria.bands:
            self._band(row)
        put(self.sheet, criteria.label_row, 0, "未达到各级", self.style)
        put(self.sheet, criteria.label_row, 1, self.rubric.award.below_lowest, self.style, self.style.stars)
        put(
            self.sheet, criteria.label_row, self.rule, award_in_words(self.rubric.award), self.style, self.style.wrapped
        )

    def _band(self, row: BandRow) -> None:
        sheet, style, band = self.sheet, self.style, row.band
        marks = total_marks(self.plan.evaluation, row.table or self.criteria.kinds[0])
        words = band_in_words(band, marks, self.rubric)
        sheet.set_row(row.row, row_height([words], [self.widths[self.rule]]))
        put(sheet, row.row, 0, row.table or "全部", style)
        put(sheet, row.row, 1, band.title, style, style.stars)
        sheet.write_number(row.row, MARKS, band.stars, style.whole)
        put(sheet, row.row, self.rule, words, style, style.wrapped)
        put(sheet, row.row, self.rule + 1, "大于" if band.above is not None else "不低于", style)
        self._cut(row, marks)
        if band.each_dimension is not None:
            sheet.write_number(row.row, self.rule + 3, float(band.each_dimension), style.typed_share)
        if band.quota is not None:
            self._amount(row.row, self.rule + 4, band.quota)
        for place, (code, amount) in zip(row.minimums, band.minimum.items(), strict=True):
            put(sheet, place, self.rule + 1, f"{self.rubric.node(code).title} 不低于", style)
            self._amount(place, self.rule + 2, amount)

    def _cut(self, row: BandRow, marks: Decimal) -> None:
        cut = self.criteria.cut_formula(row)
        amount = row.band.at_least if row.band.at_least is not None else row.band.above
        if amount is None:
            self.sheet.write_string(row.row, self.rule + 2, "不设", self.style.whole)
        elif cut is not None and self.plan.live:
            self.sheet.write_formula(row.row, self.rule + 2, cut[1], self.style.typed, float(amount.points(marks)))
        else:
            self.sheet.write_number(row.row, self.rule + 2, float(amount.points(marks)), self.style.typed)

    def _gates(self) -> None:
        if not self.criteria.gates:
            return
        top = min(self.criteria.gates.values())
        self.sheet.write_string(top - 2, 0, "必备条件与限星", self.style.section)
        blank = [""] * len(self.criteria.kinds)
        self._heads(top - 1, ["", "条件", *blank, "说明", "", "最高星级"])
        for gate in self.rubric.gates:
            row, words = self.criteria.gates[gate.code], gate_in_words(gate, self.rubric)
            self.sheet.set_row(row, row_height([gate.title, words], [self.widths[1], self.widths[self.rule]]))
            put(self.sheet, row, 1, gate.title, self.style, self.style.wrapped)
            put(self.sheet, row, self.rule, words, self.style, self.style.wrapped)
            if gate.stars is not None:
                self.sheet.write_number(row, self.rule + 2, gate.stars, self.style.typed)


_COMBINES = {"sum": "相加", "mean": "加权平均得分率", "geometric": "几何平均得分率", "lowest": "取最低得分率"}


def _reads_as_share(node: Node, rubric: Rubric, line: Line) -> bool:
    """A limit of a ratio is read as 80%."""
    field = next((field for code, field in rubric.fields.items() if node.value in (code, field.title)), None)
    of_share = field is not None and field.kind == "share"
    ratio = field is None and "/" in (node.value or "") and line.limit is not None and abs(line.limit) <= 2
    return of_share or ratio


def _clause(rubric: Rubric, node: Node) -> str:
    if node.clause is None:
        return ""
    source = rubric.source(node.clause.source)
    tag = "（示例）" if source.standing == "example" else ""
    article = f"{node.clause.article} " if node.clause.article else ""
    return f"{article}{node.clause.text}\n来源：{source.title}{tag}"
