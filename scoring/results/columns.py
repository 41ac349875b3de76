"""Points of single blocks and indicators, as columns of an annex that asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.engine.database import Session, literal, sql_file
from scoring.results.listed import NodeColumn
from scoring.results.tree import every_node


def wanted_columns(annexes: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Ids of the blocks and indicators that stand as columns in any of the annexes, in order."""
    lists = (annex.get("columns") for annex in annexes)
    return tuple(dict.fromkeys(node for chosen in lists if isinstance(chosen, list | tuple) for node in chosen))


def collect_columns(session: Session, settings: Mapping[str, Any], wanted: Sequence[str]) -> dict[str, dict[str, NodeColumn]]:
    """The wanted columns by group and node; what a unit has no points of is not in its column."""
    if not wanted:
        return {}
    points: dict[tuple[str, str], dict[str, Decimal]] = {}
    chosen = ", ".join(literal(node) for node in wanted)
    for group, node, unit, amount in session.rows(sql_file(__package__, "columns.sql").format(nodes=chosen)):
        points.setdefault((group, node), {})[unit] = amount
    nodes = {node["id"]: node for node in every_node(settings["tree"])}
    digits = settings["policy"]["digits"]
    return {
        group["id"]: {
            node: _column(nodes[node], group["id"], points.get((group["id"], node), {}), digits)
            for node in wanted
            if node in nodes and group["id"] in nodes[node]["points"]
        }
        for group in settings["groups"]
    }


def decimals(values: Iterable[Decimal | None]) -> int:
    """Decimals that show every value of a column exactly, so that printed terms add up."""
    shown = [numbers.plain(value) for value in values if value is not None]
    return max((len(text.partition(".")[2]) for text in shown), default=0)


def _column(node: Mapping[str, Any], group: str, points: Mapping[str, Decimal], digits: int) -> NodeColumn:
    places = max(decimals(points.values()), digits)
    texts = {unit: numbers.fixed(amount, places) for unit, amount in points.items()}
    return NodeColumn(node["title"], numbers.plain(Decimal(node["points"][group])), texts)
