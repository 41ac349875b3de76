"""The statutory terms that ship (``terms.yaml``): they are data, so that criteria name a term instead of its days."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from typing import Any

from scoring.criteria.records.aggregating import parse_own_where
from scoring.criteria.records.model import Deadline, FixedDay, Regime, Restart
from scoring.criteria.records.tables import shipped_tables
from scoring.files.yamlfile import shipped


@functools.cache
def terms() -> Mapping[str, Deadline]:
    """The statutory terms of ``terms.yaml`` by name, in its order.

    Returns:
        Deadlines as patterns: judged on the last day there is, over the columns of their shipped table; table and columns are
        empty where the criteria have to name them.
    """
    return {name: _term(name, data) for name, data in shipped(__package__, "terms.yaml").items()}


def _term(name: str, data: Mapping[str, Any]) -> Deadline:
    return Deadline(
        id=name,
        title=data["title"],
        table=data.get("table", ""),
        regimes=tuple(_regime(regime) for regime in data["regimes"]),
        count=data["count"],
        start=data.get("from", ""),
        end=data.get("to", ""),
        as_of=date.max,
        unusable="exclude",
        path=(),
        channel=data.get("channel", ""),
        restart=Restart(**data["restart"]) if "restart" in data else None,
        excluded=tuple((pair["from"], pair["to"]) for pair in data.get("excluded", ())),
        extended=data.get("extended", ""),
        fixed=FixedDay(**data["fixed"]) if "fixed" in data else None,
        where=parse_own_where(data["where"], shipped_tables()[data["table"]]) if "where" in data else None,
        basis=data["basis"],
    )


def _regime(data: Mapping[str, Any]) -> Regime:
    return Regime(data["since"], data.get("days", 0), data.get("extension", 0), tuple(data.get("receipt", {}).items()))
