"""The rows of ``appeals`` as appeals, and what is wrong with a row by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from scoring.appeals.model import ADJUSTMENT, CORRECTION, EXEMPTION, FINDING, MARK, POINTS, Appeal, appeal
from scoring.problems import Problem

if TYPE_CHECKING:
    import polars as pl

# What an effect cannot do without.
NEEDS = {
    CORRECTION: ("metric", "new"),
    MARK: ("indicator_id", "new"),
    FINDING: ("indicator_id", "event", "new"),
    EXEMPTION: ("indicator_id",),
    POINTS: ("new",),
}
_SIGNED = ("decided_by", "decided_on", "reason")
_NUMBER = re.compile(r"[+-]?[0-9]{1,17}(\.[0-9]{1,10})?")
_NUMERIC = {MARK, FINDING, POINTS}


def read_appeals(rows: pl.DataFrame) -> tuple[Appeal, ...]:
    """All appeals in the order of their rows."""
    return tuple(appeal(row) for row in rows.iter_rows(named=True))


def row_problems(appeals: Sequence[Appeal], run_date: date, file: str) -> Iterator[Problem]:
    """What is wrong with single rows (P001-P003, P010, P011, P017) and with two that decide the same (P018).

    Args:
        appeals: All appeals.
        run_date: The day of the run.
        file: The table as the user would name it.
    """
    for item in appeals:
        yield from _unsigned(item, file)
        yield from _days(item, run_date, file)
        if item.applied:
            yield from _effect(item, file)
    yield from _twice([item for item in appeals if item.applied], file)


def _unsigned(item: Appeal, file: str) -> Iterator[Problem]:
    """A decision without who, when or why (P001)."""
    if item.decided:
        yield from (Problem("P001", file, item.line, where=name, found=item.appeal_id) for name in _SIGNED if not getattr(item, name))


def _days(item: Appeal, run_date: date, file: str) -> Iterator[Problem]:
    """Days that cannot be: decided before it came (P002), or later than the day of the run (P003)."""
    if item.received_on and item.decided_on and item.decided_on < item.received_on:
        args = {"received": item.received_on.isoformat()}
        yield Problem("P002", file, item.line, where="decided_on", found=item.decided_on.isoformat(), args=args)
    for name in ("received_on", "decided_on"):
        day = getattr(item, name)
        if day and day > run_date:
            yield Problem("P003", file, item.line, where=name, found=day.isoformat(), args={"run_date": run_date.isoformat()})


def _effect(item: Appeal, file: str) -> Iterator[Problem]:
    """An upheld appeal that changes nothing (P010), without what its effect needs (P011), or with a number that is none (P017)."""
    if not item.effect or (item.kind == ADJUSTMENT and item.effect != POINTS):
        allowed = POINTS if item.kind == ADJUSTMENT else "、".join(NEEDS)
        yield Problem("P010", file, item.line, where="effect", found=item.effect or item.appeal_id, args={"allowed": allowed})
        return
    for name in NEEDS[item.effect]:
        if not getattr(item, name):
            yield Problem("P011", file, item.line, where=name, found=item.appeal_id, args={"effect": item.effect})
    for name in ("old", "new") if item.effect in _NUMERIC else ():
        text = getattr(item, name)
        if text and not _NUMBER.fullmatch(text):
            yield Problem("P017", file, item.line, where=name, found=text, args={"effect": item.effect})


def _twice(applied: Sequence[Appeal], file: str) -> Iterator[Problem]:
    """Two decisions about the same mark, finding or exemption (P018); figures have I030, and points add up."""
    first: dict[tuple[object, ...], Appeal] = {}
    for item in applied:
        if item.effect not in {MARK, FINDING, EXEMPTION}:
            continue
        key = (item.effect, item.unit_id, item.indicator_id, item.event, item.happened_on, item.entry, item.marker)
        before = first.setdefault(key, item)
        if before is not item:
            args = {"first": before.line, "other": before.appeal_id}
            yield Problem("P018", file, item.line, where="appeal_id", found=item.appeal_id, args=args)
