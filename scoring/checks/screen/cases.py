"""The dates of cases, counted per unit and value: what the rule ``constant`` looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.checks.screen.catalogue import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scoring.criteria.records.model import RecordTable
    from scoring.engine.database import Session

EPOCH = "date '1970-01-01'"
NOTHING = "select '' as what, '' as unit_id, cast(0 as bigint) as value, cast(0 as bigint) as cases where 1 = 0"


@dataclass(frozen=True, slots=True)
class CaseDates:
    """The date columns of one record table.

    Args:
        name: Its name; the engine has it as ``records_<name>``.
        title: Chinese title.
        dated_by: The column whose year decides to which year a case belongs.
        dates: (column, title) of its date columns, in the order of the table.
    """

    name: str
    title: str
    dated_by: str
    dates: tuple[tuple[str, str], ...]

    def compared(self) -> Iterator[tuple[str, str, str]]:
        """(key, SQL of a whole number, words around the value) of all that is counted: days since the first date, and each later date.

        Things done on the very day are not counted: they are often so, and well done.
        """
        titles = dict(self.dates)
        for later, title in self.dates:
            if later != self.dated_by and self.dated_by in titles:
                days = f"nullif(date_diff('day', {self.dated_by}, {later}), 0)"
                yield f"{self.name}.{self.dated_by}.{later}", days, f"从{titles[self.dated_by]}到{title}同为{{days}}天"
                yield f"{self.name}.{later}", f"date_diff('day', {EPOCH}, {later})", f"{title}同为{{day}}"


def case_dates(tables: Mapping[str, RecordTable], delivered: Sequence[str]) -> tuple[CaseDates, ...]:
    """The tables with two dates or more, of those that came in.

    Args:
        tables: What criteria declare.
        delivered: Names of the tables there are.
    """
    found = (
        CaseDates(t.name, t.title, t.dated_by, tuple((c.name, c.title) for c in t.columns if c.kind == "date")) for t in tables.values()
    )
    return tuple(table for table in found if table.name in delivered and len(table.dates) > 1)


def load_cases(session: Session, tables: Sequence[CaseDates], period: int) -> tuple[str, ...]:
    """Make ``screen_cases``: one row per compared value and unit with its number of cases; ``screen_dates`` names what is compared.

    Returns:
        Titles of the tables that are too large to be compared.
    """
    import polars as pl

    most = int(rules()["constant"].parameters["most_rows"])
    large = {table.name for table in tables if session.rows(f"select count(*) from records_{table.name}")[0][0] > most}
    parts = [_counted(table, period, key, value) for table in tables if table.name not in large for key, value, _ in table.compared()]
    if tables:
        words = [(key, table.title, text) for table in tables for key, _, text in table.compared()]
        session.load("screen_dates", pl.DataFrame(words, schema=dict.fromkeys(("what", "register", "words"), pl.String), orient="row"))
        session.step("screen_cases", "\nunion all\n".join(parts) or NOTHING)
    return tuple(table.title for table in tables if table.name in large)


def _counted(table: CaseDates, period: int, key: str, value: str) -> str:
    kept = f"year({table.dated_by}) = {period} and {value} is not null"
    columns = f"'{key}' as what, unit_id, cast({value} as bigint) as value, count(*) as cases"
    return f"select {columns} from records_{table.name} where {kept} group by unit_id, {value}"
