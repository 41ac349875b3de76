"""Control-C on a terminal reaches all processes of a command at once: one sentence, and nothing is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("wait", [0.1, 0.6])
def test_control_c_ends_a_run_with_its_helpers(tmp_path: Path, wait: float) -> None:
    out = tmp_path / "out"
    words = ["run", "data/linjiang-2016", "--out", str(out), "--jobs", "2", "--format", "json"]
    with subprocess.Popen(
        [sys.executable, "-m", "scoring", "--lang", "zh", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["stage"] == "assessment"
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGINT)
        said, told = process.communicate(timeout=30)
    message = "已中断（Ctrl-C）：没有做完，没有留下写了一半的文件。"
    assert json.loads(said.splitlines()[-1]) == {"status": "interrupted", "signal": "SIGINT", "exit": 130, "message": message}
    assert (process.returncode, told) == (130, "")
    assert not out.exists()
