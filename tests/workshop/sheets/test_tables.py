"""The columns reach every part of a rubric that is not a tree, a rule or a condition."""

from __future__ import annotations

from rating.rubric.nouns import DataField, Rubric, Source
from rating.rubric.policies import Band, Gate, RankKey, Raters, Role
from rating.workshop.sheets.names import Names, called
from rating.workshop.sheets.tables import (
    BAND_COLUMNS,
    BASIC_COLUMNS,
    FIELD_COLUMNS,
    GATE_COLUMNS,
    LEAF_COLUMNS,
    NODE_COLUMNS,
    RANK_KEYS,
    RATER_COLUMNS,
    ROLE_COLUMNS,
    SOURCE_COLUMNS,
    Column,
)


def _keys(*columns: Column) -> set[str]:
    return {column.path[0] for column in columns if column.path}


def test_no_key_of_the_grammar_is_forgotten() -> None:
    """A key added to the grammar later fails here until the workbook has a place for it."""
    elsewhere = {"sources", "roles", "raters", "fields", "dimensions", "gates", "bands", "bands_by_kind"}
    assert _keys(*BASIC_COLUMNS) == set(Rubric.model_fields) - elsewhere
    assert _keys(*SOURCE_COLUMNS) == set(Source.model_fields)
    assert _keys(*ROLE_COLUMNS) == set(Role.model_fields)
    assert _keys(*FIELD_COLUMNS) == set(DataField.model_fields) - {"raters"}
    assert _keys(*RATER_COLUMNS) == set(Raters.model_fields)
    assert _keys(*GATE_COLUMNS) == set(Gate.model_fields)
    assert _keys(*BAND_COLUMNS) == set(Band.model_fields) - {"minimum", "requires"}
    tree = {"code", "title", "full_marks", "indicators", "rule", "rule_by_kind"}
    node = Rubric.model_fields["dimensions"].annotation.__args__[0]  # type: ignore[union-attr]
    assert _keys(*NODE_COLUMNS, *LEAF_COLUMNS) == set(node.model_fields) - tree


def test_no_heading_stands_twice_in_a_sheet() -> None:
    for columns in (BASIC_COLUMNS, FIELD_COLUMNS, GATE_COLUMNS, (*NODE_COLUMNS, *LEAF_COLUMNS), RATER_COLUMNS):
        headings = [column.heading for column in columns]
        assert len(set(headings)) == len(headings)


def test_ranking_keys_are_called_by_their_titles() -> None:
    names = Names(
        called("数据项", {"n": "意见数", "t": "总分"}.items()), called("指标", {"team": "队伍", "n2": "意见数"}.items()),
        called("来源", []), called("评估主体", []),
    )  # fmt: skip
    keys = [RankKey(key="stars"), RankKey(key="team"), RankKey(key="n", better="lower"), RankKey(key="t")]
    shown = RANK_KEYS.write(keys, names)
    assert shown == "星级、队伍、n（越小越好）、t", "a title that means two things gives way to the code"
    assert RANK_KEYS.read(str(shown), names) == ["stars", "team", {"key": "n", "better": "lower"}, "t"]
