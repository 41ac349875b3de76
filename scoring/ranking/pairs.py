"""Pairs of neighbours whose order hangs on a choice of policy: printed or exact, tie-breakers, rounding."""

from __future__ import annotations

from dataclasses import dataclass

from scoring import numbers
from scoring.criteria.model import Criteria
from scoring.criteria.policy import Rounding
from scoring.criteria.tiebreaks import comparable, tie_breakers
from scoring.engine.database import literal, sql_file

_CARRIED = ("unit_id", "ord", "place", "rank", "tie_place", "rank_score", "total_printed", "total_exact")
_MODE_WORDS = {"half_up": "四舍五入", "truncate": "截去尾数"}


@dataclass(frozen=True)
class _Choice:
    """One declared choice.

    Args:
        name: The key in ``policy``: ``on``, ``break_ties``, ``mode``.
        other: SQL of the score under the other choice, over ``ranked_units`` (u); empty where the score stays.
        words: SQL of what a sentence says of the other choice.
    """

    name: str
    other: str
    words: str


def pairs_sql(criteria: Criteria) -> str:
    """SQL of table ``policy_pairs``, linear in the units: one window over the order, no join of all with all.

    What is compared: the printed and the exact total (``on``); the order with and without the
    tie-breakers (``break_ties``); half-up and truncated totals, where the total is what is rounded and
    ranked (``mode``; where points were rounded before they were added, what was dropped cannot be had back).

    Another place of rounding (``at``) is not among the choices. It changes more than the total: rounded points
    pass through blocks and the shares of components; gates, floors and ceilings read the base, bonus and total
    that come of them; and tie-breakers compare base, bonus and penalty. Its order is that of a second roll-up
    with its own gates and tie-breakers, so it takes a second run under the other policy, not a column beside the total.
    """
    choices = _choices(criteria)
    others = [f"{choice.other} as other_{choice.name}" for choice in choices if choice.other]
    carried = [*_CARRIED, *(f"other_{choice.name}" for choice in choices if choice.other)]
    return sql_file(__package__, "pairs.sql").format(
        others=",\n        ".join(others),
        lags=",\n        ".join(f"lag({name}) over w as {'unit_a' if name == 'unit_id' else f'{name}_a'}" for name in carried),
        signs=",\n        ".join(f"{_sign(choice, criteria)} as sign_{choice.name}" for choice in choices),
        hangs=" or ".join(f"s.sign_{choice.name} <> s.declared" for choice in choices),
        depends_on=" || ".join(f"case when sign_{c.name} <> declared then ',{c.name}' else '' end" for c in choices),
        sentence=_sentence(criteria, choices),
    )


def _choices(criteria: Criteria) -> list[_Choice]:
    rounding, printed = criteria.policy.rounding, criteria.policy.rank_on == "printed"
    exact = " || '、' || ".join(numbers.plain_sql(name, rounding.carry) for name in ("total_exact_a", "total_exact"))
    on = f"'如按精确分（' || {exact} || '）排名'" if printed else "'如按公布分排名'"
    choices = [_Choice("on", "u.total_exact" if printed else "u.total_printed", on)]
    if criteria.policy.break_ties:
        choices.append(_Choice("break_ties", "", f"'两者同分，以' || {_decider(criteria)} || '定先后，如不比较'"))
    if printed and rounding.at == "total":
        other = Rounding(rounding.digits, "truncate" if rounding.mode == "half_up" else "half_up", rounding.at, rounding.carry)
        score = numbers.rounded_sql("u.total_exact", other.digits, other.mode, other.carry)
        choices.append(_Choice("mode", score, literal(f"如总分{_MODE_WORDS[other.mode]}")))
    return choices


def _sign(choice: _Choice, criteria: Criteria) -> str:
    """Who goes first under the other choice."""
    if not choice.other:
        return "case when rank_score_a = rank_score or place_a = place then 0 else 1 end"
    first, second = f"other_{choice.name}_a", f"other_{choice.name}"
    better, worse = (">", "<") if criteria.policy.best == "highest" else ("<", ">")
    return (
        f"case when {first} {better} {second} then 1 when {first} {worse} {second} then -1"
        " when tie_place_a < tie_place then 1 when tie_place_a > tie_place then -1 else 0 end"
    )


def _decider(criteria: Criteria) -> str:
    """SQL of the title of what decided between two units with the same score: table ``places`` knows it."""
    titles = comparable(criteria)
    cases = " ".join(f"when {literal(by)} then {literal(titles[by])}" for by, _ in tie_breakers(criteria) if by in titles)
    return f"case decided {cases} else '' end"


def _sentence(criteria: Criteria, choices: list[_Choice]) -> str:
    digits = criteria.policy.rounding.digits
    first, second = (numbers.fixed_sql(name, digits) for name in ("total_printed_a", "total_printed"))
    ranks = "'并列第' || cast(rank as varchar) || '名'"
    apart = "'分列第' || cast(rank_a as varchar) || '名、第' || cast(rank as varchar) || '名'"
    head = (
        f"name_a || '（' || {first} || '）与' || name_b || '（' || {second} || '）' || case when declared = 0 then {ranks} else {apart} end"
    )
    return "\n    || ".join([head, *(_clause(choice) for choice in choices), "'。'"])


def _clause(choice: _Choice) -> str:
    sign = f"sign_{choice.name}"
    outcome = f"case {sign} when 1 then '，则' || name_a || '在前' when -1 then '，则' || name_b || '在前' else '，则并列' end"
    return f"case when {sign} <> declared then '；' || {choice.words} || {outcome} else '' end"
