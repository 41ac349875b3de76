"""The lines of one unit's sheet: lost points, bonuses and deductions, what was not judged, what is doubtful in the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, cast

from scoring import numbers
from scoring.results.material import RuleWords
from scoring.results.model import CheckRow, PointRow, RankedUnit
from scoring.results.quality.model import CorrectedRow
from scoring.results.sheets.gates import counts
from scoring.results.sheets.groups import GroupFigures, same_decimals
from scoring.results.sheets.model import CorrectionLine, DoubtLine, ExtraLine, LossLine, OpenLine
from scoring.results.sheets.recount import Parts
from scoring.results.titles import word

_WANTS_ANSWER = {"error": 0, "warning": 1}


class LineMaker:
    """Lines of one unit.

    Args:
        figures: Its group.
        row: Its row of the ranking.
        checks: Its failing and open checks.
        corrections: Its corrected figures.
    """

    def __init__(self, figures: GroupFigures, row: RankedUnit, checks: Sequence[CheckRow], corrections: Sequence[CorrectedRow]) -> None:
        self.figures, self.row = figures, row
        self.checks, self.corrections = checks, corrections
        self.material = figures.results.material
        self.rows = [found for leaf in figures.recount.leaves if (found := figures.points.get((row.unit_id, leaf.node_id)))]

    def losses(self, *, live: bool) -> Iterator[LossLine]:
        """Indicators with lost points, in the order of the criteria.

        Args:
            live: Whether the total follows from the points, so that others may be tried.
        """
        lost = [row for row in self.rows if row.points and Decimal(row.lost) > 0]
        digits = same_decimals((text for row in lost for text in (row.points, row.lost)), self.figures.arithmetic.digits)
        recounted = self._recounts() if live and lost and self.row.total else None
        parts = {} if recounted is None else self.figures.recount.parts(recounted)
        for row in lost:
            line = self._loss(row, digits)
            yield line if recounted is None else self._with_gain(line, row, recounted, parts)

    def _loss(self, row: PointRow, digits: int) -> LossLine:
        rule, figures = self._rule(row.indicator_id), self.figures.leaf(row.indicator_id)
        return LossLine(
            row.indicator_id,
            row.title,
            self.figures.titles[row.indicator_id],
            row.full_points,
            numbers.fixed(Decimal(row.points), digits),
            numbers.fixed(Decimal(row.lost), digits),
            rule.standard,
            rule.basis,
            rule.evidence,
            row.reason,
            row.evidence,
            self.material.sources.get((row.unit_id, row.indicator_id), ()),
            figures.mean,
            figures.losing,
            figures.judged,
        )

    def _rule(self, indicator: str) -> RuleWords:
        return self.material.rules.get(indicator) or RuleWords()

    def _recounts(self) -> dict[str, Decimal | None] | None:
        """The unit's points, where they give its total and its rank by the known policies; None where they do not."""
        recount, amounts = self.figures.recount, self.material.amounts.get(self.row.unit_id)
        if not recount.is_possible or amounts is None or self.figures.arithmetic.best == "lowest":
            return None
        identities = [*(leaf.node_id for leaf in recount.leaves), *self.material.rules]
        scores = {identity: self._points(identity) for identity in identities}
        return scores if recount.total(scores) == (Decimal(amounts.exact), Decimal(self.row.total)) else None

    def _points(self, indicator: str) -> Decimal | None:
        row = self.figures.points.get((self.row.unit_id, indicator))
        return Decimal(row.points) if row and row.points else None

    def _with_gain(self, line: LossLine, row: PointRow, scores: dict[str, Decimal | None], parts: Parts) -> LossLine:
        """The line with score and rank that full points there would give."""
        tried = self.figures.recount.total_with(scores, parts, row.indicator_id, Decimal(row.full_points))
        if tried is None:
            return line
        exact, printed = tried
        digits = self.figures.arithmetic.digits
        gain = numbers.fixed(printed - Decimal(self.row.total), digits)
        return replace(line, total=numbers.fixed(printed, digits), gain=gain, rank=self.figures.rank_with(self.row, exact, printed))

    @staticmethod
    def gains(losses: Sequence[LossLine]) -> tuple[LossLine, ...]:
        """What would gain most first; equal ones in the order of the criteria."""
        return tuple(sorted(losses, key=lambda line: (-Decimal(line.gain or line.lost), -Decimal(line.lost))))

    def extras(self) -> Iterator[ExtraLine]:
        """Bonuses and deductions that the unit has, in the order of the criteria."""
        for identity, rule in self.material.rules.items():
            row = self.figures.points.get((self.row.unit_id, identity)) if rule.kind else None
            if row is not None and row.points and Decimal(row.points):
                yield ExtraLine(
                    cast("Literal['bonus', 'penalty']", rule.kind),
                    identity,
                    row.title,
                    row.points,
                    row.full_points if Decimal(row.full_points) else "",
                    rule.standard,
                    rule.basis,
                    rule.gate,
                    row.reason,
                    row.evidence,
                    self.material.sources.get((row.unit_id, identity), ()),
                    counts(rule, self.row),
                )

    def opens(self) -> Iterator[OpenLine]:
        """Indicators without points, and why."""
        for row in self.rows:
            if not row.points:
                sources = self.material.sources.get((row.unit_id, row.indicator_id), ())
                block = self.figures.titles[row.indicator_id]
                yield OpenLine(row.indicator_id, row.title, block, row.full_points, word("outcomes", row.outcome), row.reason, sources)

    def doubts(self) -> Iterator[DoubtLine]:
        """Failures of a reason of their own that want an answer, errors first."""
        own = [row for row in self.checks if row.outcome == "fails" and not row.caused_by and row.severity in _WANTS_ANSWER]
        for row in sorted(own, key=lambda row: _WANTS_ANSWER[row.severity]):
            yield DoubtLine(row.title or row.check_id, row.message, row.severity, row.file, row.locator, row.quote, row.after == "holds")

    def corrected(self) -> Iterator[CorrectionLine]:
        """Figures that the office corrected."""
        for row in self.corrections:
            yield CorrectionLine(row.title, row.period, row.old, row.new, row.corrected_on, row.corrected_by, row.reason, row.evidence)
