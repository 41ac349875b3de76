"""An assessment folder of an invented nation of any size, by seed: units, figures of several years, cases, planted mistakes.

Usage: python -m tests.benchmarks.nation DIR [--seed 1] [--units 3000] [--years 3] [--requests 1e5] [--disclosures 1e6] ...

Writes units.csv, data.parquet (one row per unit and year, or per figure with --layout long), the tables of cases as Parquet
or CSV (with --format both, CSV besides in csv/), findings.csv, criteria.yaml, assessment.yaml and planted.json: every mistake
that was planted, with kind and place. ``scoring run DIR`` works on it, unless --broken asks for rows that must be refused.

Every row is made from its number by DuckDB's hash: the same seed and sizes give the same files on any number of threads
(of one version of DuckDB).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import yaml

from tests.benchmarks import nation_facts
from tests.benchmarks.nation_criteria import LAPSE, LAPSES, criteria
from tests.benchmarks.nation_facts import METRICS, Facts, make_facts
from tests.benchmarks.nation_records import HARD, SOFT, UNTYPED, Cases
from tests.benchmarks.nation_tables import tables
from tests.benchmarks.nation_units import Levels, make_units, register_sql

PARQUET, CSV = "format parquet, compression zstd", "format csv, header true"


@dataclass(frozen=True)
class Nation:
    """What is written.

    Args:
        seed: Seed of everything that looks like chance.
        units: Number of units, at least 8.
        period: The year assessed.
        years: Years of figures, up to the year assessed.
        months: Months of cases, up to the end of the year assessed.
        rows: Number of cases by table.
        findings: Number of findings.
        indicators: Number of indicators.
        layout: ``wide`` or ``long`` figures.
        format: ``parquet``, ``csv`` or ``both``.
        files: Number of files of every table of cases.
        anomalies: Planted mistakes of each kind that an assessment bears: lies among figures, cases that cannot be judged.
        broken: Planted rows of each kind that must be refused.
        records: Whether the criteria judge cases.
        threads: Threads of DuckDB.
    """

    seed: int = 1
    units: int = 3000
    period: int = 2019
    years: int = 3
    months: int = 24
    rows: dict[str, int] = field(default_factory=dict)
    findings: int = 300
    indicators: int = 100
    layout: str = "wide"
    format: str = "parquet"
    files: int = 1
    anomalies: int = 3
    broken: int = 0
    records: bool = True
    threads: int | None = None

    @property
    def last(self) -> date:
        """Last day of the year assessed."""
        return date(self.period, 12, 31)

    @property
    def first(self) -> date:
        """First day of the cases."""
        return date(self.period + 1 - -(-self.months // 12), 12 - (self.months - 1) % 12, 1)

    @property
    def levels(self) -> Levels:
        """The units by level."""
        return Levels.of(self.units)

    def facts(self) -> Facts:
        """Which figures."""
        years = tuple(range(self.period - self.years + 1, self.period + 1))
        return Facts(self.seed, self.units, years, min(self.anomalies, self.units // 8))

    def cases(self, *, text: bool) -> Iterator[Cases]:
        """Which cases, table by table."""
        for name, table in tables(self.last).items():
            if self.rows.get(name):
                kinds = self._kinds({*table.lies, "duplicate"}, text=text)
                each = max(self.anomalies, self.broken)
                yield Cases(table, self.rows[name], self.seed, self.levels, self.first, self.last, kinds, each, text)

    def _kinds(self, known: set[str], *, text: bool) -> tuple[str, ...]:
        wanted = (SOFT if self.anomalies else ()) + (HARD if self.broken else ())
        never = set() if text else set(UNTYPED)
        never |= set() if self.period >= last_calendar_year() else {"beyond_calendar"}
        return tuple(kind for kind in wanted if kind in known - never)


def last_calendar_year() -> int:
    """The last year whose working days are known."""
    from chinese_calendar.constants import holidays

    return int(max(holidays).year)


def write(folder: Path, nation: Nation) -> None:
    """Write the assessment folder of a nation."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        if nation.threads:
            connection.execute(f"set threads = {nation.threads}")
        make_units(connection, nation.levels)
        copy(connection, register_sql(nation.levels), folder / "units.csv")
        planted: list[dict[str, Any]] = list(_write_facts(connection, folder, nation))
        copy(connection, _findings_sql(nation), folder / "findings.csv")
        inputs: dict[str, str] = {}
        for form in ("parquet", "csv") if nation.format == "both" else (nation.format,):
            base = folder / "csv" if nation.format == "both" and form == "csv" else folder
            for cases in nation.cases(text=form == "csv"):
                inputs.setdefault(cases.table.name, _write_cases(connection, base, cases, form, nation.files))
                planted += _planted(connection, cases, form, nation.files)
    _write_settings(folder, nation, inputs)
    (folder / "planted.json").write_text(json.dumps(planted, ensure_ascii=False, indent=1, default=str) + "\n", "utf-8")


def copy(connection: duckdb.DuckDBPyConnection, sql: str, file: Path) -> None:
    """Write the rows of a query."""
    file.parent.mkdir(parents=True, exist_ok=True)
    connection.execute(f"copy ({sql}) to '{file}' ({CSV if file.suffix == '.csv' else PARQUET})").fetchall()


