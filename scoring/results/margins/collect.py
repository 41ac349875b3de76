"""Tables ``margins``, ``margin_deciders``, ``policy_pairs`` and ``rounding_pairs`` -> :class:`Margins`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from scoring import numbers
from scoring.engine.database import Session, sql_file
from scoring.results.margins.model import DeciderRow, MarginRow, Margins, OrderPair

_NOTES = {"quota": "分数已够，名额已满", "gate": "由否决项决定"}


def collect_margins(session: Session, settings: Mapping[str, Any]) -> Margins:
    """What documents and commands say of margins; nothing of a run that has no such tables.

    Args:
        session: Holds ``margins``, ``units`` and ``policy_pairs``; ``margin_deciders`` and ``rounding_pairs`` where they were asked for.
        settings: Settings of the run: ``groups``, ``policy``.
    """
    there = session.tables()
    if "margins" not in there:
        return Margins()
    deciders: dict[str, list[DeciderRow]] = defaultdict(list)
    if "margin_deciders" in there:
        for unit, direction, kind, sentence, place in session.rows(sql_file(__package__, "decider_rows.sql")):
            deciders[unit].append(DeciderRow(direction, kind, sentence, place == 1))
    titles = {group["id"]: group["title"] for group in settings["groups"]}
    policy = settings["policy"]
    digits = policy["digits"] if policy["rank_on"] == "printed" else policy["carry"]
    rows = session.records(sql_file(__package__, "margin_rows.sql"))
    units = tuple(_row(row, titles, digits, tuple(deciders[row["unit_id"]])) for row in rows)
    pairs = [*_pairs(session, titles, "policy_pairs")]
    if "rounding_pairs" in there:
        pairs += _pairs(session, titles, "rounding_pairs")
    head = settings["title"], settings["run_date"], settings["score_fingerprint"]
    return Margins(units, tuple(pairs), "margin_deciders" in there, *head)


def _row(row: Mapping[str, Any], titles: Mapping[str, str], digits: int, deciders: tuple[DeciderRow, ...]) -> MarginRow:
    def distance(name: str) -> str:
        return numbers.fixed_or_blank(row[name], digits)

    def text(name: str) -> str:
        return "" if row[name] is None else str(row[name])

    note = _NOTES.get(row["grade_up_by"] or "", "") or _NOTES.get(row["grade_down_by"] or "", "")
    return MarginRow(
        group=titles[row["grp"]],
        unit_id=row["unit_id"],
        unit=row["unit"],
        rank=text("rank"),
        score=distance("score"),
        grade=text("grade"),
        **{name: text(name) for name in ("rank_up", "rank_down", "grade_up", "grade_down")},
        **{name: distance(name) for name in ("to_rank_up", "to_rank_down", "to_grade_up", "to_grade_down")},
        grade_note=note,
        deciders=deciders,
    )


def _pairs(session: Session, titles: Mapping[str, str], table: str) -> Iterator[OrderPair]:
    for group, first, second, choices, sentence in session.rows(sql_file(__package__, "order_pairs.sql").format(table=table)):
        yield OrderPair(titles[group], first, second, tuple(choices.split(",")), sentence)
