from __future__ import annotations

from rating.export.word import report_result
from rating.export.word.blocks import Blocks, Paragraph, Picture, Table
from rating.export.word.report_result import drawn, not_drawn
from rating.scoring.evaluation import Evaluation
from tests.insight.example import ROWS, example, rated


def lines(blocks: Blocks) -> list[tuple[str, ...]]:
    return [row.cells for block in blocks if isinstance(block, Table) for row in block.rows]


def said(blocks: Blocks) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def heads(blocks: Blocks) -> list[tuple[str, ...]]:
    return [tuple(column.title for column in block.columns) for block in blocks if isinstance(block, Table)]


def test_stars_by_kind_add_up(sample_evaluation: Evaluation) -> None:
    for evaluation in (example(), sample_evaluation):
        blocks = report_result.result(evaluation, not_drawn, names=False)
        table = next(block for block in blocks if isinstance(block, Table))
        counts = [[int(cell) for cell in row.cells[1:]] for row in table.rows]
        assert counts[-1] == [sum(column) for column in zip(*counts[:-1], strict=True)]
        assert all(line[-1] == sum(line[:-1]) for line in counts)
        assert counts[-1][-1] == len(evaluation.roster)


def test_stations_are_ranked_by_name_only_where_names_are_allowed() -> None:
    named = report_result.result(example(), not_drawn, names=True)
    assert ("1", "甲站", "东街道", "38.8", "五星", "") in lines(named)
    assert "（一）综合站点名次" in said(named) and "（二）专项站点名次" in said(named)
    anonymous = report_result.result(example(), not_drawn, names=False)
    assert not any(name in cell for line in lines(anonymous) for cell in line for name in example().roster.name)
    assert ("类型", "站点数", "最低", "下四分位", "中位数", "上四分位", "最高") in heads(anonymous)


def test_a_kind_of_few_stations_has_no_distribution() -> None:
    found = {
        line[0]: line[2:] for line in lines(report_result.result(example(), not_drawn, names=False)) if len(line) == 7
    }
    assert found["专项"] == ("—",) * 5 and "—" not in found["综合"]


def test_ranks_of_the_table_are_those_of_the_evaluation(sample_evaluation: Evaluation) -> None:
    ratings, roster = sample_evaluation.ratings, sample_evaluation.roster
    found = {
        line[1]: line[0]
        for line in lines(report_result.result(sample_evaluation, not_drawn, names=True))
        if len(line) == 6
    }
    told = {roster.name[row]: f"{ratings.rank[row]:g}" for row in range(len(roster)) if ratings.rated[row]}
    assert found == told


def test_charts_stand_with_their_finding() -> None:
    blocks = report_result.result(example(), drawn, names=True)
    pictures = [block for block in blocks if isinstance(block, Picture)]
    assert len(pictures) == 2  # stars; the ranking of 综合: a single 专项 needs no bars
    assert pictures[0].told == "9 个站点中 4 个评为五星" and pictures[0].told in said(blocks)
    assert not any(isinstance(block, Picture) for block in report_result.result(example(), not_drawn, names=True))


def test_most_lost_first() -> None:
    blocks = report_result.losses(example(), not_drawn)
    lost = [float(line[3]) for line in lines(blocks)]
    assert lost == sorted(lost, reverse=True) and lost[0] > 0


def test_those_not_rated_are_listed_with_their_reasons_or_counted() -> None:
    named = lines(report_result.not_rated(example(), names=True))
    assert [line[0] for line in named] == ["戊站", "己站", "辛站"] and all(line[3] for line in named)
    counted = lines(report_result.not_rated(example(), names=False))
    reasons = ("必备条件无法判断", "打分分差过大，待复核", "触发一票否决", "资料不完整")
    assert sorted(counted) == sorted((each, "1") for each in reasons)  # 己站 has two


def test_all_rated_is_said() -> None:
    assert said(report_result.not_rated(rated(ROWS[:3]), names=True)) == "所有站点均已评定。"
