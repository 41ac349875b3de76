"""Units, blocks and indicators of a run as the pages know them: by their places in two lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.results.model import Results


def places(results: Results) -> dict[str, int]:
    """Place of every unit in the list of units, by id."""
    return {row.unit_id: place for place, row in enumerate(_ordered(results))}


def unit_list(results: Results) -> list[dict[str, Any]]:
    """The units, group by group in official order, with the words under which they are found."""
    groups = {row.unit_id: group.group_id for group in results.groups for row in group.rows}
    return [
        {
            "id": row.unit_id,
            "name": row.name,
            "short_name": row.short_name,
            "group": groups[row.unit_id],
            "search": searched(row.name, row.short_name, row.unit_id),
        }
        for row in _ordered(results)
    ]


def node_places(results: Results) -> dict[str, int]:
    """Place of every block, indicator, bonus and deduction in the list of them, by id."""
    return {node["id"]: place for place, node in enumerate(node_list(results))}


def node_list(results: Results) -> list[dict[str, Any]]:
    """Blocks and indicators, each once, with its full points by group, parents before children; then bonuses and deductions."""
    return [*_tree(results), *_beside(results)]


def _tree(results: Results) -> Iterator[dict[str, Any]]:
    full: dict[str, dict[str, str]] = {}
    parents = {node.parent_id for node in results.nodes}
    for node in results.nodes:
        full.setdefault(node.node_id, {})[node.group_id] = node.full_points
    told = set()
    for node in results.nodes:
        if node.node_id not in told:
            told.add(node.node_id)
            kind = "component" if node.inside else ""
            same = {"id": node.node_id, "parent": node.parent_id, "title": node.title, "kind": kind}
            yield {**same, "full": full[node.node_id], "leaf": node.node_id not in parents}


def _beside(results: Results) -> Iterator[dict[str, Any]]:
    """Bonuses and deductions, with the most that each may be; ``0`` where there is no most."""
    groups = {row.unit_id: group.group_id for group in results.groups for row in group.rows}
    kinds = {identity: rule.kind for identity, rule in results.material.rules.items() if rule.kind}
    found: dict[str, dict[str, Any]] = {}
    for row in results.points:
        if row.indicator_id in kinds:
            kind = kinds[row.indicator_id]
            same = {"id": row.indicator_id, "parent": "", "title": row.title, "kind": kind, "full": {}, "leaf": True}
            found.setdefault(row.indicator_id, same)["full"][groups[row.unit_id]] = row.full_points
    return (found[identity] for identity in kinds if identity in found)


def _ordered(results: Results) -> list[Any]:
    return [row for group in results.groups for row in sorted(group.rows, key=lambda row: row.order)]


def searched(name: str, short_name: str, unit_id: str) -> str:
    """Words under which a unit is found: names, id, Pinyin and its initials, lower case.

    Readings are those of whole words where the dictionary knows them (重庆 is chongqing), so that initials are what people type.
    """
    from pypinyin import lazy_pinyin

    words = [text.lower() for text in (name, short_name, unit_id)]
    for text in (name, short_name):
        syllables = lazy_pinyin(text)
        # What is no character is read as it stands and has no initial: 第10中学 is di10zhongxue and d10zx.
        words += ["".join(syllables).lower(), "".join(part if part in text else part[0] for part in syllables).lower()]
    return " ".join(dict.fromkeys(filter(None, words)))
