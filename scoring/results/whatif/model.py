"""Points and rules of a run, as the what-if page needs them to compute totals, ranks and grades itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class WhatIfUnit:
    """One scored unit, with what the run says of it as finished strings: the page must come to the same before it may go on.

    Args:
        unit_id: Its id.
        group: Id of its group.
        parent: Unit that it is a member of, empty where it is of none.
        assessed: Whether it takes part in the ranking.
        exempt: Whether it is exempt, and counts for no unit above.
        screened: Whether it has too little data.
        fired: Gates that fired in the run.
        total: Printed total, empty without one.
        rank: Rank in its group.
        overall: Rank over all groups, where the criteria want one.
        grade: Its grade.
    """

    unit_id: str
    group: str
    parent: str
    assessed: bool
    exempt: bool
    screened: bool
    fired: tuple[str, ...]
    total: str
    rank: str
    overall: str
    grade: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What the page computes with.

    Args:
        rules: Tree, policies, gates and grades (:func:`scoring.results.whatif.describing.describe_whatif`).
        units: The scored units, group by group.
        points: By indicator, bonus or deduction its points per unit, in whole units of the last carried decimal; None without any.
        facts: What gates that also look at base, bonus or total read besides: one column per part of a condition, a value per unit.
    """

    rules: Mapping[str, Any]
    units: tuple[WhatIfUnit, ...] = ()
    points: Mapping[str, tuple[int | None, ...]] = field(default_factory=dict)
    facts: tuple[tuple[float | bool | None, ...], ...] = ()
