"""What was seen of one station: every value an indicator used, as typed, with its cell and giver."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rating.insight.cells import value_texts
from rating.insight.sources import Origin, fields_of, origins, where_of
from rating.problems import Place
from rating.reported import Column, Status, cell_name
from rating.rubric.nouns import DataField, Node
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Seen:
    """One value behind an indicator.

    title   the field's title · value with its unit, "" when there is none · status 已填 / 空白 / …
    typed   the cell as typed, "" where there was no cell · where file → sheet!cell · who the rater
    """

    title: str
    value: str
    status: str
    typed: str = ""
    where: str = ""
    who: str = ""

    @property
    def text(self) -> str:
        """持证社工数 8 人; 持证社工数（空白）."""
        who = f"{self.who}：" if self.who else ""
        return f"{who}{self.title} {self.value}" if self.value else f"{who}{self.title}（{self.status}）"


def seen(evaluation: Evaluation, station: int, node: Node) -> tuple[Seen, ...]:
    """The reported values, raters' marks and reviewed marks that one indicator used."""
    rubric, reported = evaluation.rubric, evaluation.reported
    codes = fields_of(rubric, node, evaluation.roster.kind[station])
    values = [_seen(evaluation, station, origin) for origin in origins(reported, rubric, codes)]
    values += [_nobody(rubric.fields[code]) for code in codes if _unmarked(evaluation, code)]
    return (*values, *(review for code in codes if (review := _reviewed(evaluation, station, code))))


def field_text(field: DataField, column: Column, station: int) -> str:
    """One value with its unit; "" unless reported. Shares read with %."""
    return field_texts(field, column.rows_at([station]))[0]


def field_texts(field: DataField, column: Column) -> list[str]:
    """`field_text` of every station of a column."""
    values = value_texts(field, column)
    if field.kind == "share":
        percent = {value: f"{plain(Decimal(value) * 100)}%" for value in set(values) if value is not None}
        return [percent.get(value or "", "") for value in values]
    unit = "分" if field.kind == "mark" and not field.unit else field.unit
    return ["" if value is None else f"{value} {unit}".strip() for value in values]


def _seen(evaluation: Evaluation, station: int, origin: Origin) -> Seen:
    column, field = origin.column, evaluation.rubric.fields[origin.field]
    typed = column.text[station]
    return Seen(
        title=field.title,
        value=field_text(field, column, station),
        status=Status(int(column.status[station])).title,
        typed="" if typed is None else str(typed),
        where=where_of(evaluation.reported, column, station),
        who=origin.rater.name if origin.rater else "",
    )


def _unmarked(evaluation: Evaluation, code: str) -> bool:
    return evaluation.rubric.fields[code].kind == "mark" and not evaluation.reported.marks.get(code)


def _nobody(field: DataField) -> Seen:
    return Seen(field.title, "", Status.BLANK.title)


def _reviewed(evaluation: Evaluation, station: int, code: str) -> Seen | None:
    review = evaluation.reported.adjudicated.get((station, code))
    if review is None:
        return None
    where = ""
    if review.source >= 0:
        sheet = evaluation.reported.sheets[review.source]
        where = str(Place(sheet.file, sheet.title, cell_name(review.row, review.col)))
    title = evaluation.rubric.fields[code].title
    return Seen(title, f"{plain(review.mark)} 分", "已复核", review.reason, where, "复核")
