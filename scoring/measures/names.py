"""What the names in formulas stand for: measures written out down to their inputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scoring.criteria.declared import Measure
from scoring.criteria.fields import FORMULA_LIKE, FORMULA_REASONS, Reader
from scoring.criteria.formulas import MOST_YEARS, Formula, FormulaError, check_size
from scoring.criteria.model import Criteria
from scoring.criteria.records.model import Aggregate
from scoring.criteria.records.words import aggregate_words
from scoring.criteria.suggestions import Words, meant, named
from scoring.files.yamlfile import Path
from scoring.intake.dictionary import Metric, parts
from scoring.measures.inputs import EVENTS, Input, scope_of

# What a gate may name besides facts and events: scores of the unit itself.
OWN_SCORES = frozenset({"base", "bonus", "total"})


@dataclass
class Names:
    """Everything that a formula of one criteria file may name.

    Args:
        criteria: The criteria.
        metrics: The metric dictionary by code; the criteria's own metrics are added to it.
        measures: Declared measures and those that arise because a rule names a metric directly.
    """

    criteria: Criteria
    metrics: Mapping[str, Metric]
    measures: dict[str, Measure] = field(default_factory=dict)
    _written_out: dict[str, Formula] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.measures.update(self.criteria.measures)
        self.statutory = self.metrics
        declared = {metric.code: Metric(metric.code, metric.title, metric.uom, metric.number) for metric in self.criteria.metrics.values()}
        self.metrics = {**declared, **self.metrics}

    @cached_property
    def aggregates(self) -> Mapping[str, Aggregate]:
        """Numbers over records by id, which measures over records name."""
        return {found.id: found for measure in self.criteria.measures.values() for found in measure.aggregates}

    def shadowed(self, reader: Reader) -> None:
        """Tell of declared metrics whose code means something else already (C150)."""
        for metric in self.criteria.metrics.values():
            if any(metric.code in names for names in (self.statutory, self.criteria.measures, self.criteria.events)):
                reader.problem("C150", metric.path, metric.code)

    def metric(self, key: str) -> Metric | None:
        """The metric behind a code or ``code__part``; None also where no form has such a part."""
        code, _, part = key.partition("__")
        return self.metrics.get(code) if part in parts() or not part else None

    def measure(self, identity: str) -> Measure | None:
        """A declared measure, or the metric of that code as a measure."""
        if identity not in self.measures and (metric := self.metric(identity)):
            self.measures[identity] = Measure(
                identity, metric.title, Formula("name", name=identity), "number", "not_applicable", "refuse", metric.uom, ()
            )
        return self.measures.get(identity)

    def hint(self, found: str, known: Iterable[str]) -> Words:
        """How to mend a name that is not known here: the code of what has this title, an event as a measure, or a name that is near."""
        known = list(known)
        titles = {
            code: thing.title for things in (self.metrics, self.criteria.events, self.criteria.measures) for code, thing in things.items()
        }
        titled = [code for code in known if titles.get(code) == found]
        if titled:
            return named(titled[0])
        if found in self.criteria.events:
            measure = f"{found}_count: {{title: {titles[found]}, value: {found}}}"
            return {
                "zh": f"事件不能直接写在这里，请在 measures 中声明测度 {measure}，再引用它",
                "en": f"An event cannot stand here; declare a measure {measure} and name that",
            }
        return meant(
            found, known, "请改正写法，或在 metrics、measures、events 中声明它", "Correct it, or declare it in metrics, measures or events"
        )

    def resolve(
        self, formula: Formula, reader: Reader, path: Path, seen: tuple[str, ...] = (), own: frozenset[str] = frozenset()
    ) -> Formula:
        """The formula with measures written out, so that its names are inputs, or scores of the unit itself (C010, C030, C031, C083)."""

        def replace(name: Formula) -> Formula:
            if name.name in self.criteria.measures:
                if self.criteria.measures[name.name].prepared:
                    reader.problem("C083", path, name.name)
                if name.name in self._circular and not self._circular.isdisjoint(seen):
                    reader.problem("C031", path, name.name)
                    return Formula("number")
                return self._measure_of(name, reader, path)
            if self.input(name) is None and (name.previous or name.name not in own):
                known = [*self.criteria.measures, *self.criteria.events, *self.metrics]
                reader.problem("C030", path, name.name, hint=self.hint(name.name, known))
            return name

        resolved = formula.replaced(replace)
        try:
            check_size(resolved, seen[0] if seen else "")
        except FormulaError as error:
            reader.problem("C010", path, error.found, reason=FORMULA_REASONS[error.reason], like=FORMULA_LIKE)
            return Formula("number")
        return resolved

    def _measure_of(self, name: Formula, reader: Reader, path: Path) -> Formula:
        """A measure that a formula names, written out once; its own problems are told at its own place."""
        written = name.name in self._written_out
        fresh = [] if written else [inner for inner in self._order(name.name) if inner not in self._written_out]
        # A number stands in where measures form a circle, which is told at each of them.
        self._written_out |= dict.fromkeys(fresh, Formula("number"))
        for inner in fresh:
            value = self.criteria.measures[inner].value
            self._written_out[inner] = self.resolve(value, Reader(reader.source), path, (inner,))
        moved = self._written_out[name.name].moved(name.previous)
        for operand in moved.names() if name.previous else ():
            if self.input(operand) is None or operand.previous > MOST_YEARS:
                reader.problem("C046", path, name.name, input=operand.name, most=MOST_YEARS)
                break
        return moved

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        """The measures that each measure names."""
        measures = self.criteria.measures
        return {key: {name.name for name in measure.value.names()} & measures.keys() for key, measure in measures.items()}

    def _order(self, start: str) -> list[str]:
        """A measure and all that it leads to, those that others name first; not recursive, for chains of any length."""
        order: dict[str, None] = {}
        stack, met = [(start, False)], set()
        while stack:
            current, done = stack.pop()
            if done:
                order[current] = None
            elif current not in met:
                met.add(current)
                stack += [(current, True), *((inner, False) for inner in sorted(self._named[current]))]
        return list(order)

    @cached_property
    def _circular(self) -> set[str]:
        """Measures that lie on a circle, or between two: what is left when those that lead nowhere are taken away."""
        named = self._named
        naming: dict[str, set[str]] = {key: set() for key in named}
        for key, inner in named.items():
            for other in inner:
                naming[other].add(key)
        return _without_ends(_without_ends(set(named), named, naming), naming, named)

    def input(self, name: Formula) -> Input | None:
        """The input that a name of a resolved formula stands for."""
        if name.name in self.criteria.events and not name.previous:
            return Input("unit_event", name.name)
        if name.name in self.aggregates:
            return Input("record", name.name, scope_of(name.previous))
        if self.metric(name.name):
            return Input("fact", name.name, scope_of(name.previous))
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
            return self.year_words(found.years_back) + (metric.title if metric else found.key)
        if found.kind == "record":
            aggregate = self.aggregates[found.key]
            words = aggregate_words(aggregate, self.criteria.records[aggregate.table], self.criteria.deadlines)
            return self.year_words(found.years_back) + words
        return found.key

    def year_words(self, years: int) -> str:
        """How an earlier year is called before the name of a figure."""
        return "" if years == 0 else "上年" if years == 1 else f"{self.criteria.period - years}年"


def _without_ends(left: set[str], forward: Mapping[str, set[str]], backward: Mapping[str, set[str]]) -> set[str]:
    """What is left when nodes that lead to none of the others are taken away, again and again."""
    left = set(left)
    degree = {key: len(forward[key] & left) for key in left}
    ends = [key for key in left if not degree[key]]
    while ends:
        end = ends.pop()
        left.discard(end)
        for key in backward[end] & left:
            degree[key] -= 1
            ends += [key] if not degree[key] else []
    return left


def column_of(names: Names, name: Formula) -> str:
    """SQL (DOUBLE) of a name in a resolved formula."""
    found = names.input(name)
    return found.column if found else "NULL"
