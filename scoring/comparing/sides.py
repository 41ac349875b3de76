"""The two runs of a comparison: plans, settings, units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.comparing.links import Unit
    from scoring.engine.database import Session
    from scoring.rules import Plan


@dataclass(frozen=True)
class Side:
    """One run.

    Args:
        name: How the run is called: the name of its folder.
        criteria: Its criteria file.
        plan: Its criteria, bound.
        settings: Of the run, by key.
        units: Its units by id.
    """

    name: str
    criteria: Path
    plan: Plan
    settings: Mapping[str, Any]
    units: Mapping[str, Unit]

    def ids(self) -> dict[str, list[str]]:
        """Ids that a crosswalk may name, by kind."""
        indicators = [node.id for node in self.plan.criteria.scored()]
        return {"unit": list(self.units), "indicator": indicators, "group": [group.id for group in self.plan.criteria.groups]}

    def described(self) -> dict[str, str]:
        """Fields of :class:`scoring.results.comparison.model.ComparedRun`."""
        settings = self.settings
        return {
            "title": settings["title"],
            "period": str(settings["period"]),
            "criteria": settings["criteria_title"],
            "fingerprint": settings["score_fingerprint"],
            "run": self.name,
        }


def side_of(run: Path, session: Session) -> Side:
    """A finished run whose tables are open."""
    from scoring.comparing.scorings import units_of
    from scoring.folder.planning import usable_plan
    from scoring.results.collect import run_settings
    from scoring.rules.adjusting import adjusted_plan

    file = run / "criteria.yaml"
    return Side(run.resolve().name, file, adjusted_plan(session, usable_plan(file)), run_settings(session), units_of(session))
