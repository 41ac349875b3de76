"""``deadlines`` of a criteria file: statutory terms, or an office's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from scoring.criteria.fields import Reader
from scoring.criteria.records import keys
from scoring.criteria.records.aggregating import parse_own_where
from scoring.criteria.records.conditions import read_where
from scoring.criteria.records.model import Deadline, FixedDay, RecordTable, Regime, Restart
from scoring.criteria.records.reading import NAME, OF, table_of, unknown_column
from scoring.criteria.records.rowformulas import UNIT
from scoring.criteria.records.terms import terms
from scoring.criteria.records.together import check_day, check_together
from scoring.criteria.suggestions import day_like
from scoring.files.yamlfile import Path

UNUSABLE = ("exclude", "not_assessable", "late")
COUNTS = ("working", "calendar")
EARLIEST = date.min  # a term that never changed holds for every day
MOST_DAYS, MOST_YEARS, MONTHS, MOST_MONTH_DAYS = 3660, 20, 12, 31
TERMS = ("term", "days", "terms", "fixed")
YEAR_END = (12, 31)


class DeadlineReader:
    """Reads deadlines over the record tables of one criteria file."""

    def __init__(self, reader: Reader, tables: Mapping[str, RecordTable], period: int) -> None:
        self.reader = reader
        self.tables = tables
        self.as_of = date(min(max(period, date.min.year), date.max.year), *YEAR_END)  # a wrong year has been told already

    def read(self, value: object) -> dict[str, Deadline]:
        """Deadlines by id (C002-C008, C037, C160, C162, C164, C166-C168, C170, C173, C184-C186)."""
        items = self.reader.mapping(value, ("deadlines",)).items()
        return {key: found for key, item in items if (found := self._deadline(key, item))}

    def _deadline(self, key: str, item: object) -> Deadline | None:
        path: Path = ("deadlines", key)
        if not NAME.match(key):
            self.reader.problem("C160", path, key)
        fields = self.reader.mapping(item, path, keys.DEADLINE)
        base = self._base(fields, path)
        place = fields.get("of", f"{OF}{base.table}" if base.table else None)
        if place is None:
            self.reader.problem("C004", path, "of")
            return None
        table = table_of(self.reader, place, (*path, "of") if "of" in fields else path, self.tables)
        if table is None:
            return None
        deadline = replace(
            base,
            id=key,
            title=self.reader.text(fields.get("title", key), (*path, "title")),
            table=table.name,
            as_of=self._day(fields["as_of"], (*path, "as_of")) if "as_of" in fields else self.as_of,
            unusable=cast("Any", self.reader.choice(fields.get("unusable", "exclude"), (*path, "unusable"), UNUSABLE)),
            path=path,
            where=read_where(self.reader, fields, path, lambda text: parse_own_where(text, table)) if "where" in fields else base.where,
            **self._given(fields, path, base),
        )
        self._columns(deadline, table, fields)
        if deadline.regimes and sum(key in fields for key in TERMS) == 1:
            check_together(self.reader, deadline, fields)
        return deadline

    def _base(self, fields: Mapping[str, Any], path: Path) -> Deadline:
        """The statutory term, or an empty one that the office's own days fill (C167)."""
        own = Deadline("", "", "", (), "working", "", "", self.as_of, "exclude", path)
        if sum(key in fields for key in TERMS) != 1:
            self.reader.problem("C167", path, "、".join(key for key in TERMS if key in fields) or "—")
            return own
        if "term" not in fields:
            return own
        known = terms()
        return known[self.reader.choice(fields["term"], (*path, "term"), known)]

    def _given(self, fields: Mapping[str, Any], path: Path, base: Deadline) -> dict[str, Any]:
        """What the file says itself, where a statutory term says it too instead of that."""
        reader = self.reader
        found: dict[str, Any] = {}
        for key in ("from", "to"):  # a statutory term over no shipped table names no columns either
            if not base.start and key not in fields:
                reader.problem("C004", path, key)
        for key, name in {"from": "start", "to": "end", "channel": "channel", "extended": "extended", "basis": "basis"}.items():
            if key in fields:
                found[name] = reader.text(fields[key], (*path, key))
        if not base.regimes:
            found |= self._own_term(fields, path)
        if "count" in fields:
            found["count"] = reader.choice(fields["count"], (*path, "count"), COUNTS)
        if "roll_forward" in fields:
            found["roll_forward"] = reader.flag(fields["roll_forward"], (*path, "roll_forward"))
        if "restart" in fields:
            pair = reader.mapping(fields["restart"], (*path, "restart"), keys.RESTART)
            found["restart"] = Restart(*(reader.text(pair.get(key, ""), (*path, "restart", key)) for key in keys.RESTART))
        if "excluded" in fields:
            found["excluded"] = tuple(self._excluded(fields["excluded"], (*path, "excluded")))
        return found

    def _excluded(self, value: object, path: Path) -> list[tuple[str, str]]:
        pairs = []
        for i, item in enumerate(self.reader.sequence(value, path)):
            pair = self.reader.mapping(item, (*path, i), keys.EXCLUDED)
            first, last = (self.reader.text(pair.get(key, ""), (*path, i, key)) for key in keys.EXCLUDED)
            pairs.append((first, last))
        return pairs

    def _own_term(self, fields: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """Regimes from ``days``, ``terms`` or ``fixed``."""
        if "terms" in fields:
            regimes = [
                self._regime(item, (*path, "terms", i)) for i, item in enumerate(self.reader.sequence(fields["terms"], (*path, "terms")))
            ]
            days = [regime.since for regime in regimes]
            if not regimes or days != sorted(set(days)):
                self.reader.problem("C168", (*path, "terms"), "、".join(day.isoformat() for day in days) or "—")
            return {"regimes": tuple(regimes)}
        if "fixed" in fields:
            return {"regimes": (Regime(EARLIEST, 0),), "fixed": self._fixed(fields["fixed"], (*path, "fixed"))}
        return {"regimes": (replace(self._term(fields, path), since=EARLIEST),)}

    def _regime(self, item: object, path: Path) -> Regime:
        fields = self.reader.mapping(item, path, keys.TERM)
        return replace(self._term(fields, path), since=self._day(fields.get("since", EARLIEST), (*path, "since")))

    def _term(self, fields: Mapping[str, Any], path: Path) -> Regime:
        days, extension = (
            self.reader.whole_number(fields[key], (*path, key), low=0, high=MOST_DAYS) if key in fields else 0
            for key in ("days", "extension")
        )
        return Regime(EARLIEST, days, extension)

    def _fixed(self, value: object, path: Path) -> FixedDay:
        fields = self.reader.mapping(value, path, keys.FIXED_DAY)
        limits = {"years": (0, MOST_YEARS), "month": (1, MONTHS), "day": (1, MOST_MONTH_DAYS)}
        numbers = [
            self.reader.whole_number(fields[key], (*path, key), low=low, high=high) if key in fields else 1
            for key, (low, high) in limits.items()
        ]
        fixed = FixedDay(*numbers)
        check_day(self.reader, fixed, path)
        return fixed

    def _day(self, value: object, path: Path) -> date:
        if isinstance(value, date):
            return value
        self.reader.problem("C037", path, value, nearest=day_like(str(value)))
        return self.as_of

    def _columns(self, deadline: Deadline, table: RecordTable, fields: Mapping[str, Any]) -> None:
        """Every column that it names is in the table and of the right kind (C162, C166)."""
        dates = [deadline.start, deadline.end, *(column for pair in deadline.excluded for column in pair)]
        dates += [deadline.restart.asked, deadline.restart.answered] if deadline.restart else []
        dates += [column for regime in deadline.regimes for _, column in regime.receipt if deadline.channel]
        wanted = [*((name, "date") for name in dates), (deadline.channel, "text"), (deadline.extended, "flag")]
        for node in deadline.where.names() if deadline.where else ():  # that of a statutory term over another table
            if node.name != UNIT and table.column(node.name) is None:
                unknown_column(self.reader, deadline.path, node.name, (each.name for each in table.columns))
        written = {value: key for key, value in fields.items() if isinstance(value, str)}
        for name, kind in dict.fromkeys((name, kind) for name, kind in wanted if name):
            path = (*deadline.path, written[name]) if name in written else deadline.path
            column = table.column(name)
            if column is None:
                unknown_column(self.reader, path, name, (each.name for each in table.columns))
            elif column.kind != kind:
                self.reader.problem("C166", path, name, kind=column.kind, wanted=kind)
