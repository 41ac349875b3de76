"""What every kind of figure is made of: a declared figure, the call that computes it, and the finished answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring import numbers
from scoring.files.yamlfile import Path
from scoring.measures import Input
from scoring.problems import Problem
from scoring.results.figure import Figure
from scoring.results.figures.data import MOST_LISTED, FigureData, FigureUnit
from scoring.results.figures.keys import SCALES, Key
from scoring.results.figures.known import Name

Exact = Decimal | Fraction | int


@dataclass(frozen=True)
class Spec:
    """One figure as figures.yaml declares it, read and refused.

    Args:
        name: Its name.
        kind: Name of its kind.
        argument: What stands behind the kind.
        keys: Values of the other keys that are there.
        path: Its place in the file.
        place: File and line of that place.
    """

    name: str
    kind: str
    argument: Any
    keys: Mapping[str, Any]
    path: Path
    place: tuple[str, int | None] = ("", None)


@dataclass(frozen=True)
class Scope:
    """The units that a figure speaks of.

    Args:
        units: They themselves, in their order.
        title: Words for them in a formula, empty for all.
        name: Their name in a text, where a figure is split.
    """

    units: Sequence[FigureUnit]
    title: str = ""
    name: str = ""

    def of(self, covered: Mapping[str, object]) -> list[FigureUnit]:
        """Units that are expected to carry data: those assessed, and exempt ones that carry them anyway."""
        return [unit for unit in self.units if unit.status != "exempt" or unit.unit_id in covered]

    def ranked(self) -> list[FigureUnit]:
        """Units that take part in the ranking."""
        return [unit for unit in self.units if unit.status == "assessed"]

    def having(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of these units only."""
        return {unit.unit_id: values[unit.unit_id] for unit in self.units if unit.unit_id in values}


@dataclass(frozen=True)
class Answer:
    """What a kind found: the printed text and everything that explains it; an empty text says why in ``why``."""

    text: str
    value: Exact | None = None
    formula: str = ""
    uom: str = ""
    covered: Iterable[str] = ()
    expected: Sequence[FigureUnit] = ()
    inputs: tuple[Input, ...] = ()
    facts: int = 0
    words: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Mapping[str, str], ...] = ()
    why: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """One figure to compute over one scope."""

    data: FigureData
    spec: Spec
    scope: Scope
    quantifiers: Sequence[tuple[str, Decimal, int | None]]
    problems: list[Problem]

    @property
    def argument(self) -> Any:
        """What stands behind the kind."""
        return self.spec.argument

    def key(self, name: str, default: Any = None) -> Any:
        """The value of another key."""
        return self.spec.keys.get(name, default)

    def name(self, code: str) -> Name:
        """A metric, measure or event, which reading has checked."""
        found = self.data.known.name(code)
        if found is None:
            raise LookupError(code)
        return found

    def values(self, code: str, years_back: int = 0) -> dict[str, Decimal]:
        """The numbers of the scope's units."""
        return self.scope.having(self.data.values(code, years_back))

    def printed(self, value: Exact, digits: int, *, keep: bool = False) -> str:
        """A number as it is printed: in 万 or 亿 where the figure is scaled; whole numbers without decimals unless ``keep``."""
        scale, places = self.key("scale"), self.key("digits", digits)
        scaled = Fraction(value) / 10 ** SCALES[scale] if scale else Fraction(value)
        text = numbers.fixed(numbers.rounded(scaled, places), places)
        return (text if keep or scale else numbers.plain(Decimal(text))) + (scale or "")

    def numbered(self) -> Name | None:
        """The metric, measure or event behind the kind; None where a group stands there, whose final scores are meant."""
        return None if self.argument in {"all", *self.data.known.group_titles} else self.data.known.name(self.argument)

    @property
    def of_scores(self) -> tuple[Input, ...]:
        """Everything that final scores are made of."""
        return tuple(item for items in self.data.known.inputs.values() for item in items)

    def of_indicator(self, identity: str) -> tuple[Input, ...]:
        """Everything that the points of an indicator or block are made of."""
        known = self.data.known
        return tuple(item for leaf in known.leaves[identity] for item in known.inputs.get(leaf, ()))

    def figure(self, answer: Answer) -> Figure:
        """The answer as a figure, with its coverage, missing units and files."""
        covered = list(answer.covered)
        units = answer.expected or [self.data.by_id[unit] for unit in covered]
        have = set(covered)
        missing = [unit.shown for unit in units if unit.unit_id not in have]
        files = sorted({*self.data.files(answer.inputs, covered), *answer.files})
        value = answer.value
        return Figure(
            self.spec.name,
            answer.text,
            numbers.rounded(value, numbers.GUARD_DIGITS).normalize() if isinstance(value, Fraction) else value,
            answer.formula,
            str(self.key("uom", answer.uom)),
            len(covered),
            len(units),
            tuple(files[:MOST_LISTED]),
            len(files),
            answer.facts,
            tuple(missing[:MOST_LISTED]),
            answer.words,
            answer.entries,
            answer.why,
        )


@dataclass(frozen=True)
class Kind:
    """One kind of figure.

    Args:
        title: What it is, in Chinese.
        argument: What stands behind its name.
        compute: Makes the answer.
        keys: Further keys besides the common ones.
        words: Further strings that a text may print: name -> Chinese explanation.
        example: A line of figures.yaml.
        check: Finds what is wrong between keys; notes problems.
        lists: Whether it has single lines (``entries``).
        splits: Whether ``by`` may split it.
    """

    title: str
    argument: Key
    compute: Callable[[Call], Answer]
    keys: Mapping[str, Key] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    check: Callable[[Any, Spec], None] | None = None
    lists: bool = False
    splits: bool = True
