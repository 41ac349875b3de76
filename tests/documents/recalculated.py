"""A workbook recalculated by LibreOffice: every formula without its stored value, opened and saved again."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

OFFICE = shutil.which("soffice")
_STORED = re.compile(rb"(<c [^>]*>)(<f>[^<]*</f>)<v>[^<]*</v>")


def recalculated(file: Path, folder: Path) -> Any:
    """The workbook with the values that LibreOffice computes."""
    assert OFFICE
    bare = folder / "bare.xlsx"
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(bare, "w") as out:
        for name in parts.namelist():
            out.writestr(name, _STORED.sub(rb"\1\2", parts.read(name)) if "worksheets/" in name else parts.read(name))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return openpyxl.load_workbook(folder / "out" / "bare.xlsx", data_only=True)


def differences(file: Path, folder: Path) -> list[str]:
    """Formulas of which LibreOffice makes another value than the one that is stored; empty when all agree."""
    formulas, stored, computed = openpyxl.load_workbook(file), openpyxl.load_workbook(file, data_only=True), recalculated(file, folder)
    found = []
    count = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    wanted, got = stored[sheet.title][cell.coordinate].value, computed[sheet.title][cell.coordinate].value
                    if not isinstance(got, int | float) or round(float(wanted), 9) != round(float(got), 9):
                        found.append(f"{sheet.title}!{cell.coordinate} {wanted} {got} {cell.value}")
    assert count
    return found
