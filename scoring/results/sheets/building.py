"""The sheets of single units (情况反馈): what each unit got, where it lost points and why, finished to be printed.

They say the same as ranking table, workbook and ``scoring explain``: every number is the one of
:class:`scoring.results.model.Results`, or computed here from those exactly and rounded once.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring import numbers
from scoring.results.byunit import by_unit
from scoring.results.material import GateWords, UnitAmounts
from scoring.results.model import GroupTable, RankedUnit, Results
from scoring.results.sheets.groups import GroupFigures, same_decimals, share
from scoring.results.sheets.lines import LineMaker
from scoring.results.sheets.model import BlockLine, Standing, UnitSheet

FINGERPRINT_DIGITS = 12  # of the fingerprint, as the circular prints it


def unit_sheets(results: Results) -> Iterator[UnitSheet]:
    """One sheet per unit, group after group in rank order, exempt and unranked units where the ranking table has them.

    Args:
        results: The run, with its material (:func:`scoring.results.collect.collect_results`).
    """
    points = {(row.unit_id, row.indicator_id): row for row in results.points}
    blocks = {(row.unit_id, row.node_id): row for row in results.material.blocks}
    checks = by_unit(results.checks)
    corrections = by_unit(results.quality.corrections if results.quality else ())
    overall = str(sum(bool(row.rank_overall) for group in results.groups for row in group.rows))
    for group in results.groups:
        maker = _Maker(GroupFigures(results, group, points, blocks), overall)
        for row in group.rows:
            yield maker.sheet(row, LineMaker(maker.figures, row, checks.get(row.unit_id, ()), corrections.get(row.unit_id, ())))


def _together(amounts: list[str], digits: int) -> str:
    """The sum of exact amounts."""
    return numbers.fixed(sum(map(Decimal, amounts), Decimal(0)), same_decimals(amounts, digits)) if amounts else ""


class _Maker:
    """Sheets of one group."""

    def __init__(self, figures: GroupFigures, overall: str) -> None:
        self.figures = figures
        self.results: Results = figures.results
        self.group: GroupTable = figures.group
        self.overall = overall
        self.place = {row.unit_id: i for i, row in enumerate(figures.ranked)}

    def sheet(self, row: RankedUnit, lines: LineMaker) -> UnitSheet:
        """One unit's sheet."""
        gates = self._gates(row)
        scored = bool(row.total)
        exempt = row.status == "exempt"
        losses = tuple(lines.losses(live=self.group.live and not gates)) if not exempt else ()
        return UnitSheet(
            unit_id=row.unit_id,
            name=row.name,
            short_name=row.short_name,
            group_id=self.group.group_id,
            group=self.group.title,
            assessment=self.results.title,
            period=self.results.period,
            criteria=self.results.criteria_title,
            fingerprint=self.results.score_fingerprint[:FINGERPRINT_DIGITS],
            status=row.status,
            note=row.note,
            standing=self._standing(row, gates) if scored else None,
            gates=gates,
            blocks=tuple(self._blocks(row)) if scored else (),
            losses=losses,
            lost=_together([line.lost for line in losses], self.figures.arithmetic.digits),
            gains=lines.gains(losses) if scored else (),
            extras=tuple(lines.extras()) if not exempt else (),
            opens=tuple(lines.opens()) if not exempt else (),
            doubts=tuple(lines.doubts()),
            corrections=tuple(lines.corrected()),
            appeals=tuple(found for found in self.results.appeals.appeals if found.unit_id == row.unit_id),
            effect=next((found for found in self.results.appeals.effects if found.unit_id == row.unit_id), None),
        )

    def _gates(self, row: RankedUnit) -> tuple[GateWords, ...]:
        """The gates that fired, with their words where the run has them."""
        amounts = self.results.material.amounts.get(row.unit_id)
        fired = tuple(gate for gate in self.results.material.gates if amounts and gate.gate_id in amounts.gates)
        return fired or ((GateWords("", row.gate, "", ""),) if row.gate else ())

    def _standing(self, row: RankedUnit, gates: tuple[GateWords, ...]) -> Standing:
        amounts = self.results.material.amounts.get(row.unit_id) or UnitAmounts(row.unit_id, row.total)
        next_grade, lacking = ("", "") if gates or row.status != "assessed" else self._next_grade(row, amounts)
        tied = tuple(other.name for other in self.figures.ranked if other.rank == row.rank and other is not row) if row.tied else ()
        compared = len(self.figures.ranked) > 1
        return Standing(
            total=row.total,
            exact=amounts.exact if amounts.exact and Decimal(amounts.exact) != Decimal(row.total) else "",
            full=self.figures.full,
            applicable=self._applicable(row),
            base=self._term(row.base),
            bonus=self._term(row.bonus),
            penalty=self._term(row.penalty),
            rank=row.rank,
            of=str(len(self.figures.ranked)) if row.rank else "",
            tied=tied,
            tie_broken_by=row.tie_broken_by,
            rank_overall=row.rank_overall,
            of_overall=self.overall if row.rank_overall else "",
            grade=row.grade,
            to_next_rank=self._shown(amounts.to_next_rank) if row.rank else "",
            next_grade=next_grade,
            to_next_grade=lacking,
            made_of=amounts.made_of,
            mean=self.figures.mean,
            best=self.figures.best,
            places=self.figures.places if compared else (),
            place=self.place.get(row.unit_id) if compared else None,
        )

    def _next_grade(self, row: RankedUnit, amounts: UnitAmounts) -> tuple[str, str]:
        """The next better grade and what lacks to it; nothing where the score would do and a quota or ceiling decided."""
        grades = [grade for grade, _ in self.results.material.grades.get(self.group.group_id, ())]
        at = grades.index(row.grade) if row.grade in grades else 0
        lacking = amounts.to_next_grade
        return (grades[at - 1], self._shown(lacking)) if at and lacking and Decimal(lacking) > 0 else ("", "")

    def _shown(self, amount: str) -> str:
        """A distance with the decimals of the score, or more where it has more; ``0`` where only a tie-breaker decides."""
        digits = same_decimals([amount], self.figures.arithmetic.digits)
        return numbers.fixed(Decimal(amount), digits) if amount and Decimal(amount) else amount

    def _term(self, amount: str) -> str:
        """A term of the total, without the decimals that only other units of its column have."""
        return self._shown(numbers.plain(Decimal(amount))) if amount else ""

    def _applicable(self, row: RankedUnit) -> str:
        """What of the full points applies to the unit, empty where everything does."""
        rows = [found for node in self.figures.tops if (found := self.figures.blocks.get((row.unit_id, node.node_id)))]
        applicable = sum((Decimal(found.applicable_points) for found in rows), Decimal(0))
        return numbers.plain(applicable) if rows and applicable != Decimal(self.figures.full) else ""

    def _blocks(self, row: RankedUnit) -> Iterator[BlockLine]:
        for node, printed in zip(self.figures.tops, row.blocks, strict=True):
            own, figures = self.figures.blocks.get((row.unit_id, node.node_id)), self.figures.block_figures[node.node_id]
            applies = own is not None and Decimal(own.applicable_points) != 0
            part = own.applicable_points if own and own.applicable_points != own.full_points else ""
            yield BlockLine(
                node.node_id,
                node.title,
                node.full_points,
                part,
                printed if applies else "",
                numbers.percent(share(own)) if own and applies else "",
                figures.mean,
                figures.mean_rate,
                figures.best,
                figures.best_rate,
                figures.counted,
            )
