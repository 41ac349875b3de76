"""Rule kind ``rank_score`` (R12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.shapes import NUMBER, choice, either, map_of
from scoring.files.yamlfile import Path
from scoring.rules.base import Bound, Row, joined
from scoring.rules.comparing import EQUAL, OVER, Placing, equal_standard, judged_of, read_equal, read_peers
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.peers import Peers
from scoring.rules.reading import Reading

PLACE = re.compile(r"([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?\Z")
REST = "rest"


@dataclass(frozen=True, slots=True)
class Place:
    """Points of the places up to ``last``, from where the entry before ends."""

    last: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class Parameters:
    """Peers, which end is the first, how points follow from places, and what ties mean.

    ``form`` is ``linear``, ``percentile``, ``table`` or ``step``; ``last`` are the points of the last (linear) or the least
    (step), ``table`` the places in order with ``rest`` for all others.
    """

    peers: Peers
    lowest_first: bool
    form: str
    last: Decimal
    step: Decimal
    table: tuple[Place, ...]
    rest: Decimal
    mean_ties: bool
    equal: str


class RankScore(Placing):
    """Points by the place among the peers (R12, 第一名满分，依次递减).

    r is the place, 1 for the ``best`` value (``highest`` or ``lowest``), n the number of peers. ``points: linear``: points = full -
    (full - ``last``) x (r - 1) / (n - 1). ``points: percentile``: points = full x (n - r + 1) / n. A table
    ``{1: 10, 2-3: 8, rest: 4}``: the points of the place. ``step`` instead of ``points``: points = full - ``step`` x (r - 1), not
    below ``last``. ``ties: competition`` gives those with the very same value the best place among them (1, 2, 2,
    4), ``mean`` the mean of their places (1, 2.5, 2.5, 4). A unit that is not ranked is given the place that it would
    have if it came in besides the n peers. A unit without any other peer has ``equal``: not assessable unless
    declared.

    Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), Part 1, section 1.5 "Ranking"; COINr ``n_rank``.
    """

    name = "rank_score"
    code = "R12"
    scheme = "目标考核中的“第一名满分，依次递减”"
    fields: ClassVar = {
        "over": OVER,
        "best": Field(
            "第一名的一端：highest 最高（缺省）、lowest 最低 which value is first: highest (default) or lowest", choice("highest", "lowest")
        ),
        "points": Field(
            "linear 按名次均匀递减（缺省）、percentile 按名次百分比、或名次分值表 linear (default), percentile, or a table of places",
            either(choice("linear", "percentile"), map_of(NUMBER)),
        ),
        "last": Field("末名（linear）或最少（step）得分，缺省 0 points of the last, or the least, 0 unless given", NUMBER),
        "step": Field("每后一名少得的分，代替 points points less per place, instead of points", NUMBER),
        "ties": Field(
            "并列：competition 取最好名次（缺省）、mean 取平均名次 competition ranks (default) or mean ranks", choice("competition", "mean")
        ),
        "equal": EQUAL,
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping({} if parameters is None else parameters, path, self.fields)
        lowest = reader.choice(fields.get("best", "highest"), (*path, "best"), ("highest", "lowest")) == "lowest"
        mean = reader.choice(fields.get("ties", "competition"), (*path, "ties"), ("competition", "mean")) == "mean"
        form, table, rest = _form(reading, fields)
        step = reader.number(fields.get("step", 0), (*path, "step"), above=0) if "step" in fields else ZERO
        last = reading.points(fields.get("last", 0), (*path, "last"))
        self._check(reading, fields, form)
        peers = read_peers(reading, fields, allowed=("group", "all"), order="asc" if lowest else "desc", ties=mean)
        return Parameters(peers, lowest, form, last, step, table, rest, mean, read_equal(reading, fields))

    @staticmethod
    def _check(reading: Reading, fields: dict[str, Any], form: str) -> None:
        """Parameters that do not go together (C070)."""
        reader, path = reading.reader, reading.path
        if "step" in fields and "points" in fields:
            reader.problem("C070", (*path, "step"), "step", wanted="points 与 step 二者取一")
        if "last" in fields and form in {"percentile", "table"}:
            reader.problem("C070", (*path, "last"), "last", wanted="last 只与 linear 或 step 同用")
        if form == "table" and fields.get("ties") == "mean":
            reader.problem("C070", (*path, "ties"), "ties", wanted="名次分值表按整数名次，ties 写 competition")

    def compared_sql(self, bound: Bound) -> str:
        rule, named = bound.parameters, bound.columns
        before = f"cast({named.ahead} as double)" + (f" + cast({named.same} as double) / 2" if rule.mean_ties else "")
        others, full = f"cast({named.others} as double)", f"{bound.full_double}"
        last = f"cast({numbers.decimal_sql(rule.last)} as double)"
        if rule.form == "linear":
            return f"({full} - ({full} - {last}) * ({before}) / nullif({others}, 0))"
        if rule.form == "percentile":
            return f"{full} * ({others} + 1 - ({before})) / nullif({others} + 1, 0)"
        if rule.form == "step":
            return f"greatest({last}, {full} - cast({numbers.decimal_sql(rule.step)} as double) * ({before}))"
        cases = " ".join(f"when {named.ahead} < {place.last} then {numbers.decimal_sql(place.points)}" for place in rule.table)
        return f"cast(case {cases} else {numbers.decimal_sql(rule.rest)} end as double)"

    def words(self, bound: Bound, row: Row) -> str:
        rule, named = bound.parameters, bound.columns
        ties = row.value(named.same) if rule.mean_ties else ZERO
        place = numbers.plain(row.value(named.ahead) + ties / 2 + 1)
        shared = f"（与{numbers.plain(ties)}个单位并列，取平均名次）" if ties else ""
        order = "从低到高" if rule.lowest_first else "从高到低"
        return f"{self.members(bound, row)}中{order}排第{place}名{shared}，{self._how(bound, row, place)}"

    def _how(self, bound: Bound, row: Row, place: str) -> str:
        rule, named = bound.parameters, bound.columns
        field = numbers.plain(row.value(named.count) - row.value(named.own) + 1)
        full, last = numbers.plain(row.full), numbers.plain(rule.last)
        if rule.form == "linear":
            return f"第1名满分、末名{last}分，计分{full}-({full}-{last})×({place}-1)÷({field}-1)"
        if rule.form == "percentile":
            return f"按名次百分比({field}-{place}+1)÷{field}计分"
        if rule.form == "step":
            return f"第1名满分，每后一名少{numbers.plain(rule.step)}分，不低于{last}分"
        return f"名次分值：{_table_words(rule)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        order = "从低到高" if rule.lowest_first else "从高到低"
        last = numbers.plain(rule.last)
        how = {
            "linear": f"第1名得满分，末名得{last}分，其间按名次均匀递减",
            "percentile": "按名次百分比计分",
            "step": f"第1名得满分，每后一名少得{numbers.plain(rule.step)}分，不低于{last}分",
            "table": _table_words(rule),
        }[rule.form]
        ties = "，并列取平均名次" if rule.mean_ties else "，并列取最好名次"
        return f"{judged_of(bound).measure.title}在{rule.peers.label}单位中{order}排名，{how}{ties}{equal_standard(rule.equal)}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        rule: Parameters = bound.parameters
        given = [place.points for place in rule.table] + [rule.rest] if rule.form == "table" else [full, rule.last]
        given += {"full": [full], "zero": [ZERO]}.get(rule.equal, [])
        return min(given), max(given)


def _form(reading: Reading, fields: dict[str, Any]) -> tuple[str, tuple[Place, ...], Decimal]:
    """How points follow from places: the form, the table and the points of the rest (C007, C036, C043, C071)."""
    written, path = fields.get("points", "linear"), (*reading.path, "points")
    if not isinstance(written, dict):
        form = reading.reader.choice(written, path, ("linear", "percentile"))
        return ("step" if "step" in fields else form), (), ZERO
    rest = reading.points(written.get(REST, 0), (*path, REST))
    places: list[Place] = []
    for key, points in written.items():
        if key != REST:
            place = _place(reading, key, places, path)
            places.append(Place(place, reading.points(points, (*path, str(key)))))
    if not places:
        reading.reader.problem("C043", path)
    return "table", tuple(places), rest


def _place(reading: Reading, key: object, before: list[Place], path: Path) -> int:
    """The last place that an entry stands for; entries follow each other without gaps (C071)."""
    match, first = PLACE.match(str(key)), (before[-1].last if before else 0) + 1
    if match is None or int(match[1]) != first or int(match[2] or match[1]) < first:
        reading.reader.problem("C071", (*path, str(key)), key)
        return first
    return int(match[2] or match[1])


def _table_words(rule: Parameters) -> str:
    words, first = [], 1
    for place in rule.table:
        places = f"第{first}名" if place.last == first else f"第{first}至{place.last}名"
        words.append(f"{places}{numbers.plain(place.points)}分")
        first = place.last + 1
    return joined([*words, f"其余{numbers.plain(rule.rest)}分"])
