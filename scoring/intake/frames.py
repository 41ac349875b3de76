"""Reports -> the tables ``sources``, ``facts``, ``structure``, ``unread`` and ``repairs``.

A report has hundreds of facts, an assessment thousands of reports: they become frames batch by batch, where they
were read, so that no process ever holds more than a batch of them as objects. Whose report it is comes later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scoring.intake.report import Report

if TYPE_CHECKING:
    import polars as pl


COLUMNS = {
    "sources": "source_id path sha256 bytes kind form unit_id period read_status refusal",
    "facts": "unit_id period metric part value semantic qualifier uom raw scope source_id locator quote",
    "structure": "unit_id source_id period item value quote locator",
    "unread": "unit_id source_id what reason raw locator code",
    "repairs": "unit_id source_id kind before after locator",
}
_OWN = ("unit_id", "period")  # filled in when the owner and the year of the assessment are known
_BACK = "years_back"
_AS_ZERO = "（空格按0计）"


@dataclass(frozen=True, slots=True)
class Source:
    """A report and the unit it belongs to (empty when nobody said).

    Args:
        unit_id: The unit.
        report: What was read.
        blank_as_zero: Whether the office has declared that this report leaves the zeros of its tables blank.
    """

    unit_id: str
    report: Report
    blank_as_zero: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Reports that were read together.

    Args:
        reports: What is known of each file as a whole; its facts and other rows are in the frames.
        frames: One frame per table of COLUMNS but ``sources``, without the columns that say whose it is.
    """

    reports: tuple[Report, ...]
    frames: Mapping[str, pl.DataFrame]


def make_batch(reports: Sequence[Report], first: int) -> Batch:
    """Frames of reports.

    Args:
        reports: Reports in the order of the files.
        first: Number of the first of them, from 1.
    """
    import polars as pl

    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in COLUMNS if name != "sources"}
    for number, report in enumerate(reports, first):
        _add(rows, source_id(number), report)
    frames = {name: pl.DataFrame(rows[name], schema=_schema(name), orient="row") for name in rows}
    return Batch(tuple(replace(report, facts=(), structure=(), unread=(), repairs=()) for report in reports), frames)


def source_id(number: int) -> str:
    """Id of the file with this number."""
    return f"S{number:04d}"


def join_batches(batches: Sequence[Batch], units: Sequence[str], period: int) -> dict[str, pl.DataFrame]:
    """The tables of all reports.

    Args:
        batches: In the order of the files.
        units: Unit of every file, empty where nobody said.
        period: Year that a report without a readable year is taken for.

    Returns:
        ``sources`` (one row per file), ``facts`` (one row per unit x period x metric x part and place),
        ``structure``, ``unread`` and ``repairs`` (one row per property, row and change).
    """
    import polars as pl

    reports = [report for batch in batches for report in batch.reports]
    owned = zip(reports, units, strict=True)
    sources = pl.DataFrame(
        [_source(n, report, unit, period) for n, (report, unit) in enumerate(owned, 1)], _schema("sources"), orient="row"
    )
    owners = sources.select("source_id", "unit_id", pl.col("period").alias("year"))
    frames = {"sources": sources}
    for name in COLUMNS:
        if name != "sources":
            parts = [batch.frames[name] for batch in batches] or [pl.DataFrame(schema=_schema(name))]
            frames[name] = _owned(pl.concat(parts), owners, name)
    return frames


def report_frames(sources: Iterable[Source], period: int) -> dict[str, pl.DataFrame]:
    """The tables of a few reports; as :func:`join_batches`."""
    sources = list(sources)
    return join_batches([make_batch([s.report for s in sources], 1)], [s.unit_id for s in sources], period)


def blanks_as_zero(facts: pl.DataFrame, sources: Iterable[str]) -> pl.DataFrame:
    """The facts with 0 in the blank cells of the tables of some sources; that the cells are blank stays in ``semantic`` and quote.

    Args:
        facts: Table ``facts``.
        sources: Ids of the sources for which the office has declared it (report-formats 2.6: off by default).
    """
    import polars as pl

    declared = pl.col("source_id").is_in(list(sources)) & ~pl.col("locator").str.starts_with("line ")
    chosen = declared & (pl.col("semantic") == "blank")
    zero = pl.when(chosen).then(pl.lit(0)).otherwise(pl.col("value")).cast(facts.schema["value"])
    said = pl.when(chosen).then(pl.col("quote") + _AS_ZERO).otherwise(pl.col("quote"))
    return facts.with_columns(zero.alias("value"), said.alias("quote"))


def _schema(name: str) -> dict[str, pl.DataType | type[pl.DataType]]:
    import polars as pl

    special: dict[str, pl.DataType | type[pl.DataType]] = {"period": pl.Int32, "bytes": pl.Int64}
    if name == "facts":
        special["value"] = pl.Decimal(28, 10)
    columns = COLUMNS[name].split()
    if name == "sources":
        return {column: special.get(column, pl.String) for column in columns}
    own = {column: special.get(column, pl.String) for column in columns if column not in _OWN}
    return {**own, _BACK: pl.Int32} if name == "facts" else own


def _owned(frame: pl.DataFrame, owners: pl.DataFrame, name: str) -> pl.DataFrame:
    import polars as pl

    back = pl.col(_BACK) if name == "facts" else pl.lit(0, pl.Int32)
    joined = frame.join(owners, on="source_id", how="left", maintain_order="left").with_columns(period=pl.col("year") - back)
    return joined.select(COLUMNS[name].split())


def _source(number: int, report: Report, unit: str, period: int) -> tuple[object, ...]:
    status, refusal = ("refused", report.refusal[1]) if report.refusal else ("read", "")
    year = report.year or period
    return source_id(number), report.file, report.sha256, report.size, report.kind, report.form, unit, year, status, refusal


def _add(rows: dict[str, list[tuple[object, ...]]], source: str, report: Report) -> None:
    for fact in report.facts:
        metric, _, previous = fact.metric.partition("@")
        rows["facts"].append(
            (
                metric,
                fact.part,
                fact.value,
                fact.semantic,
                fact.qualifier,
                fact.uom,
                fact.raw,
                fact.scope,
                source,
                fact.locator,
                fact.quote,
                1 if previous else 0,
            )
        )
    rows["structure"] += [(source, item.item, item.value, item.quote, item.locator) for item in report.structure]
    rows["unread"] += [(source, item.what, item.reason, item.raw, item.locator, item.code) for item in report.unread]
    rows["repairs"] += [(source, item.kind, item.before, item.after, item.locator) for item in report.repairs]
