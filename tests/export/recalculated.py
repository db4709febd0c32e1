"""A workbook opened in LibreOffice with every formula computed anew, read back with openpyxl."""

from __future__ import annotations

import shutil
import subprocess
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


def recalculated(workbook: Path, folder: Path) -> Workbook:
    """Convert with "always recalculate"; LibreOffice otherwise trusts the stored results."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    result = folder / "recalculated"
    command = [office, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(result), str(workbook)], check=True, capture_output=True, timeout=180)
    return openpyxl.load_workbook(result / workbook.name, data_only=True)
