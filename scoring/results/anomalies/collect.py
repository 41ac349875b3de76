"""Tables ``anomalies`` and ``anomaly_rules`` -> :class:`Screened`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.checks.screen.catalogue import false_alarms, rules
from scoring.engine.database import sql_file
from scoring.results.anomalies.model import AnomalyRow, Screened, ScreenRule

if TYPE_CHECKING:
    from scoring.engine.database import Session


def collect_screened(session: Session, groups: Mapping[str, str]) -> Screened:
    """What the screen noted.

    Args:
        session: Holds the tables of the screen; where it does not, nothing was screened (tables made by hand, single files).
        groups: Titles of the groups by id.
    """
    if "anomaly_rules" not in session.tables():
        return Screened()
    found = tuple(
        AnomalyRow(
            **{**row, "period": str(row["period"])},
            title=rules()[row["rule"]].title,
            group=groups.get(grp, grp),
            ask=rules()[row["rule"]].ask,
        )
        for row in session.records(sql_file(__package__, "rows.sql"))
        for grp in (row.pop("grp"),)
    )
    counts = session.rows("select rule, outcome, units, noted, anomalies, skipped from anomaly_rules order by ord")
    return Screened(
        found,
        tuple(
            ScreenRule(rule, rules()[rule].title, outcome, units, noted, anomalies, skipped, false_alarms()[rule])
            for rule, outcome, units, noted, anomalies, skipped in counts
        ),
    )
