"""The explicit list of rule kinds: a new kind is its file and one line here."""

from __future__ import annotations

from scoring.rules.accumulate import Accumulate
from scoring.rules.add_events import AddEvents
from scoring.rules.band import BandRule
from scoring.rules.base import RuleKind
from scoring.rules.borda import Borda
from scoring.rules.checklist import Checklist
from scoring.rules.consistency import Consistency
from scoring.rules.deduct_events import DeductEvents
from scoring.rules.deduct_per import DeductPer
from scoring.rules.deduct_per_period import DeductPerPeriod
from scoring.rules.external_score import ExternalScore
from scoring.rules.goalposts import Goalposts
from scoring.rules.growth import Growth
from scoring.rules.judgement import Judgement
from scoring.rules.min_max import MinMax
from scoring.rules.partial_credit import PartialCredit
from scoring.rules.penalty_events import PenaltyEvents
from scoring.rules.percentile_rank import PercentileRank
from scoring.rules.period_scores import PeriodScores
from scoring.rules.presence import Presence
from scoring.rules.presence_penalty import PresencePenalty
from scoring.rules.quota import Quota
from scoring.rules.rank_score import RankScore
from scoring.rules.ratio import Ratio
from scoring.rules.survey import Survey
from scoring.rules.target_distance import TargetDistance
from scoring.rules.timeliness import Timeliness
from scoring.rules.update_cycle import UpdateCycle
from scoring.rules.z_score import ZScore

KINDS: dict[str, RuleKind] = {
    kind.name: kind
    for kind in (
        Presence(),
        PresencePenalty(),
        Checklist(),
        DeductPer(),
        DeductEvents(),
        DeductPerPeriod(),
        Quota(),
        Ratio(),
        BandRule(),
        PartialCredit(),
        Timeliness(),
        UpdateCycle(),
        ExternalScore(),
        PeriodScores(),
        Accumulate(),
        AddEvents(),
        PenaltyEvents(),
        Judgement(),
        Survey(),
        Growth(),
        Consistency(),
        RankScore(),
        PercentileRank(),
        Borda(),
        MinMax(),
        Goalposts(),
        TargetDistance(),
        ZScore(),
    )
}
