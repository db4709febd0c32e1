"""The shape of every rule kind in the sheet 评分细则: its settings or the columns of its list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rating.workshop.sheets import words
from rating.workshop.sheets.forms import (
    AMOUNT,
    FORMULA,
    NUMBER,
    SHARE,
    TITLE,
    YES,
    Form,
    Shown,
    chosen_of,
    number_text,
)
from rating.workshop.sheets.names import Names

KIND, INNER, PART, NAME, VALUE, POINTS, UPTO = (
    "细则种类", "样本足够时按", "项目", "名称", "条件或数值", "得分", "最高得分",
)  # fmt: skip
LIMITLESS = "不设下限"
RULE_FORM = chosen_of(words.RULE)


def _write_floor(value: Any, _: Names) -> Shown:
    return LIMITLESS if value == "none" else value


FLOOR = Form(_write_floor, lambda text, _: "none" if text.strip() == LIMITLESS else number_text(text))
FIELD = Form(
    lambda value, names: None if value is None else names.fields.title(value),
    lambda text, names: names.fields.needed(text),
)
LIMIT = NUMBER
"""A threshold: shown as a percentage where the indicator's value is a share."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a rule kind: its words, its key, its form, the column it stands in."""

    part: str
    key: str
    form: Form
    column: str = VALUE


_PEERS = (
    Setting("比较方向", "better", chosen_of(words.BETTER)),
    Setting("比较范围", "within", chosen_of(words.WITHIN)),
)
SETTINGS: dict[str, tuple[Setting, ...]] = {
    "yes_no": (Setting("是", "yes", AMOUNT, POINTS), Setting("否", "no", AMOUNT, POINTS)),
    "linear": (
        Setting("得 0 分的数值", "zero", LIMIT),
        Setting("得满分的数值", "full", LIMIT),
        Setting("按对数折算", "logarithmic", YES),
        Setting("上下限", "capped", chosen_of(words.CAPPED)),
    ),
    "per_unit": (
        Setting("每多少", "each", LIMIT),
        Setting("加多少分", "points", NUMBER, POINTS),
        Setting("基础分", "base", NUMBER, POINTS),
        Setting("超过多少才开始加", "beyond", LIMIT),
        Setting("封顶分（不写即满分）", "at_most", NUMBER, POINTS),
        Setting("不足一个单位的不计", "whole_units", YES),
    ),
    "deduct": (
        Setting("每多少", "each", LIMIT),
        Setting("扣多少分", "points", NUMBER, POINTS),
        Setting("最低得分", "floor", FLOOR, POINTS),
        Setting("不足一次的不扣", "whole_units", YES),
    ),
    "completion": (Setting("目标数", "target", FORMULA), Setting("超额不多得", "capped", YES)),
    "proportion": (Setting("最多得满分", "capped", YES),),
    "mark": (
        Setting("对照值", "reference", FORMULA),
        Setting("相差超过多少须写理由", "tolerance", NUMBER),
        Setting("写理由的数据项", "reason", FIELD),
    ),
    "best_ratio": _PEERS,
    "min_max": (*_PEERS, Setting("大家相同时的得分率", "if_equal", SHARE)),
    "z_score": (
        *_PEERS,
        Setting("平均水平的得分率", "at_mean", SHARE),
        Setting("每个标准差的得分率", "per_deviation", SHARE),
        Setting("得分率封在 0 至 1", "capped", YES),
    ),
    "rank_points": (*_PEERS, Setting("其余名次", "otherwise", AMOUNT, POINTS)),
}
"""Rule kinds that are a set of settings; those beside them are lists."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A rule kind that is a list: the word of a row, and which columns make up one item.

    keyed  the item is a mapping's entry, its name the key
    """

    part: str
    columns: tuple[tuple[str | int, str, Form], ...]
    keyed: bool = False


LISTINGS: dict[str, Listing] = {
    "steps": Listing("达到", ((0, VALUE, LIMIT), (1, POINTS, AMOUNT))),
    "steps_down": Listing("不超过", ((0, VALUE, LIMIT), (1, POINTS, AMOUNT))),
    "parts": Listing("部分", (("title", NAME, TITLE), ("points", POINTS, AMOUNT), ("when", VALUE, FORMULA))),
    "levels": Listing("档次", ((0, POINTS, AMOUNT),), keyed=True),
    "judgement": Listing("档次", ((0, POINTS, NUMBER), (1, UPTO, NUMBER)), keyed=True),
    "highest": Listing("奖项", ((0, POINTS, AMOUNT),), keyed=True),
}
PLACE, CONDITION = "名次", "条件"
ROWS_BY, COLUMNS_BY, ROW_BAND, COLUMN_BAND = "行按什么分档", "列按什么分档", "行档（得分依列档次序）", "列档"
SAMPLE, MINIMUM, IF_SMALL = "样本数", "最低样本量", "样本不足时"
IF_SMALL_FORM = chosen_of(words.MISSING)
