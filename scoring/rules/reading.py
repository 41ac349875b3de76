"""Where a rule kind reads its parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.criteria.fields import Reader
from scoring.criteria.model import Node
from scoring.files.yamlfile import Path
from scoring.measures import Names

PART = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")


@dataclass
class Reading:
    """Where a kind reads its parameters: the reader, the names, the indicator and its place."""

    reader: Reader
    names: Names
    node: Node
    path: Path

    @property
    def full(self) -> Decimal:
        """Largest full points over the groups."""
        return max(self.node.points.values(), default=Decimal(0))

    def points(self, value: object, path: Path) -> Decimal:
        """Points that the indicator can give in every group (C006, C036)."""
        points = self.reader.number(value, path, low=0)
        least = min(self.node.points.values(), default=Decimal(0))
        if points > least and value is not None:
            self.reader.problem("C036", path, numbers.plain(points), points=numbers.plain(least))
        return points

    def part(self, value: object, path: Path) -> str:
        """The id of a part, which becomes the end of a mark's id and of a column's name (C040)."""
        identity = self.reader.text(value, path)
        if identity and not PART.match(identity):
            self.reader.problem("C040", path, identity)
        return identity

    def measure(self, value: object, path: Path) -> str:
        """The id of a measure or metric that a parameter names (C030)."""
        identity = self.reader.text(value, path)
        if identity and self.names.measure(identity) is None:
            self.reader.problem(
                "C030", path, identity, hint=self.names.hint(identity, [*self.names.criteria.measures, *self.names.metrics])
            )
        return identity

    def listed(self, value: object, path: Path) -> list[Any]:
        """A list with at least one entry (C002, C043)."""
        items = self.reader.sequence(value, path)
        if value == []:
            self.reader.problem("C043", path)
        return items
