"""What a rule kind is: parameters, the inputs it needs, an SQL expression, a sentence.

One kind is one file in this folder and one line in ``KINDS``. A kind never contributes a
query over all units of its own: its expression becomes one column of the wide pass.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.declared import Measure
from scoring.criteria.fields import Field
from scoring.criteria.formulas import Formula
from scoring.criteria.model import Node
from scoring.criteria.shapes import Shape, mapping
from scoring.measures import Input
from scoring.rules.changes import Change
from scoring.rules.marks import THERE_OR_NOT, MarkLimits
from scoring.rules.naming import Naming
from scoring.rules.peers import PeerColumns, Peers
from scoring.rules.reading import Reading

MEASURED, NOT_APPLICABLE, MISSING, NOT_ASSESSABLE, EXEMPT = range(5)


@dataclass(frozen=True)
class Judged:
    """The measure that a rule judges: its declaration and its formula over inputs."""

    measure: Measure
    formula: Formula

    @property
    def value(self) -> str:
        """SQL (DOUBLE) of the measure's value."""
        return f"v__{self.measure.id}"

    @property
    def status(self) -> str:
        """SQL of the measure's status."""
        return f"s__{self.measure.id}"


def slug(identity: str) -> str:
    """An id as part of a column name."""
    return identity.replace(".", "__")


@dataclass(frozen=True)
class Bound:
    """An indicator with its rule, ready to run.

    Args:
        node: The indicator.
        kind: Its rule kind.
        parameters: What :meth:`RuleKind.read` made of the parameters.
        judged: Measures that the rule judges, by id.
        inputs: Marks, events, dates and external scores that it needs besides measures.
        earlier: The judged measure in earlier years, the last one first, where its peers are pooled over years.
    """

    node: Node
    kind: RuleKind
    parameters: Any
    judged: Mapping[str, Judged] = field(default_factory=dict)
    inputs: tuple[Input, ...] = ()
    earlier: tuple[Judged, ...] = ()

    @property
    def peers(self) -> Peers | None:
        """What the rule asks of the unit's peers, if anything."""
        return self.kind.peers(self.parameters)

    @property
    def columns(self) -> PeerColumns:
        """Columns of what the peers are like."""
        return PeerColumns(slug(self.node.id))

    @property
    def full(self) -> str:
        """SQL of the full points of a unit's group; only read where the unit's group has the indicator."""
        distinct = set(self.node.points.values())
        return numbers.decimal_sql(distinct.pop()) if len(distinct) == 1 else per_group_sql(self.node.points)

    @property
    def full_double(self) -> str:
        """The same as a DOUBLE."""
        distinct = set(self.node.points.values())
        return numbers.double_sql(distinct.pop()) if len(distinct) == 1 else f"cast({self.full} as double)"


@dataclass(frozen=True)
class Row:
    """One unit x indicator for a sentence.

    Args:
        full: Full points.
        points: Points scored.
        values: Wide row of inputs and measures by column name, numbers exact.
        titles: Chinese title of every input by column name.
        changes: What was imputed or treated as an outlier, by column name of the measure.
        uoms: Unit of measure of every input and measure that has one, by column name.
        labels: What stands before and after the number of an input in a formula, by column name; only inputs that have such words.
    """

    full: Decimal
    points: Decimal
    values: Mapping[str, Decimal | None]
    titles: Mapping[str, str]
    changes: Mapping[str, Change] = field(default_factory=dict)
    uoms: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def uom(self, column: str) -> str:
        """The unit in which a column is counted, as it stands after a number; empty where it has none."""
        return self.uoms.get(column, "")

    def value(self, column: str) -> Decimal:
        """The number of a column that is known to be there."""
        value = self.values[column]
        return Decimal(0) if value is None else value


