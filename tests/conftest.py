"""What the whole test run prints at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.corpus import summary

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Recall and precision over the corpus; here and not in tests/corpus, as the process that prints only loads this file."""
    done = [report for outcome in ("passed", "failed", "xfailed", "xpassed") for report in terminalreporter.stats.get(outcome, ())]
    for title, entries in summary.tables([report for report in done if report.when == "call"]):
        terminalreporter.section(title, "-")
        for line in entries:
            terminalreporter.write_line(line)
