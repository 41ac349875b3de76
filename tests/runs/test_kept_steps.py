"""`scoring run --keep-steps` where a step is made again and again, such as grades with shares or winsorisation."""

from __future__ import annotations

from pathlib import Path

import duckdb

from scoring.commands.running import Options, run
from tests.runs import mini

CHANGES = {
    "show: percent}": "show: percent, treat: {winsorise: {at_most: 2}}}",
    "  missing: error\n": "  missing: error\n  quota: {rounding: down, ties: keep_out}\n",
    "from: 90}": "from: 90, at_most: 50%}",
}


def test_a_step_that_is_made_again_is_kept_as_it_was_last(tmp_path: Path) -> None:
    folder = mini.make(tmp_path / "mini")
    criteria = folder / "criteria.yaml"
    text = criteria.read_text("utf-8")
    for old, new in CHANGES.items():
        assert old in text
        text = text.replace(old, new)
    criteria.write_text(text, "utf-8")
    finished = run(folder, Options(keep_steps=True, documents=False)).folder
    with duckdb.connect(str(finished / "results.duckdb"), read_only=True) as saved:
        kept = {
            name for (name,) in saved.execute("select table_name from information_schema.tables where table_schema = 'steps'").fetchall()
        }
    assert {"graded", "winsorised", "points_wide"} <= kept
