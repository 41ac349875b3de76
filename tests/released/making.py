"""``make samples``: files of this version for later versions to read, into ``tests/released/VERSION``; made when a version is released.

They are the small assessment with its criteria, a run of it with the log of its states, and a workbook that a unit filled in.
Once a version is tagged, its sample is never made anew: it is what that version wrote.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path

import scoring
from scoring.states.moves import Decision, advance
from tests.runs import mini
from tests.workbooks.collection import REQUESTS, returned

HERE = Path(__file__).resolve().parent
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def make(version: str) -> Path:
    """Make the sample of a version, which must be the one that runs; raises SystemExit where the version is released."""
    folder = HERE / version
    if subprocess.run(["git", "tag", "--list", f"v{version}"], cwd=HERE, check=True, capture_output=True).stdout:
        raise SystemExit(f"v{version} is released: its sample stays what that version wrote")
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as passing:
        assessment = mini.make(Path(passing) / "mini")
        shutil.copytree(assessment, folder / "assessment")
        made = scoring.run(assessment, scoring.Options(documents=False)).folder
        advance(made, "feedback", Decision(dt.date(2017, 5, 3), "考核组"))
        _pack(assessment / "out", folder / "runs.zip")
        shutil.copy(returned(assessment, "yi", REQUESTS), folder / "returned.xlsx")
    return folder


def _pack(source: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(path for path in source.rglob("*") if path.is_file() and not path.name.startswith(".")):
            packed.writestr(zipfile.ZipInfo(file.relative_to(source).as_posix(), _NO_TIME), file.read_bytes(), zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    make(metadata.version("scoring"))
