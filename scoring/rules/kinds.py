"""The explicit list of rule kinds: a new kind is its file and one line here."""

from __future__ import annotations

from scoring.rules.add_events import AddEvents
from scoring.rules.band import BandRule
from scoring.rules.base import RuleKind
from scoring.rules.checklist import Checklist
from scoring.rules.deduct_events import DeductEvents
from scoring.rules.external_score import ExternalScore
from scoring.rules.judgement import Judgement
from scoring.rules.presence import Presence
from scoring.rules.ratio import Ratio
from scoring.rules.timeliness import Timeliness

KINDS: dict[str, RuleKind] = {
    kind.name: kind
    for kind in (
        Presence(),
        Checklist(),
        DeductEvents(),
        AddEvents(),
        Ratio(),
        BandRule(),
        Timeliness(),
        Judgement(),
        ExternalScore(),
    )
}
