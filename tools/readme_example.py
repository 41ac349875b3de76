"""Writes the explanation in README.md anew from a run of the example; tests/test_docs.py says when it is due."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from scoring.explaining import explain
from scoring.explaining.text import explanation_text
from scoring.running import Options, run

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(
    r"(?P<command>^\$ scoring explain out/\S+ (?P<unit>\S+) (?P<indicator>\S+)\n)(?P<text>.*?)(?=^```)", re.MULTILINE | re.DOTALL
)


def readme() -> str:
    """README.md with the explanation that the command prints today."""
    return _BLOCK.sub(lambda found: found["command"] + _explanation(found["unit"], found["indicator"]), README.read_text("utf-8"))


def _explanation(unit: str, indicator: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        finished = run(ROOT / "data" / "linjiang-2016", Options(out=Path(folder), documents=False))
        return explanation_text(explain(finished.folder, unit, indicator)).strip() + "\n"


if __name__ == "__main__":
    README.write_text(readme(), "utf-8")
    print("README.md written")
