"""What named figures are computed from, fetched from the tables once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.criteria.fields import Field, Reader
from scoring.database import Session
from scoring.yamlfile import Path

QUANTIFIER = {"word": Field("量词 word", required=True), "above_share": Field("占比高于此值 for shares above", required=True)}


@dataclass(frozen=True)
class FigureUnit:
    """One unit with its place in the ranking, empty where it has none."""

    unit_id: str
    name: str
    short_name: str
    grp: str
    status: str
    rank: int | None
    grade: str | None
    printed: Decimal | None
    exact: Decimal | None


@dataclass
class FigureData:
    """Units, facts and points; facts by metric and period, points by indicator, each by unit."""

    reader: Reader
    period: int
    units: list[FigureUnit]
    facts: dict[tuple[str, int], dict[str, Decimal]]
    points: dict[str, dict[str, tuple[str, Decimal | None, Decimal]]]
    titles: Mapping[str, str]
    group_titles: Mapping[str, str]
    files: dict[str, str]
    quantifiers: list[tuple[str, Decimal]] = field(default_factory=list)

    def members(self, group: str | None) -> list[FigureUnit]:
        """Units of a group, or all."""
        return [unit for unit in self.units if group in {None, unit.grp}]

    def metric(self, metric: str, group: str | None, period: int | None = None) -> dict[str, Decimal]:
        """Measured values of a metric by unit."""
        values = self.facts.get((metric, period or self.period), {})
        return {unit.unit_id: values[unit.unit_id] for unit in self.members(group) if unit.unit_id in values}

    def sources(self, units: Iterable[str]) -> tuple[str, ...]:
        """The report files of units."""
        return tuple(sorted({self.files[unit] for unit in units if unit in self.files}))


def fetch_data(session: Session, reader: Reader, period: int, titles: Mapping[str, str], group_titles: Mapping[str, str]) -> FigureData:
    """Fetch everything that figures need in three queries."""
    units = [
        FigureUnit(*row)
        for row in session.rows(
            "select u.unit_id, u.name, u.short_name, u.grp, u.status, r.rank, r.grade, r.total_printed, r.total_exact"
            " from units as u left join ranking as r on u.unit_id = r.unit_id order by u.grp, u.ord, u.unit_id"
        )
    ]
    facts: dict[tuple[str, int], dict[str, Decimal]] = {}
    for unit, year, metric, value in session.rows(
        "select unit_id, period, metric, value from scored_facts where part = 'total' and status = 0 order by unit_id"
    ):
        facts.setdefault((metric, year), {})[unit] = value
    points: dict[str, dict[str, tuple[str, Decimal | None, Decimal]]] = {}
    for unit, indicator, outcome, scored, full in session.rows("select unit_id, indicator_id, outcome, points, full_points from points"):
        points.setdefault(indicator, {})[unit] = (outcome, scored, full)
    files = dict(session.rows("select unit_id, path from sources where unit_id <> '' order by unit_id"))
    return FigureData(reader, period, units, facts, points, titles, group_titles, files)


def read_quantifiers(reader: Reader, value: object) -> list[tuple[str, Decimal]]:
    """Quantifier words with the share above which they apply, highest first."""
    result = []
    for i, item in enumerate(reader.sequence(value, ("quantifiers",))):
        path: Path = ("quantifiers", i)
        fields = reader.mapping(item, path, QUANTIFIER)
        result.append(
            (
                reader.text(fields.get("word", "?"), (*path, "word")),
                reader.number(fields.get("above_share", 0), (*path, "above_share"), low=0),
            )
        )
    return sorted(result, key=lambda pair: -pair[1])
