"""``scoring whatif``: the ranking of a finished run with other weights, by the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from scoring.finished.replaying import Replay
    from scoring.reweighing.model import Tried


def whatif(
    run: Path,
    weights: Sequence[str] = (),
    file: Path | None = None,
    groups: Sequence[str] = (),
    out: Path | None = None,
    inputs: Path | None = None,
) -> Tried:
    """Score a finished run again with other weights; the run itself does not change.

    Args:
        run: Folder of the run.
        weights: Factors as ``ID=FACTOR``: of a block, a component or an indicator.
        file: Table of factors (columns id, factor), as the what-if page of the explorer writes it.
        groups: Groups whose weights change and that are reported; all when none is named.
        out: Folder for ``whatif.csv`` and ``weights.csv``; nothing is written when None.
        inputs: Folder of the assessment, for the inputs that a run does not keep.

    Returns:
        Weights and units before and after. It is not the official ranking.

    Raises:
        ProblemsFound: S051-S058 (the factors), A007, A028, A046, S031 (no run to score again), M021, M022 (units made of others).
    """
    from scoring.finished.replaying import open_replay
    from scoring.reweighing.asked import factors_of, given, groups_of, read_weights
    from scoring.reweighing.writing import write_tried

    with open_replay(run, inputs=inputs) as replay:
        criteria = replay.plan.criteria
        factors = factors_of(criteria, [*given(weights), *(read_weights(file) if file else ())])
        found = _tried(replay, run, factors, groups_of(criteria, groups))
    return found if out is None else replace(found, files=write_tried(found, out))


def _tried(replay: Replay, run: Path, factors: Mapping[str, Decimal], groups: Sequence[str]) -> Tried:
    from scoring.deciding import check_same
    from scoring.reweighing.applying import score_with
    from scoring.reweighing.outcome import standing, tried
    from scoring.reweighing.sharing import reweighed

    changed = reweighed(replay.plan.criteria, factors, groups)
    replay.score()
    check_same(replay.session, run)
    before = standing(replay.session)
    score_with(replay.session, replay.plan, changed)
    return tried(replay.session, replay.settings, (replay.plan.criteria, changed), factors, (before, groups))
