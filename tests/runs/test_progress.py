"""What is said while a command runs: a line on a terminal, which every stage must have words for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from scoring.cli.printing import progress
from scoring.cli.progress import STAGES
from scoring.commands.running import Options, run
from tests.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LINES = ("读取考核设置 …", "读取指标体系 …", "装入数据 …", "装入并检查台账 requests …", "计算得分 …", "写出结果 …")


def test_every_stage_that_is_told_has_words() -> None:
    said = {name for file in ROOT.glob("scoring/**/*.py") for name in re.findall(r'\bsay\("(\w+)"', file.read_text("utf-8"))}
    assert said - {"done"} <= set(STAGES)
    assert len(said) > 10


def test_a_run_over_records_tells_its_stages_on_a_terminal_and_in_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    finished = run(ROOT / "data" / "yunlan-2019", Options(out=tmp_path, documents=False), progress("text"))
    told = capsys.readouterr().err
    assert [line for line in LINES if line not in told] == []
    log = [json.loads(line) for line in (finished.folder / "run.jsonl").read_text("utf-8").splitlines()]
    assert [(entry["table"], entry["files"]) for entry in log if entry["stage"] == "records"] == [("requests", 7), ("disclosures", 1)]