class RuleKind:
    """Base of all rule kinds. The docstring of a kind is its page in the reference.

    Class attributes:
        name: The word in the criteria file.
        code: Rule of the taxonomy (R1-R34).
        scheme: A real scheme that uses it.
        fields: Allowed parameter keys.
        judges: Whether the indicator must name a measure.
    """

    name: ClassVar[str]
    code: ClassVar[str]
    scheme: ClassVar[str]
    fields: ClassVar[Mapping[str, Field]] = {}
    judges: ClassVar[bool] = False

    def shape(self) -> Shape:
        """What the parameters may be, for the schema that editors use."""
        return mapping(self.fields)

    def read(self, reading: Reading, parameters: object) -> Any:
        """Check the parameters; problems go to the reader."""
        raise NotImplementedError

    def measures(self, node: Node, parameters: Any) -> tuple[str, ...]:
        """Ids of measures (or metrics) that the rule judges."""
        del parameters
        return (node.measure,) if node.measure else ()

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        """Marks, events, dates and external scores that the rule needs."""
        del node, parameters
        return ()

    def input_titles(self, node: Node, parameters: Any) -> Mapping[str, str]:
        """Chinese title of every input by column name, for sentences about missing data."""
        return {found.column: node.title for found in self.inputs(node, parameters)}

    def needed(self, bound: Bound) -> tuple[Input, ...]:
        """The inputs that must all be there; fewer for a kind that says itself what a missing one means."""
        return bound.inputs

    def mark_limits(self, parameters: Any) -> MarkLimits:
        """The marks that the rule allows."""
        del parameters
        return THERE_OR_NOT

    def outcome_sql(self, bound: Bound) -> str | None:
        """SQL of the outcome code where all inputs are there, for a kind that may refuse them all the same."""
        del bound
        return None

    def peers(self, parameters: Any) -> Peers | None:
        """What the rule asks of the unit's peers; None for a rule that looks at one unit alone."""
        del parameters
        return None

    def refused_sql(self, bound: Bound) -> str | None:
        """SQL of the outcome code where the unit's own value is there, for a kind that its peers may leave without points."""
        del bound
        return None

    def refusal(self, bound: Bound, row: Row) -> str:
        """Why a unit whose inputs are all there is not assessable, as a Chinese clause; empty where the kind never refuses."""
        del bound, row
        return ""

    def points_sql(self, bound: Bound) -> str:
        """SQL of the points before snapping, where all inputs are there."""
        raise NotImplementedError

    def sentence(self, bound: Bound, row: Row) -> str:
        """The Chinese sentence for an assessed unit: what was measured, against what, points."""
        raise NotImplementedError

    def standard(self, bound: Bound, naming: Naming) -> str:
        """评分标准: the rule with its parameters as a Chinese clause without a full stop, for the table that is approved."""
        raise NotImplementedError

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        """The lowest and the highest points that some unit could get.

        Args:
            bound: The indicator.
            full: Full points of one group.

        Returns:
            Lowest and highest points; infinite where there is no limit.
        """
        raise NotImplementedError


def per_group_sql(points: Mapping[str, Decimal], every: Collection[str] = ()) -> str:
    """SQL of a number that depends on the unit's group (column ``grp``), NULL for other groups.

    Args:
        points: The number by group.
        every: All groups there are, where they are known: a number that is the same for all of them needs no case.
    """
    groups: dict[Decimal, list[str]] = {}
    for group in sorted(points):
        groups.setdefault(points[group], []).append(f"'{group}'")
    if not groups:
        return "NULL"
    if len(groups) == 1 and every and set(every) <= set(points):
        return numbers.decimal_sql(next(iter(groups)))
    return (
        "case "
        + " ".join(f"when grp in ({', '.join(names)}) then {numbers.decimal_sql(value)}" for value, names in groups.items())
        + " end"
    )


_COLUMN = re.compile(r"\b(?:[a-z]+[0-9]*__\w+|grp)\b")
_MADE = re.compile(r" as \w+\Z")


def columns_in(expressions: Iterable[str]) -> set[str]:
    """The columns of wide tables that SQL expressions read; a name after ``as`` is made, not read."""
    return {name for text in expressions for name in _COLUMN.findall(_MADE.sub("", text))}


def left_sql(bound: Bound, loss: str) -> str:
    """SQL of the points that a loss leaves: down to zero, or below where the block above carries the excess (R31)."""
    return f"{bound.full} - ({loss})" if bound.node.overflow else f"greatest({bound.full} - ({loss}), 0)"


def floor_words(row: Row) -> str:
    """Words for a loss that reached the end of the indicator's points."""
    points = row.points or Decimal(0)
    if points < 0:
        return "，超出本项分值的部分计入上级指标"
    return "，扣完为止" if points == 0 else ""


def score_words(row: Row) -> str:
    """The end of every sentence, such as 满分12分，得11.82分."""
    return f"满分{numbers.plain(row.full)}分，得{numbers.plain(row.points)}分。"


def joined(parts: Iterable[str]) -> str:
    """Parts of a Chinese enumeration."""
    return "、".join(parts)
