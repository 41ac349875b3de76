"""Which values are not as measured, for the sentences of a run."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.database import Session
from scoring.rules.changes import Change, imputed_by

Changes = dict[str, dict[str, Change]]


def changes_by_unit(session: Session) -> Changes:
    """Per unit what was imputed or treated, by value column (``v__<measure>``); from tables ``imputed`` and ``treated``."""
    found: Changes = {}
    for unit, measure, value, how, year, was in session.rows(
        "select unit_id, measure, value, how, year, was from imputed order by unit_id, measure"
    ):
        found.setdefault(unit, {})[f"v__{measure}"] = Change(imputed_by(how, year), was, value)
    for unit, measure, before, after, how in session.rows(
        "select unit_id, measure, before, after, how from treated order by unit_id, measure"
    ):
        own = found.setdefault(unit, {})
        own[f"v__{measure}"] = replace(own.get(f"v__{measure}", Change()), before=before, after=after, how=how)
    return found
