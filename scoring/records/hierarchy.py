"""Units above units: how far they are followed, so that a circle has an end."""

from __future__ import annotations

from scoring.engine.database import Session, sql_file

LEVELS = 64


def hierarchy_sql() -> str:
    """SELECT of ``record_hierarchy``: one row per unit and unit above it on any level, the unit itself included."""
    return sql_file(__package__, "record_hierarchy.sql").format(levels=LEVELS)


def endless_units(session: Session) -> list[str]:
    """Ids of the units with more than ``LEVELS`` units above them, as every unit of a circle has, in their order."""
    return sorted(str(unit) for (unit,) in session.rows(sql_file(__package__, "endless_units.sql").format(levels=LEVELS)))
