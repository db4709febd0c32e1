"""The plain sheets of the workbook: which column holds which part of a rubric, and in which form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rating.rubric.nouns import NOT_APPLICABLE_WORDS, NOT_INSPECTED_WORDS
from rating.rubric.policies import RankKey
from rating.workshop.sheets import words
from rating.workshop.sheets.forms import (
    AMOUNT,
    CODE,
    FLAG,
    FORMULA,
    FULL_LIST,
    LINES,
    LIST,
    NUMBER,
    ROLE_LIST,
    SHARE,
    SOURCE,
    TEXT,
    TITLE,
    UP_TO,
    YES,
    Form,
    Shown,
    chosen_of,
    joined,
    list_unless,
    parted,
)
from rating.workshop.sheets.names import Names

READABLE, GUIDE, BASIC, FIELDS, NODES, RULES = "评分标准", "填表说明", "基本信息", "数据项", "指标明细", "评分细则"
GATES, BANDS, ROLES, RATERS, SOURCES, BY_KIND = "必备条件", "星级", "评估主体", "打分合成", "来源", "分类型满分"
CODE_HEADING, FORMER_HEADING, ITEM_HEADING, CONTENT_HEADING = "代码", "原名称", "项目", "内容"
PER_KIND, TOTAL, EVERY_FIELD = "按类型", "总分", "全部数据项"
STATED, SUMMED = "写明", "由下级相加"
MINIMUM_PART, REQUIRED_PART = "最低得分", "必须满足"
LOWER = "（越小越好）"
WHOLE_RUBRIC = {"stars": "星级", "total": "总分"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column (or, in 基本信息, one line): `path` leads from the object to the value, () for none.

    percent  whether the number of this object is shown as a percentage
    """

    heading: str
    path: tuple[str, ...]
    form: Form
    width: float = 10
    note: str = ""
    percent: Callable[[Any], bool] | None = None


def _share_field(field: Any) -> bool:
    return bool(field.kind == "share")


def _unsaid(words_: tuple[str, ...]) -> str:
    return f"不写即：{'、'.join(words_)}"


def _write_keys(keys: list[RankKey], names: Names) -> Shown:
    return joined([_key_title(key.key, names) + (LOWER if key.better == "lower" else "") for key in keys])


def _key_title(key: str, names: Names) -> str:
    if key in WHOLE_RUBRIC:
        return WHOLE_RUBRIC[key]
    called = names.nodes if key in names.nodes.titles else names.fields
    title = called.title(key)
    other = names.fields if called is names.nodes else names.nodes
    taken = title in WHOLE_RUBRIC.values() or title.endswith(LOWER) or other.code(title) is not None
    return key if taken else title


def _read_keys(text: str, names: Names) -> list[Any]:
    meant = {title: key for key, title in WHOLE_RUBRIC.items()} | {key: key for key in WHOLE_RUBRIC}
    keys: list[Any] = []
    for word in parted(text):
        name = word.removesuffix(LOWER)
        key = meant.get(name) or names.nodes.code(name) or names.fields.needed(name)
        keys.append({"key": key, "better": "lower"} if name != word else key)
    return keys


RANK_KEYS = Form(_write_keys, _read_keys)
_MISSING = chosen_of(words.MISSING)
_COVERAGE = (("比例", "share", SHARE), ("项数", "count", NUMBER), ("不足时", "if_below", chosen_of(words.BELOW)))


def _coverage(title: str, *path: str) -> tuple[Column, ...]:
    return tuple(Column(f"{title}：{word}", (*path, key), form) for word, key, form in _COVERAGE)


