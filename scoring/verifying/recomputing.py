"""A run made again in a passing folder, and held against the first one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scoring.finished.locating import read_manifest
from scoring.pipeline.gathered import Say
from scoring.problems import Problem
from scoring.verifying.model import Stage
from scoring.verifying.tables import TableDifference, compare_tables

ENGINE = "duckdb"  # computes every run again


def run_again(folder: Path, manifest: Mapping[str, Any], out: Path, say: Say, *, final: bool = False) -> Path:
    """Score an assessment folder once more with the parameters of a manifest; raises ProblemsFound of the run.

    Args:
        folder: The assessment folder.
        manifest: Manifest of the first run.
        out: Where the folder of the new run is made.
        say: Told at every stage.
        final: Whether the documents are those of a final run, without the marks of a draft.

    Returns:
        The new run. It is computed by DuckDB whatever computed the first one: results do not depend on the engine.
    """
    from scoring.commands.running import Options, run

    chosen = manifest["parameters"]
    options = Options(
        out=out, documents=chosen["documents"], keep_steps=chosen["keep_steps"], reasons=chosen["reasons"], final=final, fresh=True
    )
    return run(folder, options, say).folder


def check_recomputed(run: Path, manifest: Mapping[str, Any], again: Path, *, same_means: bool) -> Stage:
    """V010 the first row of a table that differs; V011 a file whose bytes differ (V012 where other versions may be why).

    Args:
        run: Folder of the run.
        manifest: Its manifest.
        again: The run that was made again.
        same_means: Whether program, versions and typefaces are those of the first run.
    """
    differences, tables = compare_tables(run, again)
    problems = [_problem(run, difference) for difference in differences]
    outputs = {entry["path"]: entry["sha256"] for entry in read_manifest(again)["outputs"]}
    recorded = {entry["path"]: entry["sha256"] for entry in manifest["outputs"]}
    code = "V011" if same_means or differences else "V012"
    problems += [
        Problem(code, str(run / path), found=outputs.get(path, "无")[:12], args={"sha": recorded.get(path, "无")[:12]})
        for path in _files(outputs, recorded)
    ]
    return Stage("recomputed", tables, problems)


def _files(outputs: Mapping[str, str], recorded: Mapping[str, str]) -> Iterator[str]:
    """Files whose bytes are not those that were recorded."""
    yield from (path for path in sorted({*outputs, *recorded}) if outputs.get(path) != recorded.get(path))


def _problem(run: Path, found: TableDifference) -> Problem:
    where = f"{found.table}[{found.row}]" if found.row else found.table
    place = f"{where}.{found.column}" if found.column else where
    return Problem(
        "V010", str(run / found.file), where=place, found=found.recorded, args={"recomputed": found.recomputed, "rows": found.rows}
    )
