"""The figures of a campaign as a table of Markdown."""

from __future__ import annotations

from pathlib import Path

from tests.faults.rounds import Verdict
from tests.faults.stage import Stage

HEAD = "| command | changes of the file system | struck | old | new | on the way | left something | wrong |"


def write_report(file: Path, stages: list[Stage], verdicts: list[Verdict]) -> None:
    """Write the table."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([HEAD, "|---" * 8 + "|", *(_row(stage, verdicts) for stage in stages), _sum(verdicts)]) + "\n", "utf-8")


def _row(stage: Stage, verdicts: list[Verdict]) -> str:
    return f"| `{stage.scene.name}` | {len(stage.changes)} | {_cells([v for v in verdicts if v.scene == stage.scene.name])} |"


def _sum(verdicts: list[Verdict]) -> str:
    return f"| all | | {_cells(verdicts)} |"


def _cells(verdicts: list[Verdict]) -> str:
    found = [sum(verdict.found == state for verdict in verdicts) for state in ("old", "new", "between")]
    left, wrong = sum(bool(verdict.left) for verdict in verdicts), sum(bool(verdict.wrong) for verdict in verdicts)
    return " | ".join(map(str, [len(verdicts), *found, left, wrong]))
