"""Deadlines in Chinese words: what term holds when, from which day, what is left out, when it is judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from scoring.criteria.records.model import Deadline, RecordTable, Regime
from scoring.criteria.records.words import condition_words
from scoring.numbers import day_words

UNUSABLE_WORDS = {
    "exclude": "无法判断的记录不计",
    "not_assessable": "有无法判断的记录的，有关数据不作评价",
    "late": "无法判断的记录按逾期计",
}
_COUNTED = {"working": "个工作日", "calendar": "日"}
_FIXED_YEARS = {0: "当年", 1: "次年"}


def count_uom(deadline: Deadline) -> str:
    """The unit in which days of a deadline are counted, as it stands after a number."""
    return _COUNTED[deadline.count]


def deadline_words(deadline: Deadline, table: RecordTable) -> str:
    """A deadline as clauses without a full stop.

    Args:
        deadline: The deadline.
        table: Its table, whose titles of columns are used.
    """
    return "；".join(_Says(deadline, table).clauses())


class _Says:
    def __init__(self, deadline: Deadline, table: RecordTable) -> None:
        self.deadline = deadline
        self.table = table

    def clauses(self) -> Iterator[str]:
        deadline = self.deadline
        yield self._term()
        if deadline.where is not None:
            yield f"只适用于{condition_words(deadline.where, self.table, {})}的记录"
        yield from self._receipt()
        if deadline.extended:
            flag = self._title(deadline.extended)
            extended = flag.removeprefix("是否") + "的" if flag.startswith("是否") else f"{flag}为是的"
            yield f"{extended}，期限另加{self._extensions()}"
        if deadline.restart:
            asked, answered = self._title(deadline.restart.asked), self._title(deadline.restart.answered)
            yield f"有{asked}的，自{answered}起重新计算，没有{answered}的暂停计算"
        for first, last in deadline.excluded:
            yield f"{self._title(first)}至{self._title(last)}的时间不计入"
        if deadline.roll_forward:
            yield "最后一日不是工作日的，顺延至其后第一个工作日"
        yield f"按{day_words(deadline.as_of)}的情况判断，此后发生的不计"
        yield UNUSABLE_WORDS[deadline.unusable]

    def _term(self) -> str:
        deadline = self.deadline
        start, end = self._title(deadline.start), self._title(deadline.end)
        if deadline.fixed:
            fixed = deadline.fixed
            year = _FIXED_YEARS.get(fixed.years, f"其后第{fixed.years}年")
            return f"{end}不晚于{start}{year}的{fixed.month}月{fixed.day}日"
        return f"{end}：自{start}的次日起{self._regimes()}内"

    def _regimes(self) -> str:
        uom, regimes = count_uom(self.deadline), self.deadline.regimes
        first, changes = regimes[0], [later for before, later in pairwise(regimes) if later.days != before.days]
        words = f"{first.days}{uom}"
        if len(regimes) == 1 and first.since != date.min:
            words += f"（{day_words(first.since)}起施行）"
        return words + "".join(f"（{day_words(later.since)}起发生的{later.days}{uom}）" for later in changes)

    def _extensions(self) -> str:
        """What an extension adds; by the first day of the terms where they differ."""
        uom, regimes = count_uom(self.deadline), self.deadline.regimes
        if len({regime.extension for regime in regimes}) == 1:
            return f"{regimes[0].extension}{uom}"
        later = (f"（{day_words(regime.since)}起发生的{regime.extension}{uom}）" for regime in regimes[1:])
        return f"{regimes[0].extension}{uom}" + "".join(later)

    def _receipt(self) -> Iterator[str]:
        """Which column holds the starting day, by channel; once where it never changed."""
        deadline, told = self.deadline, set[tuple[tuple[str, str], ...]]()
        for regime in deadline.regimes if deadline.channel else ():
            if regime.receipt and regime.receipt not in told:
                told.add(regime.receipt)
                since = "" if regime is deadline.regimes[0] else f"{day_words(regime.since)}起，"
                yield f"{since}{self._title(deadline.channel)}为{self._by_channel(regime)}"

    def _by_channel(self, regime: Regime) -> str:
        columns: dict[str, list[str]] = {}
        for channel, column in regime.receipt:
            columns.setdefault(column, []).append(channel)
        return "、为".join(f"{'或'.join(channels)}的自{self._title(column)}起算" for column, channels in columns.items())

    def _title(self, name: str) -> str:
        column = self.table.column(name)
        return column.title if column else name
