"""Scoring a run with one datum changed, for as many changes as are asked.

Rules that look at a unit alone are computed for all changes at once: every change is a copy of its unit with a changed row of
``inputs``, the engine judges and rolls up all copies in one pass, and then ranks and grades every copy among the other units of its
group, each in a world of its own, by the very steps of a run. Where a unit's points depend on its peers or its members, every
change is a scoring of the whole assessment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scoring import numbers
from scoring.deciding.model import Standing
from scoring.engine.database import Session, literal, sql_file

if TYPE_CHECKING:
    from types import TracebackType

    from scoring.rules import Plan

_COPIED = ("units", "inputs", "exempt_leaves", "ranked_units", "placed", "ranking")
_MARK = "\x1f"  # no unit of a table begins with a control character
_MOST_ROWS = 3_000_000  # ranked rows of one batch: about 300 MB


@dataclass(frozen=True, slots=True)
class Trial:
    """One unit with changed columns of ``inputs``."""

    unit_id: str
    columns: dict[str, Decimal]


class Trials:
    """A scored assessment that is scored again with changes.

    Args:
        base: A scored session: holds ``units``, ``inputs``, ``exempt_leaves``, ``ranked_units``, ``placed`` and ``ranking``.
        plan: The bound criteria.
    """

    def __init__(self, base: Session, plan: Plan) -> None:
        self.plan, self.criteria = plan, plan.criteria
        self.session = Session()
        for table in (*_COPIED, *(("appeals",) if plan.adjusted else ())):
            _copy(base, self.session, table)
        self.session.lock()
        self._positions = {(group.id, grade.grade): i for group in self.criteria.groups for i, grade in enumerate(group.grades)}
        self.groups: dict[str, str] = dict(self.session.rows("select unit_id, grp from base_units"))
        self.sizes = Counter(self.groups.values())
        self._columns = [column for (column,) in self.session.rows("select column_name from (describe base_inputs)")]
        self.now = {unit: self._standing(unit, *rest) for unit, *rest in self.session.rows(_STANDINGS.format("base_ranking"))}
        # Points that decisions added are read of the table of appeals (scoring.rules.adjusting).
        self._by_unit = ("units", "exempt_leaves", "appeals") if plan.adjusted else ("units", "exempt_leaves")
        self.is_alone = looks_at_one_unit(plan)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.session.close()

    def standings(self, trials: Sequence[Trial]) -> list[Standing]:
        """Where the unit of every trial stands with its change, in the order of the trials."""
        if self.is_alone:
            return [standing for batch in self._batches(trials) for standing in self._together(batch)]
        return [self._whole(trial) for trial in trials]

    def _batches(self, trials: Sequence[Trial]) -> Iterator[Sequence[Trial]]:
        start, rows = 0, 0
        for i, trial in enumerate(trials):
            size = self.sizes[self.groups[trial.unit_id]]
            if rows and rows + size > _MOST_ROWS:
                yield trials[start:i]
                start, rows = i, 0
            rows += size
        if start < len(trials):
            yield trials[start:]

    def _together(self, trials: Sequence[Trial]) -> list[Standing]:
        from scoring.ranking import build_ranked_units, rank_units
        from scoring.ranking.grades import bounds_sql
        from scoring.rules.computing import judge_inputs
        from scoring.scores import build_scores

        session = self.session
        self._load(trials)
        name = f"{literal(_MARK)} || cast(t.number as varchar)"
        for table in self._by_unit:
            session.step(table, _renamed(session, table, name))
        session.step("inputs", self._inputs_sql(name, "inner"))
        judge_inputs(session, self.plan)
        build_scores(session, self.plan)
        build_ranked_units(session, self.criteria)
        session.step("copies", "select * from ranked_units")
        session.step("ranked_units", _worlds(session))
        session.step("group_bounds", bounds_sql(self.criteria))
        session.step("grade_bounds", sql_file(__package__, "world_bounds.sql"))
        rank_units(session, self.criteria)
        found = {unit: rest for unit, *rest in session.rows(f"{_STANDINGS.format('ranking')} where unit_id = grp")}
        return [self._standing(trial.unit_id, *found[f"{_MARK}{i}"]) for i, trial in enumerate(trials)]

    def placed(self, plan: Plan) -> dict[str, tuple[int, Decimal]]:
        """Place in its group and score of every ranked unit by other criteria over the same data."""
        self._score_all([], plan)
        return {unit: (place, score) for unit, place, score in self.session.rows("select unit_id, place, rank_score from placed")}

    def _whole(self, trial: Trial) -> Standing:
        self._score_all([trial], self.plan)
        (row,) = self.session.rows(f"{_STANDINGS.format('ranking')} where unit_id = {literal(trial.unit_id)}")
        return self._standing(*row)

    def _score_all(self, trials: Sequence[Trial], plan: Plan) -> None:
        """The whole assessment, with the changes of at most one trial."""
        from scoring.ranking import build_ranking
        from scoring.rules.computing import judge_inputs
        from scoring.scores import build_scores

        session = self.session
        self._load(trials)
        for table in self._by_unit:
            session.step(table, f"select * from base_{table}")
        session.step("inputs", self._inputs_sql("b.unit_id", "left"))
        judge_inputs(session, plan)
        build_scores(session, plan)
        build_ranking(session, plan.criteria)

    def _load(self, trials: Sequence[Trial]) -> None:
        import polars as pl

        changed = list(dict.fromkeys(column for trial in trials for column in trial.columns))
        schema: dict[str, Any] = {
            "number": pl.Int64,
            "unit_id": pl.String,
            **{column: pl.Decimal(28, numbers.GUARD_DIGITS) for column in changed},
        }
        rows = [(i, trial.unit_id, *(trial.columns.get(column) for column in changed)) for i, trial in enumerate(trials)]
        self.session.load("trials", pl.DataFrame(rows, schema=schema, orient="row"))
        self._changed = set(changed)

    def _inputs_sql(self, name: str, join: str) -> str:
        columns = [
            f"coalesce(cast(t.{column} as double), b.{column}) as {column}" if column in self._changed else f"b.{column}"
            for column in self._columns
            if column != "unit_id"
        ]
        listed = ",\n    ".join([f"{name} as unit_id", *columns])
        return f"select\n    {listed}\nfrom base_inputs as b\n{join} join trials as t on t.unit_id = b.unit_id"

    def _standing(self, unit: str, rank: int | None, grade: str | None, total: Decimal | None, printed: Decimal | None) -> Standing:
        return Standing(rank, grade, self._positions.get((self.groups[unit], grade or "")), total, printed)


_STANDINGS = "select unit_id, rank, grade, total_exact, total_printed from {}"


def looks_at_one_unit(plan: Plan) -> bool:
    """Whether a unit's points and total depend on nothing but its own data."""
    from scoring.scores.members import has_members

    prepared = any(measure.prepared for measure in plan.criteria.measures.values())
    return not (prepared or has_members(plan.criteria) or any(bound.peers for bound in plan.bound))


