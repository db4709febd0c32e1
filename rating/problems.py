"""What can be wrong with an input: codes, severities and the wording a user reads.

A problem is a value, collected and shown together with all the others; exceptions are for our own
faults.  `Refused` exists only so that the Python door (`load_rubric`, …) can hand the collected
problems to a caller who asked for a result and cannot have one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rating.shown import one_line


class Severity(StrEnum):
    """How much a problem stops: the first two stop the result, the last two travel with it."""

    REFUSAL = "refusal"
    QUESTION = "question"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def title(self) -> str:  # type: ignore[override]  # a title, not str.title
        return {"refusal": "不能受理", "question": "需要确认", "warning": "提醒", "notice": "说明"}[self.value]

    @property
    def stops(self) -> bool:
        return self in (Severity.REFUSAL, Severity.QUESTION)


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One row of the catalogue: its severity, its short title, and what to do about it."""

    severity: Severity
    title: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands, in the user's own terms; any part may be unknown ("")."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    object: str = ""

    def __str__(self) -> str:
        in_sheet = "!".join(part for part in (self.sheet, self.cell) if part)
        return " → ".join(part for part in (self.file, in_sheet, self.object) if part) or "（未定位）"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: what was found, where, what was expected, what to do next.

    `station` and `field` are codes, when the problem belongs to one, so that screens can filter.
    """

    code: str
    place: Place
    found: str
    expected: str = ""
    remedy: str = ""
    station: str = ""
    field: str = ""

    @property
    def kind(self) -> ProblemKind:
        return CATALOGUE[self.code]

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    @property
    def where(self) -> str:
        return str(self.place)

    @property
    def message(self) -> str:
        """`found; expected; what to do` as one Chinese sentence chain."""
        expected = f"应为{self.expected}" if self.expected else ""
        parts = (self.found, expected, self.remedy or self.kind.remedy)
        return "；".join(part for part in parts if part)

    @property
    def line(self) -> str:
        """The command line's form: `code where: found; expected; what to do`, — where nothing particular is expected.

        A program splits it at the first space, the first ": " and each "; ": inside the parts stand only Chinese ones.
        """
        where = one_line(self.where).replace(": ", "：")
        expected = f"应为{self.expected}" if self.expected else "—"
        parts = (self.found, expected, self.remedy or self.kind.remedy)
        told = "; ".join(one_line(part).replace("; ", "；").strip("; ") or "—" for part in parts)
        return f"{self.code} {where}: {told}"


class Refused(ValueError):
    """A door of the Python API could not give a result; `problems` says why, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(problem.line for problem in self.problems))