BASIC_COLUMNS = (
    Column("名称", ("title",), TITLE, note="印在各处"),
    Column("代码", ("code",), CODE, note="系统用来识别这份评分标准，不要改动；另立一份时再改"),
    Column("版本", ("version",), TITLE, note="修改后请改版本号"),
    Column("性质", ("standing",), chosen_of(words.STANDING), note="已确认：由主管部门发文确认"),
    Column("被评单位", ("unit",), chosen_of(words.UNIT)),
    Column("单位类型", ("kinds",), LIST, note="几个类型用顿号隔开；不分类型的空着"),
    Column(
        "总分", ("scale", "full_marks"), NUMBER, note=f"各类型不同时写“{PER_KIND}”，分数写在“{BY_KIND}”表；不含加分项"
    ),
    Column("小数位数", ("scale", "decimals"), NUMBER, note="0 至 6，四舍五入"),
    Column("在哪一处取整", ("scale", "round"), chosen_of(words.ROUND)),
    Column("一级指标如何合成总分", ("scale", "combine"), chosen_of(words.COMBINE)),
    Column("折算成多少分制", ("scale", "convert_to"), NUMBER, note="不折算的空着"),
    Column("加分计入评星", ("scale", "bonus_buys_stars"), YES, note="有加分项时必写"),
    Column("空白", ("missing", "if_blank"), _MISSING, note="空着的，每项指标自己写"),
    Column("未检查", ("missing", "if_not_inspected"), _MISSING),
    Column("算式没有结果", ("missing", "if_undefined"), _MISSING, note="如分母为 0"),
    Column("合理缺项的分值", ("missing", "not_applicable"), chosen_of(words.NOT_APPLICABLE)),
    *_coverage("全站至少评到", "missing", "coverage"),
    *_coverage("每个一级指标至少评到", "missing", "section_coverage"),
    Column("单位代码列的列名", ("identity", "code"), LIST, note="填报表里哪些列名表示单位代码"),
    Column("由哪几列拼成单位代码", ("identity", "compose"), LIST),
    Column("单位名称列的列名", ("identity", "name"), LIST),
    Column("类型列的列名", ("identity", "kind"), LIST),
    Column("街镇列的列名", ("identity", "street"), LIST),
    Column("区列的列名", ("identity", "district"), LIST),
    Column("同一单位出现几行", ("identity", "repeated"), chosen_of(words.REPEATED)),
    Column("排名依据", ("ranking", "by"), RANK_KEYS, note="依次比较：星级、总分、指标或数据项的名称"),
    Column("并列", ("ranking", "ties"), chosen_of(words.TIES)),
    Column("排名范围", ("ranking", "within"), chosen_of(words.WITHIN)),
    Column("名额边界并列", ("award", "quota_ties"), chosen_of(words.QUOTA_TIES)),
    Column("名额分配范围", ("award", "quota_within"), chosen_of(words.WITHIN)),
    Column("比上一轮最多高几星", ("award", "ladder", "up"), UP_TO, note="没有这条规定的空着"),
    Column("首次参评最高几星", ("award", "ladder", "first_time"), UP_TO, note="没有这条规定的空着"),
    Column("低于最低等级的称呼", ("award", "below_lowest"), TITLE),
    Column("说明", ("notes",), TEXT),
)
FORMER = Column(FORMER_HEADING, ("title",), TITLE, 6)
"""The title as exported, by which a new title is known to be of the same thing."""
SOURCE_COLUMNS = (
    Column(CODE_HEADING, ("id",), CODE, 6),
    Column("名称", ("title",), TITLE, 46),
    Column("发布机关", ("issuer",), TEXT, 22),
    Column("文号", ("number",), TEXT, 18),
    Column("日期", ("date",), TEXT, 12),
    Column("网址", ("url",), TEXT, 30),
    Column("性质", ("standing",), chosen_of(words.SOURCE_STANDING), 14),
    FORMER,
)
ROLE_COLUMNS = (
    Column(CODE_HEADING, ("code",), TITLE, 6),
    Column("名称", ("title",), TITLE, 26),
    Column("权重", ("weight",), NUMBER, 8, "用于按评估主体加权；0 表示只显示不计分"),
    Column("别称", ("aliases",), LIST, 40),
    FORMER,
)
FIELD_COLUMNS = (
    Column(CODE_HEADING, (), CODE, 6),
    Column("名称", ("title",), TITLE, 20),
    Column("种类", ("kind",), chosen_of(words.FIELD_KIND), 8),
    Column("单位", ("unit",), TEXT, 8),
    Column("整数", ("whole",), FLAG, 6),
    Column("最小", ("at_least",), NUMBER, 8, percent=_share_field),
    Column("最大", ("at_most",), NUMBER, 9, percent=_share_field),
    Column("选项", ("choices",), LIST, 24, "单选、多选才写"),
    Column("别名", ("aliases",), LIST, 24, "填报表里的其他叫法"),
    Column("算式", ("formula",), FORMULA, 24, "由其他数据项算出的才写"),
    Column("打分主体", ("marked_by",), ROLE_LIST, 14, "打分的数据项由谁打分"),
    Column("多行汇总", ("roll_up", "how"), chosen_of(words.ROLL_UP), 10),
    Column("汇总起点", ("roll_up", "at_least"), NUMBER, 8),
    Column("说明", ("definition",), TEXT, 44),
    Column(
        "合理缺项的写法",
        ("not_applicable_words",),
        list_unless(NOT_APPLICABLE_WORDS),
        14,
        f"不写即：{'、'.join(NOT_APPLICABLE_WORDS)}",
    ),
    Column(
        "未检查的写法",
        ("not_inspected_words",),
        list_unless(NOT_INSPECTED_WORDS),
        12,
        f"不写即：{'、'.join(NOT_INSPECTED_WORDS)}",
    ),
    FORMER,
)
RATER_COLUMNS = (
    Column("数据项", (), TEXT, 20, f"“{EVERY_FIELD}”是总的规定"),
    Column("合成办法", ("combine",), chosen_of(words.RATERS), 18),
    Column("同一主体内部", ("within_role",), chosen_of(words.WITHIN_ROLE), 12),
    Column("去掉几个最高最低", ("trimmed", "drop"), NUMBER, 10),
    Column("至少几人才去分", ("trimmed", "at_least"), NUMBER, 10),
    Column("人数不足时", ("trimmed", "otherwise"), chosen_of(words.TOO_FEW), 10),
    Column("标准化：平均数", ("standardise", "mean"), NUMBER, 10),
    Column("标准化：每个标准差", ("standardise", "per"), NUMBER, 10),
    Column("标准化：标准差", ("standardise", "deviation"), chosen_of(words.DEVIATION), 12),
    Column("分差超过多少须复核", ("spread", "limit"), NUMBER, 11),
    Column("等于也须复核", ("spread", "inclusive"), YES, 9),
    Column("复核之前", ("spread", "until_adjudicated"), chosen_of(words.UNTIL), 20),
    Column("至少几人打分", ("minimum",), NUMBER, 9),
    Column("有人未打分时", ("if_missing",), chosen_of(words.UNMARKED), 14),
)
_CLAUSE = (
    Column("依据来源", ("clause", "source"), SOURCE, 18),
    Column("依据条款", ("clause", "text"), TITLE, 30),
    Column("条目", ("clause", "article"), TEXT, 20),
)
GATE_COLUMNS = (
    Column(CODE_HEADING, ("code",), CODE, 6),
    Column("名称", ("title",), TITLE, 20),
    Column("触发的条件", ("when",), FORMULA, 34),
    Column("后果", ("effect",), chosen_of(words.EFFECT), 14),
    Column("一票否决的", ("veto_means",), chosen_of(words.VETO), 11),
    Column("最高几星", ("stars",), NUMBER, 8, "限星才写"),
    Column("数据不全时", ("if_blank",), chosen_of(words.GATE_BLANK), 12),
    Column("只对这些类型", ("kinds",), FULL_LIST, 16),
    *_CLAUSE,
    Column("如何解除", ("advice",), TEXT, 30),
)
KINDS = Column("适用类型", ("kinds",), FULL_LIST, 9, "不写即全部")
LEAF_COLUMNS = (
    KINDS,
    Column("评定方法", ("check",), TEXT, 15),
    Column("需提供材料", ("evidence",), LINES, 14),
    Column("改进建议", ("advice",), TEXT, 18),
    Column("依据来源", ("clause", "source"), SOURCE, 14),
    Column("依据条款", ("clause", "text"), TITLE, 18),
    Column("条目", ("clause", "article"), TEXT, 14),
)
"""What the readable sheet says of an indicator without others under it."""
NODE_COLUMNS = (
    Column("评分所用数据", ("value",), FORMULA, 34, "一个数据项，或几个数据项的算式"),
    Column("评估主体", ("roles",), ROLE_LIST, 14),
    Column("权重", ("weight",), NUMBER, 8),
    Column("下级如何合成", ("combine",), chosen_of(words.COMBINE), 11, "有下级的才写"),
    Column("空白", ("if_blank",), _MISSING, 11),
    Column("未检查", ("if_not_inspected",), _MISSING, 11),
    Column("算式没有结果", ("if_undefined",), _MISSING, 11),
    *(Column(column.heading, column.path, column.form, 9) for column in _coverage("至少评到", "coverage")),
    Column("加分项", ("bonus",), FLAG, 7),
    Column("得分上限", ("cap",), NUMBER, 8),
)
"""What 指标明细 says of every indicator."""
OWN_MARKS = "本级满分"
BAND_KIND, BAND_PART, BAND_NAME, BAND_VALUE, BAND_ADVICE = (
    "单位类型",
    "另须",
    "指标或条件名称",
    "最低分或条件",
    "如何满足",
)
BAND_COLUMNS = (
    Column("星级", ("stars",), NUMBER, 7),
    Column("等级名称", ("label",), TEXT, 14),
    Column("不低于（≥）", ("at_least",), AMOUNT, 10),
    Column("高于（＞）", ("above",), AMOUNT, 10),
    Column("低于（＜）", ("below",), AMOUNT, 10),
    Column("不高于（≤）", ("at_most",), AMOUNT, 10),
    Column("名额", ("quota",), AMOUNT, 8, "个数，或同组已评定单位的比例"),
    Column("每个一级指标至少得", ("each_dimension",), SHARE, 12),
)
