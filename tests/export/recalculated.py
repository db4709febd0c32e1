"""Workbooks opened in LibreOffice with every formula computed anew, read back with openpyxl."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
SECONDS = 300


def recalculated(workbook: Path, folder: Path) -> Workbook:
    """One workbook."""
    return openpyxl.load_workbook(recalculated_files([workbook], folder)[0], data_only=True)


def recalculated_files(workbooks: Sequence[Path], folder: Path) -> list[Path]:
    """Convert with "always recalculate", all in one run; LibreOffice otherwise trusts the stored results."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    result = folder / "recalculated"
    command = [office, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--convert-to", "xlsx"]
    files = [str(workbook) for workbook in workbooks]
    subprocess.run([*command, "--outdir", str(result), *files], check=True, capture_output=True, timeout=SECONDS)
    return [result / workbook.name for workbook in workbooks]
