"""Floors, doors and sizes: the house stays a corridor that can be walked.

A room imports only from floors strictly below it, or from itself; each outside library enters only
the rooms named for it; every module has its test; nothing grows past what a reader can hold.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FLOORS = {
    "problems": 0,
    "shown": 0,
    "rubric": 1,
    "reported": 1,
    "intake": 2,
    "scoring": 2,
    "insight": 3,
    "workshop": 3,
    "export": 4,
    "district": 4,
    "workflow": 5,
    "screens": 6,
    "server": 6,
    "command_line": 6,
    "__main__": 6,
    "app": 7,
}
STAIRS = {("__main__", "command_line"), ("server", "screens"), ("problems", "shown")}
"""Neighbours that are one room in two pieces: the first may use the second."""

DOORS = {
    "pydantic": {"rubric"},
    "pydantic_core": {"rubric"},
    "ruamel": {"rubric"},
    "numpy": {"reported", "intake", "scoring", "insight", "export", "district", "screens", "command_line"},
    "python_calamine": {"intake"},
    "openpyxl": {"intake"},
    "pandas": {"intake", "insight", "export", "screens"},
    "xlsxwriter": {"export", "workshop"},
    "docx": {"export"},
    "docxtpl": {"export"},
    "lxml": {"export"},
    "vl_convert": {"export"},
    "altair": {"export"},
    "pyarrow": {"export"},
    "sqlalchemy": {"district"},
    "alembic": {"district"},
    "argon2": {"district"},
    "platformdirs": {"district"},
    "jinja2": {"server", "export"},
    "markdown_it": {"server"},
    "authlib": {"server"},
    "joserfc": {"server"},
    "httpx": {"server"},
    "starlette": {"server", "app"},
    "streamlit": {"screens", "app"},
}
"""Outside library → the rooms it may enter."""

MIGRATIONS = "rating/district/storage/migrations"
TESTED_BY = {
    "rating/__main__.py": "tests/test_command_line.py",
    f"{MIGRATIONS}/env.py": "tests/district/storage/test_migrate.py",
}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "base", "core"}


def modules() -> list[Path]:
    """Every module but the migrations themselves: each is the record of one step, written once and run by Alembic."""
    steps = ROOT / MIGRATIONS / "versions"
    return [*(path for path in sorted((ROOT / "rating").rglob("*.py")) if steps not in path.parents), ROOT / "app.py"]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    """rating.scoring.exact → scoring; rating itself is only the Python door."""
    parts = module.split(".")
    return parts[0] if parts[0] != "rating" or len(parts) == 1 else parts[1]


@cache
def every_name() -> frozenset[str]:
    return frozenset(module_name(each) for each in modules())


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module that `path` imports, at the top or inside a function."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{relative(path)}:{node.lineno} relative import"
            known = every_name()
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in known else str(node.module) for name in inner)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


every_module = pytest.mark.parametrize("path", modules(), ids=relative)


@every_module
def test_a_room_imports_only_from_floors_below(path: Path) -> None:
    here = room(module_name(path))
    if here == "rating":
        return
    assert here in FLOORS, f"{relative(path)} stands on no floor"
    for module in imports(path):
        there = room(module)
        if not module.startswith("rating") or there in (here, "rating") or (here, there) in STAIRS:
            continue
        assert FLOORS[there] < FLOORS[here], f"{relative(path)} (floor {FLOORS[here]}) imports {module}"


@every_module
def test_outside_libraries_enter_by_their_doors(path: Path) -> None:
    here = room(module_name(path))
    for module in imports(path):
        library = module.split(".")[0]
        if library in sys.stdlib_module_names or library in ("rating", "app"):
            continue
        assert library in DOORS, f"{relative(path)} imports {library}, which has no door (and docs/dependencies.md?)"
        assert here in DOORS[library], f"{relative(path)} imports {library}; its rooms are {sorted(DOORS[library])}"


def test_no_import_cycles() -> None:
    graph = {module_name(path): {m for m in imports(path) if m.startswith("rating.")} for path in modules()}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail[trail.index(module) :], module))
        if module not in done:
            for below in sorted(graph.get(module, ())):
                visit(below, (*trail, module))
            done.add(module)

    for module in graph:
        visit(module, ())


@every_module
def test_every_module_has_its_test(path: Path) -> None:
    if path.name == "__init__.py":
        return
    inner = path.relative_to(ROOT / "rating") if path.is_relative_to(ROOT / "rating") else Path(path.name)
    expected = TESTED_BY.get(relative(path), (Path("tests") / inner.with_name(f"test_{inner.name}")).as_posix())
    assert (ROOT / expected).is_file(), f"{relative(path)} wants {expected}"


@every_module
def test_modules_and_functions_stay_short(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_MODULE, f"{relative(path)} is too long"
    for function in functions(path):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, f"{relative(path)}:{function.lineno} {function.name} has {length} lines"


@every_module
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path)), f"{relative(path)} has no docstring"


@every_module
def test_names_say_something(path: Path) -> None:
    assert path.stem not in VAGUE_NAMES


def test_the_test_would_see_a_breach() -> None:
    """The floor of a low room is below that of a high one, and the imports are really found."""
    found = set(imports(ROOT / "rating" / "workflow" / "ratings.py"))
    assert {"rating.problems", "rating.scoring.evaluate", "zipfile"} <= found
    assert room("rating.scoring.exact") == "scoring"
