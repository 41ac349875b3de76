"""The smallest change of one datum that moves a unit to another rank or grade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.deciding.ladders import Limits, between
from scoring.deciding.model import DIRECTIONS, KINDS, Candidate, Decider, Direction, Kind, Standing
from scoring.deciding.trials import Trial, Trials

_FAR = Decimal(10**9)  # what moves a unit out of the ranking moves it furthest


@dataclass
class _Ladder:
    """A candidate in one sense (more or less): what was tried, by number of steps."""

    candidate: Candidate
    sense: int
    now: Standing
    tried: dict[int, Standing] = field(default_factory=dict)

    def change(self, steps: int) -> Decimal:
        """The change of so many steps; of a listed change the change itself."""
        step = self.candidate.step
        return self.candidate.ladder[steps] if step is None else self.sense * steps * step

    def first(self, direction: Direction) -> int | None:
        """The fewest steps that were seen to move the unit so."""
        return min((steps for steps, then in self.tried.items() if direction in self.now.moves(then)), default=None)

    def gap(self, direction: Direction) -> tuple[int, int] | None:
        """Steps that do not suffice and steps that do, where some lie between that were not tried."""
        above = self.first(direction)
        if above is None or self.candidate.step is None:
            return None
        below = max((steps for steps in self.tried if steps < above), default=0)
        return (below, above) if above - below > 1 else None

    def decider(self, direction: Direction) -> Decider | None:
        """The smallest change that was seen to suffice."""
        steps = self.first(direction)
        return None if steps is None else Decider(self.candidate, self.change(steps), direction, self.now, self.tried[steps])

    def least(self, direction: Direction) -> Decimal:
        """How far the total moves at least with a change that suffices, if it moves ever further with larger changes."""
        gap = self.gap(direction)
        found = self.decider(direction)
        if gap is None or not gap[0]:
            return Decimal(0) if gap else _moved(found)
        return _moved(Decider(self.candidate, self.change(gap[0]), direction, self.now, self.tried[gap[0]]))


def find(trials: Trials, candidates: Sequence[Candidate], limits: Limits) -> list[Decider]:
    """For every unit, direction and kind of datum the change that moves the total least.

    Args:
        trials: The scored assessment.
        candidates: What could have come out otherwise.
        limits: How far is searched.

    Returns:
        Deciders by unit, direction and kind; the first of a unit and direction is the one that moves its total least.
    """
    ladders = [ladder for candidate in candidates for ladder in _ladders(candidate, trials.now[candidate.unit_id])]
    wanted = [(ladder, steps) for ladder in ladders for steps in _first_steps(ladder)]
    left = None if trials.is_alone else limits.whole
    for _ in range(limits.rounds):
        _try(trials, wanted[:left])
        left = None if left is None else max(left - len(wanted), 0)
        wanted = [(ladder, steps) for ladder, gap in _open(ladders) for steps in between(*gap, limits.between)]
        if not wanted or left == 0:
            break
    return list(_chosen(ladders))


def _ladders(candidate: Candidate, now: Standing) -> Iterator[_Ladder]:
    if candidate.step is None:
        yield _Ladder(candidate, 1, now)
        return
    for sense in (1, -1):
        if any(change * sense > 0 for change in candidate.ladder):
            yield _Ladder(candidate, sense, now)


def _first_steps(ladder: _Ladder) -> list[int]:
    step = ladder.candidate.step
    if step is None:
        return list(range(len(ladder.candidate.ladder)))
    return [int(abs(change) / step) for change in ladder.candidate.ladder if change * ladder.sense > 0]


def _try(trials: Trials, wanted: Sequence[tuple[_Ladder, int]]) -> None:
    asked = [Trial(ladder.candidate.unit_id, ladder.candidate.changed(ladder.change(steps))) for ladder, steps in wanted]
    for (ladder, steps), standing in zip(wanted, trials.standings(asked), strict=True):
        ladder.tried[steps] = standing


def _open(ladders: Iterable[_Ladder]) -> Iterator[tuple[_Ladder, tuple[int, int]]]:
    """Ladders with a gap that could hold the least of their unit, direction and kind."""
    for direction, several in _by_place(ladders):
        best = min(_moved(ladder.decider(direction)) for ladder in several)
        yield from ((ladder, gap) for ladder in several if (gap := ladder.gap(direction)) and ladder.least(direction) <= best)


def _by_place(ladders: Iterable[_Ladder]) -> Iterator[tuple[Direction, list[_Ladder]]]:
    """The ladders that move a unit in a direction, by unit, direction and kind."""
    found: dict[tuple[str, Direction, Kind], list[_Ladder]] = defaultdict(list)
    for ladder in ladders:
        for direction in DIRECTIONS:
            if ladder.first(direction) is not None:
                found[ladder.candidate.unit_id, direction, ladder.candidate.kind].append(ladder)
    for (_, direction, _), several in found.items():
        yield direction, several


def _chosen(ladders: Iterable[_Ladder]) -> Iterator[Decider]:
    best: dict[tuple[str, Direction], list[Decider]] = defaultdict(list)
    for direction, several in _by_place(ladders):
        decider = min((found for ladder in several if (found := ladder.decider(direction))), key=_order)
        best[decider.candidate.unit_id, direction].append(decider)
    for unit, direction in sorted(best, key=lambda key: (key[0], DIRECTIONS.index(key[1]))):
        yield from sorted(best[unit, direction], key=_order)


def _moved(decider: Decider | None) -> Decimal:
    return _FAR if decider is None or decider.moved is None else decider.moved


def _order(decider: Decider) -> tuple[Decimal, int, Decimal, str]:
    """The one that moves the total least first; of equal ones what is contested most often, then the smallest change."""
    current = decider.candidate.current
    share = abs(decider.by) / abs(current) if current else abs(decider.by)
    return _moved(decider), KINDS.index(decider.candidate.kind), share, decider.candidate.key
