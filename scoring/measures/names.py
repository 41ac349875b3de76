"""What the names in formulas stand for, and the inputs that are needed to compute them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from scoring.criteria.fields import Reader
from scoring.criteria.formulas import Formula
from scoring.criteria.model import Criteria, Measure
from scoring.intake.dictionary import Metric
from scoring.yamlfile import Path

InputKind = Literal["fact", "event", "unit_event", "mark", "external", "date", "report", "check"]
# What is known of the report as a document (its date, that it is there, its failed checks) begins with d.
_PREFIX = {
    "fact": "f",
    "event": "e",
    "unit_event": "u",
    "mark": "m",
    "external": "x",
    "date": "d",
    "report": "d__report",
    "check": "d__check",
}
EVENTS = frozenset({"event", "unit_event"})
# What a gate may name besides facts and events: scores of the unit itself.
OWN_SCORES = frozenset({"base", "bonus", "total"})
# What findings and checks do not mention did not happen: a real zero, unlike a blank in a report.
COUNTED = EVENTS | {"check"}


@dataclass(frozen=True, order=True)
class Input:
    """One column of the wide table ``inputs``.

    Args:
        kind: Where it comes from: a fact, findings of one indicator, findings of the unit, a mark,
            an external score, a date, whether there is a report of the year (1, else missing), or its
            failed checks.
        key: Metric code (``metric__part`` for a part), event, mark id, external key, date name or check
            id (empty for all checks).
        scope: Indicator id for findings of one indicator; ``prev`` for last year's fact; how several
            marks count (``mean``, ``median``, ``trimmed_mean``).
    """

    kind: InputKind
    key: str
    scope: str = ""

    @property
    def column(self) -> str:
        """Name of the value column (DOUBLE)."""
        parts = [_PREFIX[self.kind], "prev" if self.kind == "fact" and self.scope else self.scope, self.key]
        return "__".join(part.replace(".", "__").replace("-", "_") for part in parts if part)

    @property
    def status(self) -> str:
        """Name of the status column; counted events and checks have none."""
        return f"s__{self.column}"


@dataclass
class Names:
    """Everything that a formula of one criteria file may name.

    Args:
        criteria: The criteria.
        metrics: The metric dictionary by code.
        measures: Declared measures and those that arise because a rule names a metric directly.
    """

    criteria: Criteria
    metrics: Mapping[str, Metric]
    measures: dict[str, Measure] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.measures.update(self.criteria.measures)

    def metric(self, key: str) -> Metric | None:
        """The metric behind a code or ``code__part``."""
        return self.metrics.get(key.split("__", 1)[0])

    def measure(self, identity: str) -> Measure | None:
        """A declared measure, or the metric of that code as a measure."""
        if identity not in self.measures and (metric := self.metric(identity)):
            self.measures[identity] = Measure(
                identity, metric.title, Formula("name", name=identity), "number", "not_applicable", "refuse", metric.uom, ()
            )
        return self.measures.get(identity)

    def resolve(
        self, formula: Formula, reader: Reader, path: Path, seen: tuple[str, ...] = (), own: frozenset[str] = frozenset()
    ) -> Formula:
        """The formula with measures written out, so that its names are inputs, or scores of the unit itself (C030, C031)."""

        def replace(name: Formula) -> Formula:
            if name.name in self.criteria.measures and not name.previous:
                if name.name in seen:
                    reader.problem("C031", path, name.name)
                    return Formula("number")
                return self.resolve(self.criteria.measures[name.name].value, reader, path, (*seen, name.name))
            if self.input(name) is None and name.name not in own:
                known = [*self.criteria.measures, *self.criteria.events, *self.metrics]
                near = difflib.get_close_matches(name.name, known, 1, 0.5)
                reader.problem("C030", path, name.name, nearest=near[0] if near else next(iter(known), ""))
            return name

        return formula.replaced(replace)

    def input(self, name: Formula) -> Input | None:
        """The input that a name of a resolved formula stands for."""
        if name.name in self.criteria.events and not name.previous:
            return Input("unit_event", name.name)
        if self.metric(name.name):
            return Input("fact", name.name, "prev" if name.previous else "")
        return None

    def inputs(self, formula: Formula) -> tuple[Input, ...]:
        """The inputs of a resolved formula, each once, in order of appearance."""
        return tuple(dict.fromkeys(found for name in formula.names() if (found := self.input(name))))

    def title(self, found: Input) -> str:
        """How an input is called in sentences."""
        if found.kind in EVENTS:
            return self.criteria.events[found.key].title
        if found.kind == "fact":
            metric = self.metric(found.key)
            return ("上年" if found.scope else "") + (metric.title if metric else found.key)
        return found.key


def column_of(names: Names, name: Formula) -> str:
    """SQL (DOUBLE) of a name in a resolved formula."""
    found = names.input(name)
    return found.column if found else "NULL"


def status_sql(inputs: Iterable[Input], *, accept_qualified: bool = False) -> str:
    """SQL of the worst status over inputs: 0 measured, 1 not applicable, 2 missing, 3 not assessable.

    Status 9 marks an approximate figure, which a measure refuses (3) or accepts (0).
    """
    terms = [
        f"CASE {found.status} WHEN 9 THEN {0 if accept_qualified else 3} ELSE {found.status} END" if found.kind == "fact" else found.status
        for found in inputs
        if found.kind not in COUNTED
    ]
    if not terms:
        return "0"
    return terms[0] if len(terms) == 1 else f"GREATEST({', '.join(terms)})"
