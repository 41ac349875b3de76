"""The figures of the invented nation: several years of parts and wholes, amounts and occurrences, with planted lies.

A part (``p07``) never exceeds its whole (``w07``), amounts grow by a few per cent a year, and one cell in fifty is blank,
except where an anomaly is planted: then the figures of a unit and year are those of the year before, round, impossible
as shares, or fifty times too high.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tests.benchmarks.nation_units import Levels

if TYPE_CHECKING:
    import duckdb

PAIRS, AMOUNTS, EVENTS = 40, 20, 20
WHOLES = tuple(f"w{k:02d}" for k in range(PAIRS))
PARTS = tuple(f"p{k:02d}" for k in range(PAIRS))
VALUES = tuple(f"v{k:02d}" for k in range(AMOUNTS))
COUNTS = tuple(f"e{k:02d}" for k in range(EVENTS))
METRICS = WHOLES + PARTS + VALUES + COUNTS
Kind = Literal["copied", "heaped", "impossible_share", "jump"]
KINDS: tuple[Kind, ...] = ("copied", "heaped", "impossible_share", "jump")
IMPOSSIBLE = 3  # a planted share counts so many times its whole
JUMP, HEAP = 50, 100
BLANK = 50  # every so many cells
FILLED = (WHOLES[0], PARTS[0], VALUES[0])  # never blank: single lies are told with them


@dataclass(frozen=True, slots=True)
class Facts:
    """Which figures are made.

    Args:
        seed: Seed of the nation.
        units: Number of units.
        years: The years, in order; the last is the one assessed.
        anomalies: Units with each kind of anomaly in the last year.
    """

    seed: int
    units: int
    years: tuple[int, ...]
    anomalies: int

    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that can be planted: nothing is copied from a year that is not there."""
        return KINDS if len(self.years) > 1 else KINDS[1:]

    def planted_unit(self, kind: Kind, number: int) -> int:
        """The number of the unit with the n-th anomaly of a kind: evenly spread, one anomaly a unit."""
        return (KINDS.index(kind) * self.anomalies + number) * self.units // (len(KINDS) * self.anomalies)

    def test(self, kind: Kind) -> str:
        """SQL condition: the figures of unit ``n`` in ``period`` have an anomaly of a kind."""
        units = [str(self.planted_unit(kind, number)) for number in range(self.anomalies if kind in self.kinds() else 0)]
        return f"(period = {self.years[-1]} and n in ({', '.join(units)}))" if units else "false"


def dice(seed: int, stream: int, number: str, sides: int) -> str:
    """SQL of a BIGINT from 0 below ``sides`` that looks like chance: the same for a seed, a stream below 4,096 and a row."""
    return f"cast(hash(cast({number} as bigint) * 4096 + {stream % 4096} + {seed % 2**20} * 4398046511104) % {sides} as bigint)"


def make_facts(connection: duckdb.DuckDBPyConnection, facts: Facts, levels: Levels) -> None:
    """Make view ``nation_facts``: unit_id, period and 120 figures, one row per unit and year in this order, whole numbers as DOUBLE.

    Args:
        connection: Where to make it.
        facts: Which figures.
        levels: The units.
    """
    clean = ", ".join(f"{_clean(facts, metric)} as {metric}" for metric in METRICS)
    told = ", ".join(f"{_told(facts, metric)} as {metric}" for metric in METRICS)
    connection.execute(
        f"create or replace view nation_facts as select unit_id, period, {told} from (select n, unit_id, period, {clean} from ("
        f"select n, {levels.identity('n')} as unit_id, period, case when {facts.test('copied')} then period - 1 else period end as year_of "
        f"from (select i % {facts.units} as n, {facts.years[0]} + i // {facts.units} as period "
        f"from range({facts.units * len(facts.years)}) as t (i)) as u) as r) as c"
    )


def planted(connection: duckdb.DuckDBPyConnection, facts: Facts) -> list[dict[str, Any]]:
    """What is planted among the figures: one entry per unit with kind, unit_id, period and the figures concerned."""
    names: dict[str, tuple[str, ...]] = {"copied": METRICS, "heaped": WHOLES + VALUES, "impossible_share": PARTS[:1], "jump": VALUES[:1]}
    found = []
    for kind in facts.kinds():
        units = [facts.planted_unit(kind, number) for number in range(facts.anomalies)]
        listed = ", ".join(map(str, units))
        identities = connection.execute(f"select unit_id from nation_units where n in ({listed}) order by n").fetchall() if units else []
        found += [{"kind": kind, "unit_id": unit, "period": facts.years[-1], "metrics": list(names[kind])} for (unit,) in identities]
    return found


def _clean(facts: Facts, metric: str) -> str:
    """A figure as it should be: a level of its unit that grows by the year, blank in one case of fifty."""
    family, k = metric[0], int(metric[1:])
    now, stream = "n * 64 + year_of % 64", 100 * "wpve".index(family) + k
    blank = f"{dice(facts.seed, 1000 + stream, now, BLANK)} = 0"
    if family in {"w", "p"}:
        value = _amount(facts, k, k)
    else:
        value = (
            _amount(facts, stream, stream)
            if family == "v"
            else f"{dice(facts.seed, stream, 'n', 13)} * {dice(facts.seed, 500 + stream, now, 3)}"
        )
    if family == "p":
        value = f"{value} * (40 + {dice(facts.seed, stream, now, 61)}) // 100"
    return value if metric in FILLED else f"case when {blank} then null else {value} end"


def _amount(facts: Facts, level: int, growth: int) -> str:
    grown = f"(1000 + 40 * (year_of - {facts.years[0]}) + {dice(facts.seed, 500 + growth, 'n * 64 + year_of % 64', 70)})"
    return f"(200 + {dice(facts.seed, level, 'n', 49_800)}) * {grown} // 10000"


def _told(facts: Facts, metric: str) -> str:
    """A figure as it is delivered, lies included."""
    value = metric
    if metric in WHOLES + VALUES:
        value = f"case when {facts.test('heaped')} then ceil({metric} / {HEAP}.0) * {HEAP} else {metric} end"
    if metric == PARTS[0]:
        value = f"case when {facts.test('impossible_share')} then {IMPOSSIBLE} * {WHOLES[0]} else {metric} end"
    if metric == VALUES[0]:
        value = f"case when {facts.test('jump')} then {JUMP} * {metric} else {value} end"
    return f"cast({value} as double)"
