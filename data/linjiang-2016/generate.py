"""Writes the inputs of the example assessment: ``python generate.py [--out DIR]``.

units.csv and assessment.yaml are written by hand; everything else in this folder
comes from here, from one seed, byte for byte the same each time.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from generator.figures import true_figures
from generator.gold import HEADER, gold_rows
from generator.plan import sendings, written
from generator.planted import printed
from generator.records import exemptions, external, findings, marks
from generator.report import compose
from generator.units import read_units

HERE = Path(__file__).resolve().parent
SEED = 20170811


def main(arguments: Sequence[str] | None = None) -> None:
    """Write all files below the folder given by ``--out``, by default beside this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    out: Path = parser.parse_args(arguments).out
    for name, content in everything().items():
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def everything() -> dict[str, bytes]:
    """Content of every generated file by its path in this folder.

    Each kind of data has its own source of chance, so that a change of one leaves the others as they are.
    """
    units = read_units(HERE / "units.csv", _chance("units"))
    truth = true_figures(units, _chance("figures"))
    plan = sendings(units, _chance("plan"))
    shown = {unit.unit_id: printed(unit.unit_id, truth[unit.unit_id]) for unit in units}
    files: dict[str, bytes] = {}
    for unit in units:
        sending, rng = plan[unit.unit_id], _chance(unit.unit_id)
        report = compose(unit, shown[unit.unit_id], sending.published_on, rng, sending.digits)
        files[f"reports/{sending.file(unit)}"] = written(report, sending.style, rng)
    reports = ((unit.unit_id, plan[unit.unit_id].file(unit), str(plan[unit.unit_id].published_on or "")) for unit in units)
    gold = (row for unit in units for row in gold_rows(unit, shown[unit.unit_id], plan[unit.unit_id].digits))
    received, topics = ({u.unit_id: int(truth[u.unit_id].values[m]) for u in units} for m in ("requests_received", "hot_topics_answered"))
    tables: dict[str, tuple[Sequence[str], Iterable[Sequence[str]]]] = {
        "reports.csv": (("unit_id", "file", "published_on"), reports),
        "figures.csv": (HEADER, gold),
        "marks.csv": (("unit_id", "indicator_id", "marker", "mark", "remark"), marks(units, _chance("marks"))),
        "findings.csv": (
            ("unit_id", "indicator_id", "event", "quantity", "happened_on", "evidence", "found_by"),
            findings(units, received, topics, _chance("findings")),
        ),
        "external.csv": (
            ("unit_id", "key", "score", "full_score", "issued_by", "issued_on"),
            external(units, _chance("external")),
        ),
        "exemptions.csv": (("unit_id", "indicator_id", "reason"), exemptions()),
    }
    return files | {name: _csv(header, rows) for name, (header, rows) in tables.items()}


def _chance(purpose: str) -> Random:
    """A source of chance of its own for each purpose."""
    return Random(f"{SEED} {purpose}")  # noqa: S311 - data to show, not secrets


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([header, *rows])
    return stream.getvalue().encode("utf-8")


if __name__ == "__main__":
    main()
