"""Rule kind ``timeliness`` (R11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.criteria.shapes import DATE, FLAG, NUMBER, choice
from scoring.criteria.suggestions import day_like
from scoring.measures import Input
from scoring.numbers import day_words
from scoring.rules.base import Bound, Row, RuleKind, score_words
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading

EPOCH = date(1970, 1, 1)
DATES = {"report_published_on": "年度报告"}


@dataclass(frozen=True, slots=True)
class Parameters:
    """Which date is judged, until when (as written and, where it is no working day, as moved), and what lateness costs."""

    dated: str
    written: date
    deadline: date
    per_day: Decimal | None
    late: Decimal | None


class Timeliness(RuleKind):
    """A date against its deadline; lateness costs a fixed amount or an amount per calendar day (R11).

    The deadline day itself is in time. ``late`` is the fixed loss, ``per_day`` the loss for each
    calendar day after the deadline; points never fall below 0. ``roll_forward`` moves a deadline on a day
    that is no working day to the next one, by the calendar that is built in; the Regulation does not, so it is
    off unless written.
    """

    name = "timeliness"
    code = "R11"
    scheme = "《条例》年度报告须在3月31日（2019年后为1月31日）前公布；S11 未及时公开扣5分"
    fields: ClassVar = {
        "date": Field("所评日期 date that is judged", choice(*DATES), required=True),
        "deadline": Field("截止日期（含） last day in time", DATE, required=True),
        "per_day": Field("每逾期一天扣分 loss per day", NUMBER),
        "late": Field("逾期一次性扣分 fixed loss", NUMBER),
        "roll_forward": Field("截止日遇非工作日是否顺延（不写即否） whether the day moves to the next working day", FLAG),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        name = reader.choice(fields.get("date", "report_published_on"), (*path, "date"), DATES)
        deadline = fields.get("deadline", EPOCH)
        if not isinstance(deadline, date):
            reader.problem("C037", (*path, "deadline"), deadline, nearest=day_like(str(deadline)))
            deadline = EPOCH
        if ("per_day" in fields) == ("late" in fields):
            reader.problem("C038", path, wanted="per_day / late")
        rolls = "roll_forward" in fields and reader.flag(fields["roll_forward"], (*path, "roll_forward"))
        return Parameters(
            name,
            deadline,
            _rolled(deadline, reading) if rolls and deadline != EPOCH else deadline,
            reader.number(fields["per_day"], (*path, "per_day"), above=0) if "per_day" in fields else None,
            reader.number(fields["late"], (*path, "late"), above=0) if "late" in fields else None,
        )

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        del node
        return (Input("date", parameters.dated),)

    def input_titles(self, node: Node, parameters: Any) -> Mapping[str, str]:
        del node
        return {Input("date", parameters.dated).column: f"{DATES[parameters.dated]}发布日期"}

    def points_sql(self, bound: Bound) -> str:
        days = f"({bound.inputs[0].column} - {(bound.parameters.deadline - EPOCH).days})"  # whole days, exact in a double
        if bound.parameters.late is not None:
            loss = f"case when {days} > 0 then {numbers.decimal_sql(bound.parameters.late)} else 0 end"
        else:
            loss = f"greatest({days}, 0) * {numbers.decimal_sql(bound.parameters.per_day)}"
        return f"greatest({bound.full} - {loss}, 0)"

    def sentence(self, bound: Bound, row: Row) -> str:
        parameters: Parameters = bound.parameters
        day = EPOCH + timedelta(days=int(row.value(bound.inputs[0].column)))
        words = f"{DATES[parameters.dated]}{day_words(day)}发布，规定期限{_until(parameters)}"
        late: int = (day - parameters.deadline).days
        if late <= 0:
            return f"{words}，按时，{score_words(row)}"
        each = f"每天扣{numbers.plain(parameters.per_day)}分" if parameters.per_day is not None else "一次性扣分"
        return f"{words}，逾期{late}天（{each}），共扣{numbers.plain(row.full - row.points)}分，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        each = f"逾期每天扣{numbers.plain(rule.per_day or ZERO)}分，扣完为止"
        late = each if rule.late is None else f"逾期的扣{numbers.plain(rule.late)}分"
        return f"{DATES[rule.dated]}应于{_until(rule)}（含）前发布，{late}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        return ZERO if bound.parameters.late is None else max(full - bound.parameters.late, ZERO), full


def _rolled(deadline: date, reading: Reading) -> date:
    """The next working day (R022 where the calendar does not know it)."""
    from scoring.records.calendar import library_calendar

    calendar = library_calendar()
    rolled = calendar.rolled(deadline)
    if rolled is None:
        years = f"{calendar.years[0]}—{calendar.years[-1]}"
        reading.reader.problem("R022", (*reading.path, "roll_forward"), deadline.isoformat(), years=years)
    return rolled or deadline


def _until(parameters: Parameters) -> str:
    """The last day in words, with the day as written where it was moved."""
    day = day_words(parameters.deadline)
    return day if parameters.written == parameters.deadline else f"{day}（{day_words(parameters.written)}为非工作日，顺延）"
