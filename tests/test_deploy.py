"""The files under deploy/ that need no second copy to be tried: units, and the nightly backup as its unit calls it."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rating.district.people.person import AT_THE_SERVER
from rating.workflow import upkeep

UNITS = ("station-rating@.service", "station-rating-backup.service", "station-rating-backup.timer")
OLDER = ("backup-2025-12-31T190000Z.zip", "backup-2026-01-01T190000Z.zip", "backup-2026-01-02T190000Z.zip")
FOREIGN = ("backup-2025-01-01.zip", "备份.zip", "backup-2025-12-31T190000Z.zip.part", "station-rating.sqlite3")


@pytest.fixture
def deploy(root: Path) -> Path:
    return root / "deploy"


def unit(deploy: Path, name: str) -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None, comment_prefixes=("#",))
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string((deploy / name).read_text())
    return found


def test_systemd_understands_the_units(deploy: Path, tmp_path: Path) -> None:
    """By systemd itself where it is; the program, which is not installed here, is another one for it."""
    for name in UNITS:
        text = (deploy / name).read_text().replace("/opt/station-rating/.venv/bin/uvicorn", sys.executable)
        (tmp_path / name).write_text(text)
        assert {"Unit"} < {*unit(deploy, name).sections()} <= {"Unit", "Service", "Timer", "Install"}
    analyze = shutil.which("systemd-analyze")
    if analyze:
        asked = [analyze, "verify", *(name.replace("@.", "@8501.") for name in UNITS)]
        said = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (said.returncode, said.stderr) == (0, "")


def test_the_backup_has_the_data_and_the_rights_of_the_service(deploy: Path) -> None:
    service, backup = (unit(deploy, name)["Service"] for name in UNITS[:2])
    own = {"Type", "Nice", "ExecStart", "StateDirectory"}
    of_a_server = {"Restart", "RestartSec", "TimeoutStopSec", "ExecStart", "StateDirectory"}
    assert {key: backup[key] for key in {*backup} - own} == {key: service[key] for key in {*service} - of_a_server}
    assert service["StateDirectory"] in backup["StateDirectory"].split()
    shell, script, folder, keep = backup["ExecStart"].split()
    assert (shell, keep) == ("/bin/sh", "14") and (deploy.parent / script).is_file()
    assert Path(folder).name in backup["StateDirectory"].split() and Path(folder).parent == Path("/var/lib")


def test_the_page_tells_of_every_file(deploy: Path) -> None:
    told = (deploy / "README.md").read_text()
    assert [each.name for each in deploy.iterdir() if each.name != "README.md" and f"`{each.name}`" not in told] == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With three older backups, and files that are nobody's business here."""
    there = tmp_path / "backup folder"
    there.mkdir()
    for name in (*OLDER, *FOREIGN):
        (there / name).write_text("kept")
    return there


def back_up(deploy: Path, folder: Path, keep: str, data: Path) -> subprocess.CompletedProcess[str]:
    """As the unit calls it."""
    told = {**os.environ, "RATING_DATA_FOLDER": str(data), "PYTHON": sys.executable}
    return subprocess.run(
        ["/bin/sh", str(deploy / "back-up.sh"), str(folder), keep],
        cwd=deploy.parent, env=told, capture_output=True, text=True, check=False,
    )  # fmt: skip


def backups(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.name not in FOREIGN)


def test_a_backup_more_and_only_the_newest_stay(deploy: Path, folder: Path, tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "rating", "migrate"], cwd=deploy.parent, check=True, capture_output=True,
        env={**os.environ, "RATING_DATA_FOLDER": str(tmp_path)},
    )  # fmt: skip
    assert made.returncode == 0
    done = back_up(deploy, folder, "3", tmp_path)
    assert done.returncode == 0, done.stderr
    *older, newest = backups(folder)
    assert older == [*OLDER[1:]]
    assert upkeep.look_into_backup(AT_THE_SERVER, folder / newest).rows_of("account") == 0
    assert (folder / newest).stat().st_mode & 0o077 == 0
    assert all((folder / name).read_text() == "kept" for name in FOREIGN)


def test_without_a_new_backup_no_older_one_goes(deploy: Path, folder: Path, tmp_path: Path) -> None:
    assert back_up(deploy, folder, "1", tmp_path / "nothing").returncode != 0
    assert backups(folder) == [*OLDER]


@pytest.mark.parametrize("keep", ["", "0", "00", "-1", "all", "3 4", "1;"])
def test_how_many_stay_is_a_number(deploy: Path, folder: Path, tmp_path: Path, keep: str) -> None:
    assert back_up(deploy, folder, keep, tmp_path).returncode == 2
    assert backups(folder) == [*OLDER]
