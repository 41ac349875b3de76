"""The same run gives the same bytes, in any process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.documents.fonts.sets import FontSet
from tests.repository import ROOT

SCRIPT = """
import sys
from pathlib import Path
from scoring.documents import render_circular
from tests.documents import sample
render_circular(sample.results(), sample.BODY, Path(sys.argv[1]))
"""


@pytest.mark.usefixtures("fonts")
def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    hashes = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": f"UTC+{seed}"}
        subprocess.run([sys.executable, "-c", SCRIPT, str(out)], check=True, env=environment)
        hashes.append({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(out.iterdir())})
    assert hashes[0] == hashes[1]
    assert set(hashes[0]) == {"circular.pdf", "circular.docx"}


def test_the_printed_faces_do_not_depend_on_the_installed_ones(fonts: FontSet, tmp_path: Path) -> None:
    """A process with an empty fontconfig of its own prints the same."""
    assert fonts
    own = tmp_path / "empty.conf"
    own.write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    made = []
    for number, extra in enumerate(({}, {"FONTCONFIG_FILE": str(own)})):
        out = tmp_path / str(number)
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(out)], check=True, env={**os.environ, "PYTHONPATH": str(ROOT), **extra}, capture_output=True
        )
        made.append((out / "circular.pdf").read_bytes())
    assert made[0] == made[1]
