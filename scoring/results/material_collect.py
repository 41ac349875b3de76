"""Tables of a finished run -> :class:`scoring.results.material.Material`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.checks.titles import check_title
from scoring.engine.database import Session, literal, sql_file
from scoring.results.material import BlockPoints, GateWords, Material, RuleWords, SourceEntry, UnitAmounts
from scoring.results.membership import memberships
from scoring.results.sources import Lookup, lookups, paper_place
from scoring.rules.steps import slug

INDICATOR = "indicator"  # the kind of a name that is no term
AT_ONCE = 200  # units whose sources are looked up by one query a table


def collect_material(session: Session, settings: Mapping[str, Any], *, every: bool = False) -> Material:
    """Everything that sheets of units need; empty where the run is older than its parts.

    Args:
        session: Holds the tables of a run.
        settings: Those of table ``run``.
        every: Whether sources of all points are looked up, and not only of those that were lost or count beside the tree.
    """
    rules = _rules(settings)
    return Material(
        amounts=_amounts(session, settings),
        blocks=tuple(_blocks(session, settings)),
        rules=rules,
        gates=tuple(
            GateWords(gate["id"], gate["title"], gate["condition"], gate["consequence"], gate["basis"], gate["floating"])
            for gate in settings.get("gate_words", ())
        ),
        sources=dict(_sources(session, settings, rules, every=every)),
        grades={
            group["id"]: tuple((grade["grade"], numbers.plain_or_blank(Decimal(grade["from"]))) for grade in group["grades"])
            for group in settings["groups"]
        },
    )


def _amounts(session: Session, settings: Mapping[str, Any]) -> dict[str, UnitAmounts]:
    gates = _fired(session, settings)
    made_of = {unit: found.words(settings["policy"]["digits"]) for unit, found in memberships(session, settings).items()}
    return {
        unit: UnitAmounts(
            unit,
            numbers.plain_or_blank(exact),
            numbers.plain_or_blank(rank),
            numbers.plain_or_blank(grade),
            gates.get(unit, ()),
            made_of.get(unit, ""),
        )
        for unit, exact, rank, grade in session.rows(sql_file(__package__, "unit_amounts.sql"))
    }


def _fired(session: Session, settings: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """All gates that fired, by unit, in the order of the criteria."""
    gates = [gate["id"] for gate in settings.get("gate_words", ())]
    if not gates:
        return {}
    columns = ", ".join(f"bool_or(coalesce(g__{slug(gate)}, false))" for gate in gates)
    return {
        unit: tuple(gate for gate, fired in zip(gates, flags, strict=True) if fired)
        for unit, *flags in session.rows(f"select unit_id, {columns} from totals group by unit_id order by unit_id")
    }


def _blocks(session: Session, settings: Mapping[str, Any]) -> Iterator[BlockPoints]:
    shown = {block["id"] for block in settings["tree"]}
    for unit, node, full, applicable, points in session.rows(sql_file(__package__, "top_blocks.sql")):
        if node in shown:
            yield BlockPoints(unit, node, numbers.plain_or_blank(full), numbers.plain_or_blank(applicable), numbers.plain_or_blank(points))


def _rules(settings: Mapping[str, Any]) -> dict[str, RuleWords]:
    basis = _nearest(settings)
    return {
        identity: RuleWords(
            rule["kind"],
            rule["standard"],
            basis.get(identity) or settings["basis"].get(identity, ""),
            rule["evidence"],
            rule["gate"],
            tuple(rule["bound"]) if isinstance(rule["bound"], list) else None,
            rule["bound"] != "other",
        )
        for identity, rule in settings.get("rules", {}).items()
    }


def _nearest(settings: Mapping[str, Any]) -> dict[str, str]:
    """The basis of every node of the tree: its own, else that of the nearest block above."""
    found: dict[str, str] = {}

    def walk(nodes: Any, above: str) -> None:
        for node in nodes:
            found[node["id"]] = settings["basis"].get(node["id"]) or above
            walk(node["items"], found[node["id"]])

    walk(settings["tree"], "")
    return found


def _sources(
    session: Session, settings: Mapping[str, Any], rules: Mapping[str, RuleWords], *, every: bool
) -> Iterator[tuple[tuple[str, str], tuple[SourceEntry, ...]]]:
    """Sources of the numbers behind lost points, bonuses and deductions, or behind all points."""
    titles = _titles(settings)
    extra = ", ".join(literal(identity) for identity, rule in rules.items() if rule.kind) or "''"
    terms: dict[str, list[tuple[str, str]]] = {}
    for unit, indicator, text in session.rows(sql_file(__package__, "lost_terms.sql").format(extra=extra, every=str(every).lower())):
        terms.setdefault(unit, []).append((indicator, text or ""))
    listed = list(terms)
    for start in range(0, len(listed), AT_ONCE):
        units = listed[start : start + AT_ONCE]
        found = lookups(session, units, int(settings["period"]), settings.get("records"))
        for unit in units:
            for indicator, text in terms[unit]:
                yield (unit, indicator), tuple(_entries(found[unit], indicator, text, titles))


def _titles(settings: Mapping[str, Any]) -> dict[tuple[str, str, str], str]:
    """Names of all terms; a mark or external score that has none is named after its indicator or element."""
    named = {**settings["titles"], **settings.get("mark_titles", {})}
    return {(INDICATOR, identity, ""): title for identity, title in settings["titles"].items()} | {
        (kind, key, scope): named.get(key, "") if title == key else title for kind, key, scope, title in settings["inputs"].values()
    }


def _entries(lookup: Lookup, indicator: str, terms: str, titles: Mapping[tuple[str, str, str], str]) -> Iterator[SourceEntry]:
    for term, entries in lookup.by_term(indicator, terms):
        for entry in entries:
            file, locator = paper_place(entry, term[0])
            title = _title(term, entry["what"], titles) or titles[INDICATOR, indicator, ""]
            yield SourceEntry(title, entry["value"], file, locator, entry["quote"], term[0])


def _title(term: tuple[str, str, str], what: str, titles: Mapping[tuple[str, str, str], str]) -> str:
    """The name of a number; what else the entry says of it (更正值, a column of the website) stays."""
    kind, key, scope = term
    named = check_title(what) if kind == "check" else titles.get(term, what)
    code = key + (f"@{scope}" if scope else "")
    return named + what.removeprefix(code) if kind == "fact" and what.startswith(code) else named
