"""The parts of a criteria file before the tree: groups, grades, policy, events, measures."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, cast

from scoring import numbers
from scoring.criteria import keys
from scoring.criteria.declared import DeclaredMetric, Event, Measure
from scoring.criteria.fields import ABSENT, Reader
from scoring.criteria.formulas import Formula
from scoring.criteria.groups import Grade, Group
from scoring.criteria.membership import read_members
from scoring.criteria.policy import Missing, NotApplicable, Policy, Quota, Rounding, TieBreaker
from scoring.criteria.preparation import read_imputation, read_screening, read_treatment
from scoring.criteria.records import Aggregate, Deadline, RecordTable
from scoring.criteria.records.measuring import MeasureReader, misplaced
from scoring.criteria.records.reading import OF
from scoring.files.yamlfile import Path

ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z0-9]+(_[a-z0-9]+)*)*\Z")
CODE = re.compile(r"(?!prev[0-9]*\Z)[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
# Names that mean something else: columns of the table data, and the unit's own scores.
RESERVED = frozenset(
    {"unit_id", "period", "metric", "part", "value", "qualifier", "source", "evidence", "base", "bonus", "total", "grp", "row", "line"}
)
NOT_APPLICABLE = ("inherit", "rescale", "redistribute_equal", "redistribute_proportional", "no_rescale", "full_marks", "zero")
MEANS = {"arithmetic": Decimal(1), "geometric": Decimal(0), "harmonic": Decimal(-1)}
HIGHEST_POWER = 10  # beyond it a mean is all but the largest or the smallest share
COMPONENT_MISSING = ("rescale", "zero", "not_assessable")
MISSING = ("error", "zero", "not_assessable")
BEST = ("highest", "lowest")
FACTS = "facts"


class PartsReader(Reader):
    """Reads everything that the tree refers to."""

    record_tables: Mapping[str, RecordTable] = MappingProxyType({})
    deadlines: Mapping[str, Deadline] = MappingProxyType({})

    def identity(self, value: object, path: Path, pattern: re.Pattern[str] = ID) -> str:
        """A stable id (C008)."""
        if isinstance(value, str) and pattern.match(value):
            return value
        self.problem("C008", path, value)
        return "none"

    def any_choice(self, fields: Mapping[str, Any], key: str, path: Path, choices: tuple[str, ...], default: str) -> Any:
        """A choice under a key, or the default where the key is not there."""
        return self.choice(fields[key], (*path, key), choices) if key in fields else default

    def mean(self, value: object, path: Path) -> Decimal:
        """The exponent of a generalised mean: a name, or ``{power: p}``."""
        if not isinstance(value, dict):
            return MEANS[self.choice(value, path, MEANS)]
        fields = self.mapping(value, path, keys.MEAN)
        return self.number(fields.get("power", 1), (*path, "power"), low=-HIGHEST_POWER, high=HIGHEST_POWER)

    def amounts(self, value: object, path: Path, groups: tuple[str, ...]) -> dict[str, Decimal]:
        """A number that is not negative, the same for all groups or one for each (C004, C007)."""
        if not isinstance(value, dict):
            return dict.fromkeys(groups, self.number(value, path, low=0))
        given = self.mapping(value, path)
        for key in given:
            self.choice(key, (*path, key), groups or ("?",))
        for group in groups:
            if group not in given:
                self.problem("C004", path, group)
        return {group: self.number(given[group], (*path, group), low=0) for group in groups if group in given}

    def groups(self, value: object, grades: Mapping[str, tuple[Grade, ...]]) -> tuple[Group, ...]:
        """Groups with their grade tables."""
        groups = []
        for key, item in self.mapping(value, ("groups",)).items():
            path: Path = ("groups", key)
            fields = self.mapping(item, path, keys.GROUP)
            table = self.choice(fields["grades"], (*path, "grades"), tuple(grades) or ("?",)) if "grades" in fields else ""
            group = Group(self.identity(key, path), self.text(fields.get("title", key), (*path, "title")), grades.get(table, ()))
            names = tuple(value) if isinstance(value, dict) else ()
            members = read_members(self, fields["members"], (*path, "members"), names) if "members" in fields else None
            groups.append(replace(group, members=members))
        return tuple(groups)

    def grades(self, value: object) -> dict[str, tuple[Grade, ...]]:
        """Grade tables by name."""
        tables = {}
        for key, rows in self.mapping(value, ("grades",)).items():
            table = []
            for i, row in enumerate(self.sequence(rows, ("grades", key))):
                path: Path = ("grades", key, i)
                fields = self.mapping(row, path, keys.GRADE)
                at_most = self.number(fields["at_most"], (*path, "at_most"), above=0, high=1) if "at_most" in fields else None
                lower = self.number(fields.get("from", 0), (*path, "from"))
                table.append(Grade(self.text(fields.get("grade", "?"), (*path, "grade")), lower, at_most))
            tables[str(key)] = tuple(table)
        return tables

    def policy_part(self, value: object) -> Policy:
        """The declared numeric policies."""
        fields = self.mapping(value, ("policy",), keys.POLICY)
        ranking = self.mapping(fields.get("ranking", ABSENT), ("policy", "ranking"), keys.RANKING)
        limits = self.mapping(fields.get("total", ABSENT), ("policy", "total"), keys.LIMITS)
        return Policy(
            rounding=self._rounding(fields.get("rounding", ABSENT)),
            rank_on=self.any_choice(ranking, "on", ("policy", "ranking"), ("printed", "exact"), "printed"),
            ties=self.any_choice(ranking, "ties", ("policy", "ranking"), ("competition", "dense"), "competition"),
            not_applicable=cast("NotApplicable", self.any_choice(fields, "not_applicable", ("policy",), NOT_APPLICABLE[1:], "rescale")),
            missing=cast("Missing", self.any_choice(fields, "missing", ("policy",), MISSING, "error")),
            quota=self._quota(fields["quota"]) if "quota" in fields else None,
            floor=self.limit(limits, "floor", ("policy", "total")),
            ceiling=self.limit(limits, "ceiling", ("policy", "total")),
            full=self.number(fields["full"], ("policy", "full"), above=0) if "full" in fields else None,
            screening=read_screening(self, fields["screening"], ("policy", "screening")) if "screening" in fields else None,
            component_missing=self.any_choice(fields, "component_missing", ("policy",), COMPONENT_MISSING, "rescale")
            if "component_missing" in fields
            else None,
            best=self.any_choice(ranking, "best", ("policy", "ranking"), BEST, "highest"),
            break_ties=tuple(self._tie_breakers(ranking)),
            overall=self.flag(ranking["overall"], ("policy", "ranking", "overall")) if "overall" in ranking else False,
        )

    def _tie_breakers(self, ranking: Mapping[str, Any]) -> Iterator[TieBreaker]:
        """What decides between equal scores: an id, or an id with the better direction."""
        path: Path = ("policy", "ranking", "break_ties")
        for i, value in enumerate(self.sequence(ranking.get("break_ties", []), path)):
            place: Path = (*path, i)
            fields = self.mapping(value, place, keys.TIE_BREAKER) if isinstance(value, dict) else {"by": value}
            by = self.text(fields.get("by", "?"), (*place, "by") if isinstance(value, dict) else place)
            yield TieBreaker(by, self.any_choice(fields, "best", place, BEST, "") or None, place)

    def limit(self, limits: Mapping[str, Any], key: str, path: Path) -> Decimal | None:
        """A floor or ceiling, None where there is none."""
        return self.number(limits[key], (*path, key)) if key in limits else None

    def _rounding(self, value: object) -> Rounding:
        path: Path = ("policy", "rounding")
        fields = self.mapping(value, path, keys.ROUNDING)
        carry = self.whole_number(fields.get("carry", numbers.POINT_DIGITS), (*path, "carry"), low=0, high=numbers.MOST_CARRIED)
        digits = self.whole_number(fields.get("digits", 2), (*path, "digits"), low=0, high=carry)
        mode = self.any_choice(fields, "mode", path, ("half_up", "truncate"), "half_up")
        return Rounding(digits, mode, self.any_choice(fields, "at", path, ("item", "component", "total"), "total"), carry)

    def _quota(self, value: object) -> Quota:
        path: Path = ("policy", "quota")
        fields = self.mapping(value, path, keys.QUOTA)
        rounding = self.any_choice(fields, "rounding", path, ("down", "half_up", "up"), "down")
        return Quota(rounding, self.any_choice(fields, "ties", path, ("keep_out", "let_in"), "keep_out"))

    def events(self, value: object) -> dict[str, Event]:
        """The events that findings may report."""
        events = {}
        for key, item in self.mapping(value, ("events",)).items():
            path: Path = ("events", key)
            fields = self.mapping(item, path, keys.EVENT)
            uom = self.text(fields["uom"], (*path, "uom")) if "uom" in fields else "次"
            events[key] = Event(self.identity(key, path), self.text(fields.get("title", key), (*path, "title")), uom)
        return events

    def metrics(self, value: object) -> dict[str, DeclaredMetric]:
        """The figures that the input table ``data`` delivers (C151)."""
        metrics = {}
        for key, item in self.mapping(value, ("metrics",)).items():
            path: Path = ("metrics", key)
            if not CODE.match(key) or keyword.iskeyword(key) or key in RESERVED:
                self.problem("C151", path, key)
            fields = self.mapping(item, path, keys.METRIC)
            uom = self.text(fields["uom"], (*path, "uom")) if "uom" in fields else ""
            number = self.any_choice(fields, "number", path, ("count", "money", "change", "other"), "other")
            metrics[key] = DeclaredMetric(key, self.text(fields.get("title", key), (*path, "title")), uom, number, path)
        return metrics

    def measures(self, value: object) -> dict[str, Measure]:
        """Measures by id."""
        return {key: self._measure(key, item) for key, item in self.mapping(value, ("measures",)).items()}

    def _measure(self, key: str, item: object) -> Measure:
        path: Path = ("measures", key)
        fields = self.mapping(item, path, keys.MEASURE)
        outcomes = ("not_applicable", "not_assessable", "missing")
        empty = self.any_choice(fields, "zero_denominator", path, outcomes, "not_applicable")
        value, aggregates = self._value(key, fields, path, empty)
        return Measure(
            id=self.identity(key, path),
            title=self.text(fields.get("title", key), (*path, "title")),
            value=value,
            show=self.any_choice(fields, "show", path, ("number", "percent"), "number"),
            zero_denominator=empty,
            qualified=self.any_choice(fields, "qualified", path, ("refuse", "accept"), "refuse"),
            uom=self.text(fields["uom"], (*path, "uom")) if "uom" in fields else "",
            path=path,
            undefined=self.any_choice(fields, "undefined", path, outcomes, "not_assessable"),
            impute=read_imputation(self, fields["impute"], (*path, "impute")) if "impute" in fields else None,
            treat=read_treatment(self, fields["treat"], (*path, "treat")) if "treat" in fields else None,
            aggregates=aggregates,
        )

    def _value(self, key: str, fields: Mapping[str, Any], path: Path, empty: str) -> tuple[Formula, tuple[Aggregate, ...]]:
        """The formula over facts, or over the records that ``of`` names."""
        if str(fields.get("of", FACTS)).startswith(OF):
            return MeasureReader(self, self.record_tables, self.deadlines).read(key, fields, path, empty)
        if "of" in fields:
            self.choice(fields["of"], (*path, "of"), (FACTS, *(f"{OF}{name}" for name in self.record_tables)))
        misplaced(self, fields, path)
        return self.formula(fields.get("value", 0), (*path, "value")), ()
