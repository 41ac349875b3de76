"""The criteria as people read them (考核办法): frozen, every number a finished string."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MethodNode:
    """One block or indicator; parents before children, in the order of the criteria.

    Args:
        node_id: Its id.
        parent_id: Id of the block that it belongs to, empty at the top.
        title: Chinese title.
        points: Full points by group, exact; a group that does not have the node is not there.
        words: How a block puts its items together, or the weight of an item, where it is no plain sum.
        standard: 评分标准, empty for a block.
        basis: Its own legal basis.
        source: Where its figures come from and what is looked at, empty for a block.
    """

    node_id: str
    parent_id: str
    title: str
    points: Mapping[str, str]
    words: str = ""
    standard: str = ""
    basis: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class MethodTable:
    """A further table: bonuses, deductions, gates, how figures are computed, registers, deadlines."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Method:
    """Everything the criteria say.

    Args:
        title: Title of the criteria.
        period: Year assessed.
        groups: Id and title of the groups.
        totals: Full points of the whole by group, exact.
        nodes: The tree.
        tables: Further tables.
        notes: Policies in sentences: basis, total, grades, rounding, ranking, what does not apply, what is missing.
    """

    title: str
    period: str
    groups: tuple[tuple[str, str], ...]
    totals: Mapping[str, str]
    nodes: tuple[MethodNode, ...]
    tables: tuple[MethodTable, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)
