"""A final run whose inputs are unchanged is not made again, though its documents lost their marks and its manifest changed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from click.testing import CliRunner

from scoring.cli import main
from scoring.states import preparing
from scoring.states.finalising import finalise
from scoring.states.moves import Decision, Standing
from tests.runs.mini import make

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def other_manifest(standing: Standing, part: Path) -> None:
    """What printing documents again does to the manifest, without the printing."""
    (part / "manifest.json").write_bytes((standing.run / "manifest.json").read_bytes() + b"\n")


def test_it_is_shown_and_said_to_be_final(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCORING_CACHE", str(tmp_path / "cache"))
    folder = make(tmp_path / "mini")
    words = ["--lang", "zh", "run", str(folder), "--no-documents"]
    assert CliRunner().invoke(main, words).exit_code == 0
    (made,) = (path for path in (folder / "out").iterdir() if path.is_dir())
    out = CliRunner().invoke(main, ["--lang", "zh", "advance", str(made), "--to", "feedback", "--date", "2017-05-20", "--by", "考核办公室"])
    assert out.exit_code == 0
    assert CliRunner().invoke(main, words).stdout.endswith(f"（--fresh 重算）\n考核状态：反馈（2017-05-20，{made.name}）\n")
    monkeypatch.setattr(preparing, "clean_documents", other_manifest)
    finalise(made, Decision(dt.date(2017, 6, 1), "考核办公室", "未收到申诉"))
    again = CliRunner().invoke(main, words)
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout.endswith("没有重新计算（--fresh 重算）\n本次运行已经定稿，不再改动。\n")
    afresh = CliRunner().invoke(main, [*words, "--fresh"])
    assert (afresh.exit_code, afresh.stderr.count("[V038]"), afresh.stderr.count("[A052]")) == (1, 1, 0)
    marks = folder / "marks.csv"
    marks.write_text(marks.read_text("utf-8").replace("jia,support.plan,一组,1", "jia,support.plan,一组,0"), "utf-8")
    corrected = CliRunner().invoke(main, words)
    other = "；本次运行不是定稿，要取代它须再定稿（scoring finalise --supersedes）"
    assert f"\n考核状态：定稿（2017-06-01，{made.name}）{other}\n" in corrected.stdout
