"""Where two runs meet: links between their units, groups under the other criteria, and what is compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scoring.comparing.crosswalk import Crosswalk, unknown
from scoring.comparing.links import Kind, Link, Unit, unit_kinds, unit_links
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.comparing.scorings import Scored
    from scoring.comparing.sides import Side
    from scoring.criteria.policy import Best
    from scoring.engine.database import Session
    from scoring.results.comparison.building import Order, World


class Meeting:
    """Two sides and a crosswalk; raises ProblemsFound K006 (unknown ids) and K008 (nothing in common)."""

    def __init__(self, old: Side, new: Side, crosswalk: Crosswalk) -> None:
        self.old, self.new, self.crosswalk = old, new, crosswalk
        if problems := unknown(crosswalk, old.ids(), new.ids()):
            raise ProblemsFound(problems)
        self.links: tuple[Link, ...] = unit_links(crosswalk, old.units, new.units)
        if not self.links:
            raise ProblemsFound([Problem("K008", where=new.name, found=old.name)])

    @property
    def best(self) -> Best:
        """Which totals the new criteria rank first."""
        return self.new.plan.criteria.policy.best

    @property
    def kinds(self) -> list[Kind]:
        """How every unit continues."""
        order = [group.id for group in self.new.plan.criteria.groups]
        return unit_kinds(self.links, self.old.units, self.new.units, self.crosswalk.new_ids("group"), order)

    def groups(self, world: World) -> dict[str, str]:
        """Group under the other criteria of every unit whose own group they do not have."""
        by_new = world == "old_by_new"
        data, other = (self.old, self.new) if by_new else (self.new, self.old)
        known = {group.id for group in other.plan.criteria.groups}
        moved = self.crosswalk.new_ids("group") if by_new else self.crosswalk.old_ids("group")
        partners = {link.old_id if by_new else link.new_id: link.new_id if by_new else link.old_id for link in reversed(self.links)}
        found: dict[str, str] = {}
        for unit in data.units.values():
            if unit.grp in known and unit.grp not in moved:
                continue
            partner = other.units.get(partners.get(unit.unit_id, ""))
            found[unit.unit_id] = moved.get(unit.grp) or (partner.grp if partner else unit.grp)
        return found

    def renamed(self, world: World) -> dict[str, str]:
        """Id that an indicator of the data has in the other criteria."""
        return self.crosswalk.new_ids("indicator") if world == "old_by_new" else self.crosswalk.old_ids("indicator")

    def load(self, session: Session) -> None:
        """Make ``unit_links``, ``item_links`` and ``compared_kinds``."""
        import polars as pl

        links = [(link.old_id, link.new_id, link.weight, link.parts, link.heirs) for link in self.links]
        kinds = [_kind_row(kind) for kind in self.kinds]
        items = list(self.crosswalk.new_ids("indicator").items())
        text, whole = pl.String, pl.Int32
        schemas: dict[str, tuple[list[Any], dict[str, Any]]] = {
            "unit_links": (links, {"old_id": text, "new_id": text, "weight": pl.Decimal(18, 4), "parts": whole, "heirs": whole}),
            "item_links": (items, {"old_item": text, "new_item": text}),
            "compared_kinds": (kinds, {**dict.fromkeys(("unit_id", "name", "short_name", "change", "predecessors"), text), **_whole()}),
        }
        for name, (rows, schema) in schemas.items():
            session.load(name, pl.DataFrame(rows, schema=schema, orient="row"))

    def described(self, order: Order, scored: Mapping[World, Scored], *, preview: bool = False) -> dict[str, Any]:
        """What the comparison is of, for :func:`scoring.results.comparison.collect.collect_comparison`."""
        renamed = self.crosswalk.new_ids("indicator")
        old_items = [renamed.get(node.id, node.id) for node in self.old.plan.criteria.scored()]
        new_items = [node.id for node in self.new.plan.criteria.scored()]
        titles = {renamed.get(node.id, node.id): node.title for node in self.old.plan.criteria.scored()}
        titles |= {node.id: node.title for node in self.new.plan.criteria.scored()}
        digits = [side.plan.criteria.policy.rounding.digits for side in (self.old, self.new)]
        return {
            "old": self.old.described(),
            "new": self.new.described(),
            "order": order,
            "groups": [(group.id, group.title) for group in self.new.plan.criteria.groups],
            "old_groups": [(group.id, group.title) for group in self.old.plan.criteria.groups],
            "titles": titles,
            "items": list(dict.fromkeys([*new_items, *old_items])),
            "digits": max(digits),
            "notes": _notes(scored, titles, self.old.described()["period"], self.new.described()["period"], preview=preview),
            "preview": preview,
        }


def _kind_row(kind: Kind) -> tuple[Any, ...]:
    unit: Unit = kind.unit
    return (unit.unit_id, unit.name, unit.short_name, kind.change, kind.predecessors, unit.ord, kind.place, int(kind.same_group))


def _whole() -> dict[str, Any]:
    import polars as pl

    return dict.fromkeys(("ord", "place", "same_group"), pl.Int32)


def _notes(scored: Mapping[World, Scored], titles: Mapping[str, str], old: str, new: str, *, preview: bool) -> list[str]:
    """Indicators that one of the crossed scorings has no data for."""
    words = {
        "old_by_new": "新标准在这些指标上不计分" if preview else f"按{new}年度标准计算时视为与{new}年度得分相同",
        "new_by_old": "旧标准在这些指标上不计分" if preview else f"按{old}年度标准计算时视为与{old}年度得分相同",
    }
    years = {"old_by_new": old, "new_by_old": new}
    found = []
    for world, text in words.items():
        names = [titles.get(item, item) for item in sorted(scored[world].lacking)]  # type: ignore[index]  # one of the worlds
        if names:
            found.append(f"{years[world]}年度的数据没有下列指标所需的内容，{text}：{'、'.join(names)}。")
    return found
