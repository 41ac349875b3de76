"""What is set up for all tests, and what the whole test run prints at its end."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

# First: what is compiled (this takes half of collecting, and a third of a second of every command that a test starts)
# is kept for the next process, also where the environment says otherwise.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Nothing is kept from test to test: a reader that is broken on purpose must not be hidden by an earlier reading.
os.environ["SCORING_CACHE"] = ""

from scoring.files import durable  # noqa: E402 - after the lines above, as all of the package
from tests.corpus import summary  # noqa: E402 - the lines above are for this import too

# No test outlives a power cut; waiting for the disk after each of thousands of runs would be most of their time.
durable.settle = lambda root: None  # noqa: ARG005 - it stands for another
durable.settle_names = lambda folder: None  # noqa: ARG005 - as above

if TYPE_CHECKING:
    from pathlib import Path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Recall and precision over the corpus; here and not in tests/corpus, as the process that prints only loads this file."""
    done = [report for outcome in ("passed", "failed", "xfailed", "xpassed") for report in terminalreporter.stats.get(outcome, ())]
    for title, entries in summary.tables([report for report in done if report.when == "call"]):
        terminalreporter.section(title, "-")
        for line in entries:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def mini_scored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small assessment with one finished run without documents in ``out``, made once: to be read or copied."""
    from scoring.commands.running import Options, run
    from tests.runs import mini

    folder = mini.make(tmp_path_factory.mktemp("scored") / "mini")
    run(folder, Options(documents=False))
    return folder


@pytest.fixture
def mini_run(mini_scored: Path, tmp_path: Path) -> Path:
    """That run inside a copy of its folder that a test may change."""
    shutil.copytree(mini_scored, tmp_path / "mini")
    return next((tmp_path / "mini" / "out").iterdir())