def _copy(base: Session, own: Session, table: str) -> None:
    """Through a passing file: the exact types."""
    file: Path = base.scratch / f"trial_{table}.parquet"
    base.con.execute(f"copy (select * from {table}) to {literal(str(file))} (format parquet)")
    own.read(f"base_{table}", f"select * from read_parquet({literal(str(file))})")
    file.unlink()


def _renamed(session: Session, table: str, name: str) -> str:
    """SELECT of a table's rows of every trial's unit under the trial's name."""
    columns = [column for (column,) in session.rows(f"select column_name from (describe base_{table})") if column != "unit_id"]
    listed = ", ".join([f"{name} as unit_id", *(f"b.{column}" for column in columns)])
    return f"select {listed}\nfrom base_{table} as b\ninner join trials as t on t.unit_id = b.unit_id"


def _worlds(session: Session) -> str:
    """SELECT of every copy among the other units of its group, in a group of its own; every unit is another one in every world."""
    described = session.rows("select column_name from (describe base_ranked_units)")
    columns = [column for (column,) in described if column not in {"unit_id", "grp"}]
    others, copies = (", ".join(f"{alias}.{column}" for column in columns) for alias in "bc")
    return f"""select c.unit_id, c.unit_id as grp, {copies}
from copies as c
union all
select c.unit_id || {literal(_MARK)} || b.unit_id as unit_id, c.unit_id as grp, {others}
from copies as c
inner join trials as t on c.unit_id = {literal(_MARK)} || cast(t.number as varchar)
inner join base_ranked_units as b on b.grp = c.grp and b.unit_id <> t.unit_id"""
