"""The same files saved by LibreOffice as .xls and .ods are read as the same thing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from rating.intake.read import read_workbooks
from tests.intake.nasty import NASTY
from tests.intake.nasty.case import Case
from tests.intake.nasty.test_nasty import differences

COPIES = [(case, extension) for case in NASTY for extension in case.copies]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every copy, `number.extension` by the place of its case; one start of LibreOffice for each format."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("saved")
    for extension in sorted({extension for _, extension in COPIES}):
        wanted = [case for case, copy in COPIES if copy == extension]
        files = [folder / extension / f"{NASTY.index(case)}.xlsx" for case in wanted]
        (folder / extension).mkdir()
        for case, file in zip(wanted, files, strict=True):
            file.write_bytes(case.uploads[0][1])
        command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
        subprocess.run([*command, extension, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True, timeout=180)  # fmt: skip
    return folder


@pytest.mark.office
@pytest.mark.parametrize(("case", "extension"), COPIES, ids=[f"{case.name}.{copy}" for case, copy in COPIES])
def test_saved_by_libreoffice(case: Case, extension: str, saved: Path) -> None:
    name = f"{Path(case.files[0][0]).stem}.{extension}"
    copy = case.saved_as(name, (saved / f"{NASTY.index(case)}.{extension}").read_bytes())
    wrong = differences(copy, read_workbooks(copy.rubric, copy.uploads, copy.listed))
    if wrong:
        pytest.fail("\n".join([case.did, *wrong]), pytrace=False)
