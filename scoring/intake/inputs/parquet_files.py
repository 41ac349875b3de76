"""Parquet files that begin and end as such and are damaged in between: it shows when the engine comes to the damaged part."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scoring.engine.database import EngineError, Session, literal
from scoring.problems import Problem


def unreadable(files: Iterable[tuple[Path, str]]) -> list[Problem]:
    """I033 for every file of which a value cannot be read; a file that is no Parquet is passed over.

    Asked only after the engine stopped: every value is read once, in an engine of its own, as the other may be beyond use.

    Args:
        files: Each with its name as the user would say it.
    """
    found = []
    for path, shown in files:
        with Session(threads=1) as session:
            try:
                if path.suffix.lower() == ".parquet":
                    session.rows(f"select max(hash(columns(*))) from read_parquet({literal(str(path))})")
            except EngineError:
                found.append(Problem("I033", shown))
    return found