def stopping(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those problems that forbid a result until they are mended or answered."""
    return tuple(problem for problem in problems if problem.severity.stops)


_R, _Q, _W, _N = Severity.REFUSAL, Severity.QUESTION, Severity.WARNING, Severity.NOTICE

CATALOGUE: dict[str, ProblemKind] = {
    # rubric and goal files
    "rubric_unreadable": ProblemKind(_R, "评分标准文件无法读取", "请检查文件路径、编码（应为 UTF-8）和大小"),
    "rubric_syntax": ProblemKind(_R, "评分标准文件语法错误", "请按所示行号修改"),
    "rubric_duplicate_key": ProblemKind(_R, "同一项写了两次", "请删去重复的一项"),
    "rubric_anchor": ProblemKind(_R, "不允许使用锚点或引用", "请把内容直接写出"),
    "rubric_key": ProblemKind(_R, "无法识别或缺少的项", "请对照 docs/rubric-reference.md 修改"),
    "rubric_value": ProblemKind(_R, "取值不符合要求", "请对照 docs/rubric-reference.md 修改"),
    "rubric_reference": ProblemKind(_R, "引用了不存在的内容", "请改正名称，或先在文件中定义"),
    "rubric_formula": ProblemKind(_R, "算式不能使用", "请对照 docs/rubric-reference.md 的算式一节修改"),
    "rubric_points": ProblemKind(_R, "分值对不上", "请核对各级分值与总分"),
    "rubric_bands": ProblemKind(_R, "等级分数线有空档、重叠或达不到", "请调整分数线"),
    "rubric_missing_policy": ProblemKind(_R, "没有写明空白如何处理", "请写明 if_blank"),
    "rubric_left_over": ProblemKind(_W, "评分标准工作簿中有内容没有用上", "请核对；不再需要的可以删去"),
    # lint of a rubric: the 2024 rules against formalism (field guide §5), and neatness
    "lint_total": ProblemKind(_W, "总分超过 100 分", "建议改为百分制，或折算为百分制"),
    "lint_levels": ProblemKind(_W, "指标超过两级", "建议合并为两级指标"),
    "lint_small_steps": ProblemKind(_W, "分值细于 0.5 分", "建议以 0.5 分为最小单位"),
    "lint_many_indicators": ProblemKind(_W, "指标超过 30 项", "建议删减合并"),
    "lint_formalism": ProblemKind(_W, "可能属于形式主义考核内容", "建议改为考察服务成效"),
    "lint_rank_nested": ProblemKind(_W, "以排名或其他考核结果作为指标", "建议删去该指标"),
    "lint_evidence": ProblemKind(_W, "几乎每项都要求佐证材料", "建议只对关键指标要求材料，已有材料不重复报送"),
    "lint_unused_field": ProblemKind(_W, "数据项没有被任何指标使用", "建议删去，减少报送"),
    "lint_long_text": ProblemKind(_W, "条款文字过长", "建议精简条款"),
    "lint_peers": ProblemKind(_W, "得分取决于其他单位", "一处更正会使所有单位变动，请知悉"),
    "lint_leave_out": ProblemKind(_W, "空白不计入分母", "空白可能使得分升高，请改为暂不评定或得 0 分"),
    "lint_key_item": ProblemKind(_W, "关键项没有后果", "请在必备条件或星级条件中用这一项的得分率作条件"),
    "lint_unreachable": ProblemKind(_W, "该等级实际无法达到", "请核对分数线与限星条件"),
    "lint_example": ProblemKind(_N, "评分标准为示例，未经确认", "正式使用前请由主管部门确认"),
    # a standard on paper, read by the workshop
    "paper_points": ProblemKind(_W, "原文的分值对不上", "请核对原文，改正后重新上传，或在下一步改正"),
    "paper_points_unclear": ProblemKind(_W, "分值的写法需要核对", "请在下一步填写或确认这一项的分值"),
    "paper_no_points": ProblemKind(_W, "没有写分值", "请在下一步填写这一项的分值"),
    "paper_no_standard": ProblemKind(_W, "没有写评分标准", "按评估人打分处理，请核对原文"),
    "paper_numbering": ProblemKind(_W, "编号不连续或重复", "请核对原文是否缺项"),
    "paper_duplicate": ProblemKind(_W, "名称重复", "请核对是否同一项写了两次"),
    "paper_row": ProblemKind(_W, "有一行没有读懂", "这一行没有采用，请核对；需要的内容请在下一步补上"),
    "paper_header": ProblemKind(
        _W, "没有认出表头", "请核对各列；推断不对的，请把表头改成常用的名称（如「分值」「评分标准」）后重新上传"
    ),
    "paper_column": ProblemKind(_N, "有一列没有采用", "请核对该列是否与评分有关"),
    "paper_table": ProblemKind(_N, "有一张表不是评分标准", "其中的文字已记在说明里，请核对"),
    "paper_veto": ProblemKind(_N, "文字中提到一票否决", "请在下一步核对是否设为必备条件"),
    "paper_missing": ProblemKind(_R, "没有找到评分标准", "请上传带有指标、分值、评分标准等栏目的 Word 或 Excel 表格"),
    # files
    "file_unreadable": ProblemKind(_R, "文件无法打开", "请在表格软件中打开后另存为 .xlsx 再上传"),
    "file_format": ProblemKind(_R, "不支持的文件格式", "请另存为 .xlsx 或 .csv 后再上传"),
    "file_encrypted": ProblemKind(_R, "文件设有打开密码", "请取消密码后另存再上传"),
    "file_empty": ProblemKind(_R, "文件为空", "请确认上传的是填好的文件"),
    "file_too_large": ProblemKind(_R, "文件过大或内容异常庞大", "请删去多余的行列、图片后另存再上传"),
    "file_timeout": ProblemKind(_R, "读取超时", "请删去多余的行列、图片后另存再上传"),
    "file_duplicate": ProblemKind(_W, "同一文件上传了两次", "只采用一次，请核对"),
    "sheet_hidden": ProblemKind(_W, "有隐藏的工作表", "隐藏表未读取，如需采用请取消隐藏"),
    "sheet_skipped": ProblemKind(_N, "工作表未采用", "该表中没有找到数据表，请核对"),
    "rows_hidden": ProblemKind(_N, "有隐藏的行或列", "隐藏的行列已照常读取，请核对"),
    "macro_ignored": ProblemKind(_N, "文件带有宏", "宏不会运行，只读取单元格内容"),
    "table_missing": ProblemKind(_R, "没有找到数据表", "请确认表头中有单位名称列和评分标准中的数据项"),
    "template_old": ProblemKind(_W, "填报模板不是现行版本", "已按现行评分标准对应，请核对；下次请用新模板"),
    "template_other": ProblemKind(_Q, "填报模板属于另一份评分标准", "请确认所选的评分标准和文件"),
    "mapping_unreadable": ProblemKind(_R, "对应关系文件无法使用", "请改正，或换一个文件名重新运行，由工具另写一份"),
    "mapping_unknown": ProblemKind(_W, "对应关系中有用不上的答复", "请核对评分标准和名册是否已更换"),
    # columns
    "column_unknown": ProblemKind(_N, "该列未采用", "评分标准中没有对应的数据项"),
    "column_similar": ProblemKind(_Q, "列名近似，需要确认", "请改为规范列名，或在页面上确认对应关系"),
    "column_duplicate": ProblemKind(_R, "同一数据项有两列", "请只保留一列"),
    "column_missing": ProblemKind(_W, "缺少数据项", "该数据项按空白处理"),
    "column_points": ProblemKind(_Q, "表头分值与评分标准不一致", "请核对所用评分标准的版本"),
    "column_mixed_share": ProblemKind(_Q, "同一列中小数与百分数混用", "请统一写成百分数（如 85%）"),
    # stations
    "station_unknown": ProblemKind(_R, "名册中没有该单位", "请核对名称，或在名册中补充"),
    "station_similar": ProblemKind(_Q, "单位名称近似，需要确认", "请改为名册中的名称，或在页面上确认是哪个单位"),
    "station_duplicate": ProblemKind(_R, "同一单位出现两次", "请只保留一行"),
    "station_missing": ProblemKind(_W, "名册中的单位没有数据", "请向该单位催报"),
    "station_kind": ProblemKind(_R, "单位类型无法识别", "请改为评分标准中的类型"),
    "station_conflict": ProblemKind(_Q, "代码与名称指向不同单位", "请核对代码和名称，或在页面上确认是哪个单位"),
    "station_former": ProblemKind(_N, "按曾用名对应", "请核对是否同一单位"),
    "roster_key": ProblemKind(_R, "缺少单位代码或名称", "请补填"),
    "row_left_out": ProblemKind(_N, "该行不是单位数据，未采用", "合计、签名、说明等行不计入，请核对"),
    "row_split": ProblemKind(_R, "该行的数字像是被逗号拆开", "请去掉千位逗号后重新保存"),
    # values
    "value_error_cell": ProblemKind(_R, "单元格是错误值", "请改正公式或填写数值"),
    "value_no_result": ProblemKind(_R, "公式没有计算结果", "请用表格软件打开、重新计算并保存"),
    "value_unreadable": ProblemKind(_R, "无法识别的内容", "请按要求填写"),
    "value_out_of_range": ProblemKind(_R, "超出允许范围", "请核对后改正"),
    "value_not_whole": ProblemKind(_R, "应为整数", "请核对后改正"),
    "value_over_full_marks": ProblemKind(_R, "打分超过满分", "请核对后改正"),
    "value_choice": ProblemKind(_R, "不在可选项之中", "请从可选项中选填"),
    "value_approximate": ProblemKind(_W, "填写的是约数", "按所写数值采用，请核实"),
    "value_inequality": ProblemKind(_W, "填写的是下限而不是确切数值", "按所写数值采用，请核实"),
    "value_blank": ProblemKind(_W, "空白", "请补填；未补填的按评分标准的规定处理"),
    "value_conflict": ProblemKind(_R, "同一数据项两处填写不一致", "请核对后只保留正确的一处"),
    "value_undefined": ProblemKind(_W, "算式没有结果（如分母为 0）", "请核对有关数据项"),
    "mark_reason_missing": ProblemKind(_R, "打分偏离较大而没有写明理由", "请补写理由"),
    "mark_outside_level": ProblemKind(_R, "打分不在任何档次的分值区间内", "请核对档次与打分"),
    "value_points": ProblemKind(_Q, "数据项一行填的像是得分，需要确认", "请填写数据本身，或在页面上确认"),
    "value_range": ProblemKind(_Q, "填写的是范围，需要确认", "请填写确切数值，或在页面上确认按哪个数采用"),
    # raters
    "rater_unknown": ProblemKind(_R, "评估人身份不明", "请在文件名、表名或「评估人」列中写明评估人和评估主体"),
    "mark_not_in_charge": ProblemKind(_W, "打分项不归该评估主体，未采用", "请核对分工；由其他评估主体打分的项不要填写"),
    "marks_computed": ProblemKind(
        _W, "像是由打分算出的平均或汇总", "未计入；如确为一位评估人的打分，请在文件名、表名或表头写明评估人"
    ),
    "rater_missing": ProblemKind(_W, "评估人未打分", "请向该评估人催交"),
    "rater_too_few": ProblemKind(_W, "打分人数不足", "请补足评估人，或在评分标准中改变合成办法"),
    "rater_spread": ProblemKind(_W, "评估人之间分差过大，需要复核", "请组织复核并录入复核分和理由"),
    # outcome
    "sample_small": ProblemKind(_W, "样本量不足", "请补充调查样本"),
    "gate_unknown": ProblemKind(_W, "必备条件所需数据不全", "请补填后重新评定"),
    "result_unreadable": ProblemKind(_R, "上一轮结果文件无法使用", "请提供本工具导出的 JSON 结果"),
    "result_other_rubric": ProblemKind(_W, "上一轮结果用的是另一份评分标准", "请核对是否选错文件"),
    "result_other_stations": ProblemKind(_W, "评定结果中的站点与数据表对不上", "请核对是否选错文件"),
    # goals
    "goal_data_missing": ProblemKind(_W, "缺少计算目标所需的数据", "请补充数据"),
    "goal_conflict": ProblemKind(_N, "来源之间口径不一致", "并列显示，不作更改"),
    "goal_coverage_over": ProblemKind(_W, "覆盖率或占比超过 100%", "请核对单位名册和分子、分母"),
    # a district with accounts
    "not_allowed": ProblemKind(_R, "没有这项权限", "如有需要，请联系管理员"),
    "not_found": ProblemKind(_R, "没有找到", "可能已被删除，请刷新页面后再试"),
    "changed_meanwhile": ProblemKind(_R, "别人刚刚改过", "您的修改没有保存；请刷新后看过新内容，再决定是否修改"),
    "not_now": ProblemKind(_R, "现在的状态下不能这样做", "请先完成前面的步骤"),
    "not_filled": ProblemKind(_R, "有必填的内容没有填写", "请填写后再试"),
    "not_usable": ProblemKind(_R, "填写的内容不能使用", "请改正后再试"),
    "round_thawed": ProblemKind(_R, "冻结的内容有变", "没有评定；请联系管理员核对，必要时用备份恢复"),
    "round_to_confirm": ProblemKind(_Q, "需要确认", "请核对；确要继续的，请写明理由"),
    "rubric_document": ProblemKind(
        _R,
        "没有写明确认评分标准的文件",
        "请在「标准修订」中保存，并写明文件的名称和文号；还没有正式文件的，请保留为示例",
    ),
    "mark_recused": ProblemKind(_R, "应回避的站点有打分", "请删去该打分，或由管理员改变回避安排"),
    "mark_not_assigned": ProblemKind(_R, "打分的站点不在分工之内", "请删去该打分，或由评估员调整分工"),
    "rater_other": ProblemKind(_R, "评估人与账号或分工不一致", "请改正表中的评估人；代他人上传的，请由评估员上传"),
    "storage_busy": ProblemKind(_R, "数据正被占用", "没有保存；请稍后再试"),
    "storage_full": ProblemKind(_R, "磁盘已满", "没有保存；请管理员清出磁盘空间后再试"),
    "storage_gone": ProblemKind(_R, "数据库连接不上", "没有保存，已填的内容仍在页面上；请稍后再试或联系管理员"),
    "storage_damaged": ProblemKind(_R, "数据文件已损坏", "请管理员停止使用，并用最近的备份恢复"),
    "storage_taken": ProblemKind(_R, "同名的内容已经存在", "没有保存；请换一个名称，或刷新后再看"),
    "storage_old": ProblemKind(_R, "数据与程序的版本不一致", "请管理员运行 python -m rating migrate，或更新程序"),
    "backup_unusable": ProblemKind(_R, "备份文件不能使用", "没有恢复，现有数据没有变动；请换一份完整的备份"),
    # our own limits
    "command_usage": ProblemKind(_R, "命令用法不对", "请看 python -m rating --help"),
    "output_unwritable": ProblemKind(_R, "结果文件无法写入", "请检查文件夹是否存在、文件是否正被打开"),
    "chart_font_missing": ProblemKind(
        _R,
        "图表缺少中文字体",
        "请在运行本工具的电脑上安装中文字体（如思源黑体、Noto Sans CJK SC，或系统自带的微软雅黑、苹方）后重试",
    ),
    "letter_failed": ProblemKind(_W, "有站点的意见书没有生成", "其余站点不受影响；请按所示情况处理后单独再出"),
    "template_unusable": ProblemKind(_R, "意见书模板不能使用", "请改正后再上传，或下载起始模板重新修改"),
}
