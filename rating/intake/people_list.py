"""The list of people who are to get an account: 姓名, 账号, 角色, 站点代码, 类型, 备注."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from rating.intake.files.cells import ErrorCell, Grid, address
from rating.intake.files.upload import Source, read_sheets, receive
from rating.intake.layout.tables import content_rows
from rating.intake.plain_text import plain_text
from rating.problems import Place, Problem

HEADERS = ("姓名", "账号", "角色", "站点代码", "类型", "备注")
"""What the template says; `_WORDS` what is understood."""
_WORDS = {
    "name": ("姓名", "名字", "使用人"),
    "login": ("账号", "登录名", "用户名", "帐号", "账户"),
    "role": ("角色", "身份", "权限", "岗位"),
    "stations": ("站点代码", "站点编码", "社工站代码", "负责站点", "站点", "代码"),
    "kinds": ("类型", "站点类型", "负责类型", "限定类型"),
    "note": ("备注", "说明"),
}
_MEANING = {word: column for column, words in _WORDS.items() for word in words}
_NEEDED = frozenset({"name", "role"})
_SEVERAL = re.compile(r"[、，,;；/／|\s]+")
FIRST_ROWS = 30
MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A row as typed; `cells` holds the place of each column that the file has."""

    name: str
    role: str
    login: str = ""
    stations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    cells: Mapping[str, Place] = field(default_factory=dict)

    def place(self, column: str) -> Place:
        return self.cells.get(column, self.cells.get("name", Place(object=self.name)))


@dataclass(frozen=True)
class PeopleList:
    """The rows in the file's order, and what is wrong with the file."""

    people: tuple[ListedPerson, ...]
    problems: tuple[Problem, ...]


def read_people_list(file: Source) -> PeopleList:
    """Read the first table with 姓名 and 角色. Never raises for what the file holds."""
    received, problems = receive([file])
    for each in received:
        read = read_sheets(each)
        problems.extend(read.problems)
        for grid in read.grids:
            head = _heading(grid)
            if head is not None:
                return PeopleList(_people(grid, *head, problems), tuple(problems))
        if read.grids:
            problems.append(Problem("table_missing", Place(each.name), "没有找到姓名和角色两列", "、".join(HEADERS)))
    return PeopleList((), tuple(problems))


def _heading(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The heading's row and column → where it stands."""
    for row in range(min(grid.rows, FIRST_ROWS)):
        columns: dict[str, int] = {}
        for column in range(len(grid.columns)):
            meaning = _MEANING.get(_bare(grid.text(row, column)))
            if meaning:
                columns.setdefault(meaning, column)
        if columns.keys() >= _NEEDED:
            return row, columns
    return None


def _bare(heading: str) -> str:
    return re.sub(r"[(（【\[].*|[*：:]", "", plain_text(heading))


def _people(grid: Grid, head: int, columns: Mapping[str, int], problems: list[Problem]) -> tuple[ListedPerson, ...]:
    rows = np.flatnonzero(content_rows(grid, head + 1, grid.rows)).tolist()
    if len(rows) > MOST_ROWS:
        place = Place(grid.file, grid.title)
        problems.append(Problem("file_too_large", place, f"名单有 {len(rows)} 行，最多 {MOST_ROWS} 行"))
        rows = []
    people = []
    for row in rows:
        texts = {column: grid.merged_text(row, at) for column, at in columns.items()}
        if not any(text for column, text in texts.items() if column != "note"):
            continue
        cells = {
            column: Place(grid.file, grid.title, address(row, at), texts["name"]) for column, at in columns.items()
        }
        faults = [column for column, at in columns.items() if isinstance(grid.cell(row, at), ErrorCell)]
        problems.extend(Problem("value_error_cell", cells[column], f"单元格是 {texts[column]}") for column in faults)
        people.append(_person(texts, cells))
    if not people and not problems:
        problems.append(Problem("file_empty", Place(grid.file, grid.title), "名单中没有一个人"))
    return tuple(people)


def _person(texts: Mapping[str, str], cells: Mapping[str, Place]) -> ListedPerson:
    several = {column: tuple(filter(None, _SEVERAL.split(texts.get(column, "")))) for column in ("stations", "kinds")}
    return ListedPerson(texts["name"], texts["role"], texts.get("login", ""), **several, cells=cells)
