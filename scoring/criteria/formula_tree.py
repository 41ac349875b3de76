"""The tree of a formula: the only thing that the engine knows of what the official wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

COMPARISONS = frozenset({">", ">=", "<", "<=", "=", "<>"})
# Functions that have no value for some numbers: the root of a negative, the logarithm of zero, what grows too large.
PARTIAL = frozenset({"sqrt", "ln", "exp", "power", "geometric_mean", "harmonic_mean"})
# Operations whose SQL repeats its operands; a formula may not grow without limit through them.
_REPEATED = {"min": 2, "max": 2, "geometric_mean": 2, "harmonic_mean": 2, "/": 2, "if_": 2, "sqrt": 2, "ln": 2, "power": 2}


@dataclass(frozen=True)
class Formula:
    """One node of a formula.

    Args:
        op: ``number``, ``name``, ``+ - * /``, ``neg``, a comparison, ``and``, ``or``, ``not`` or a function.
        args: Operands.
        value: The number of a ``number`` node.
        name: The name of a ``name`` node; ``prev(x, n)`` is a name with ``previous`` set.
        previous: How many years back a name is read, 0 for the year assessed.
    """

    op: str
    args: tuple[Formula, ...] = ()
    value: Decimal = Decimal(0)
    name: str = ""
    previous: int = 0

    def names(self) -> Iterator[Formula]:
        """All name nodes of the tree."""
        if self.op == "name":
            yield self
        for arg in self.args:
            yield from arg.names()

    def divisors(self) -> Iterator[Formula]:
        """The divisors of all divisions in the tree."""
        if self.op == "/":
            yield self.args[1]
        for arg in self.args:
            yield from arg.divisors()

    def replaced(self, replace: Callable[[Formula], Formula]) -> Formula:
        """The tree with every name node exchanged by ``replace``."""
        if self.op == "name":
            return replace(self)
        return Formula(self.op, tuple(arg.replaced(replace) for arg in self.args), self.value, self.name, self.previous)

    def moved(self, years: int) -> Formula:
        """The tree with every name read so many years further back."""
        return self.replaced(lambda name: Formula("name", name=name.name, previous=name.previous + years)) if years else self

    @property
    def is_condition(self) -> bool:
        """Whether the value is true or false rather than a number."""
        return self.op in COMPARISONS or self.op in {"and", "or", "not"}

    @cached_property
    def weight(self) -> int:
        """How long the SQL becomes, in nodes."""
        return 1 + _REPEATED.get(self.op, 1) * sum(arg.weight for arg in self.args)

    @cached_property
    def height(self) -> int:
        """How deep the tree is."""
        return 1 + max((arg.height for arg in self.args), default=0)

    @cached_property
    def is_partial(self) -> bool:
        """Whether a function of the tree has no value for some numbers."""
        return self.op in PARTIAL or any(arg.is_partial for arg in self.args)

    @cached_property
    def has_sum(self) -> bool:
        """Whether doubles may cancel out in it, so that a zero is only nearly one."""
        return self.op in {"+", "-", "mean"} or any(arg.has_sum for arg in self.args)