def _write_facts(connection: duckdb.DuckDBPyConnection, folder: Path, nation: Nation) -> list[dict[str, Any]]:
    facts = nation.facts()
    make_facts(connection, facts, nation.levels)
    wide = f"select unit_id, period, {', '.join(METRICS)} from nation_facts"
    long = f"select unit_id, metric, value, period from nation_facts unpivot (value for metric in ({', '.join(METRICS)}))"
    copy(connection, long if nation.layout == "long" else wide, folder / "data.parquet")
    return nation_facts.planted(connection, facts)


def _findings_sql(nation: Nation) -> str:
    dice = nation_facts.dice(nation.seed, 3900, "i", nation.units)
    day = nation_facts.dice(nation.seed, 3901, "i", 365)
    return (
        f"select {nation.levels.identity('n')} as unit_id, '{LAPSES}' as indicator_id, '{LAPSE}' as event, 1 + i % 2 as quantity, "
        f"date '{nation.period}-01-01' + cast(d as integer) as happened_on, "
        "'抽查记录第' || (i + 1) || '号' as evidence, '抽查组' as found_by "
        f"from (select i, {dice} as n, {day} as d from range({nation.findings}) as t (i)) as r"
    )


def _write_cases(connection: duckdb.DuckDBPyConnection, folder: Path, cases: Cases, form: str, files: int) -> str:
    """Write a table of cases; returns what assessment.yaml says of it."""
    name = cases.table.name
    for number, (begin, end) in enumerate(_pieces(cases.rows, files), 1):
        copy(connection, cases.select(begin, end), folder / _file(name, number, form, files))
    return f"{name}.{form}" if files == 1 else f"{name}/*.{form}"


def _file(name: str, number: int, form: str, files: int) -> str:
    return f"{name}.{form}" if files == 1 else f"{name}/{name}-{number:05d}.{form}"


def _pieces(rows: int, files: int) -> list[tuple[int, int]]:
    each = -(-rows // files)
    return [(begin, min(begin + each, rows)) for begin in range(0, rows, each)]


def _planted(connection: duckdb.DuckDBPyConnection, cases: Cases, form: str, files: int) -> list[dict[str, Any]]:
    """Every planted case: kind, table, file, row there (a header counts), unit, key, the column to blame and what stands in it."""
    places = cases.planted()
    rows = connection.execute(cases.those([number for _, number in places]))
    names = [column[0] for column in rows.description or ()]
    each = -(-cases.rows // files)
    found = []
    for (kind, number), row in zip(places, rows.fetchall(), strict=True):
        cells = dict(zip(names, row, strict=True))
        column = cases.table.wrong[kind]
        place = {"file": _file(cases.table.name, number // each + 1, form, files), "row": number % each + (2 if form == "csv" else 1)}
        told = {"unit_id": cells["unit_id"], "key": row[2], "column": column, "found": cells[column]}
        found.append({"kind": kind, "table": cases.table.name, **place, **told})
    return found


def _write_settings(folder: Path, nation: Nation, inputs: dict[str, str]) -> None:
    settings: dict[str, Any] = {
        "id": "nation",
        "title": "虚构全国政务公开评估",
        "criteria": "criteria.yaml",
        "date": date(nation.period + 1, 3, 1),
    }
    if inputs and nation.records:
        settings["inputs"] = inputs
    judged = criteria(nation.period, nation.indicators, tuple(inputs) if nation.records else ())
    for name, data in (("assessment.yaml", settings), ("criteria.yaml", judged)):
        (folder / name).write_text(yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120), "utf-8")


class _Plain(yaml.SafeDumper):
    """Writes what occurs twice twice, and decimals as numbers."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the base class has it
        return True


_Plain.add_representer(Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", str(value)))


def parsed(arguments: list[str] | None = None) -> tuple[Path, Nation]:
    """Folder and nation as the command line says."""
    parser = argparse.ArgumentParser(description="An assessment folder of an invented nation.")
    parser.add_argument("folder", type=Path)
    plain = {"seed": 1, "units": 3000, "period": 2019, "years": 3, "months": 24, "findings": 300, "indicators": 100, "files": 1}
    cases = {"requests": 100_000, "disclosures": 100_000, "interpretations": 10_000, "hotline": 10_000}
    for name, value in {**plain, "anomalies": 3, "broken": 0, "threads": 0, **cases}.items():
        parser.add_argument(f"--{name}", type=_count, default=value)
    parser.add_argument("--layout", choices=("wide", "long"), default="wide")
    parser.add_argument("--format", choices=("parquet", "csv", "both"), default="parquet")
    parser.add_argument("--no-records", dest="records", action="store_false", help="the criteria judge figures and findings only")
    given = vars(parser.parse_args(arguments))
    folder = given.pop("folder")
    return folder, Nation(rows={name: given.pop(name) for name in cases}, **given)


def _count(text: str) -> int:
    """A whole number, also as 1e6."""
    return int(float(text))


if __name__ == "__main__":
    write(*parsed())
