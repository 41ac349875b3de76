"""Lint: shipped packs are clean, and the reasoning about conditions never calls possible things impossible."""

from __future__ import annotations

import operator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.authoring.testing import lint_criteria
from scoring.criteria.formulas import Formula, parse_formula
from scoring.folder.packs import shipped_packs
from scoring.lint import RULES, STRUCTURE
from scoring.lint.conditions import could_fail, could_hold
from scoring.lint.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BROKEN = Path(__file__).parents[1] / "broken" / "criteria"


@pytest.mark.parametrize("pack", shipped_packs())
def test_a_shipped_pack_has_no_problem(pack: str) -> None:
    assert lint_criteria(pack) == ()


@pytest.mark.parametrize("check", [*STRUCTURE, *RULES], ids=lambda check: check.__name__)
def test_every_check_names_its_codes_and_each_has_a_broken_file(check: Callable[..., Any]) -> None:
    codes = {word.strip(":;,.") for word in (check.__doc__ or "").split() if word.strip(":;,.")[1:].isdigit() and word.startswith("C")}
    said = "".join(file.read_text("utf-8") for file in BROKEN.glob("*.txt"))
    assert codes
    assert [code for code in codes if f"[{code}]" not in said] == []


CASES = {
    "x > 5": (True, True),
    "x > 100": (False, True),
    "x >= 100": (True, True),
    "x < 0": (False, True),
    "x >= 0": (True, False),
    "x > 5 and x < 6": (True, True),
    "x > 5 and x <= 5": (False, True),
    "x >= 5 and x <= 5": (True, True),
    "not (x > 5 or x <= 5)": (False, True),
    "x == 3 and x != 3": (False, True),
    "x + y > 200": (False, True),
    "x - y > 100": (False, True),
    "x * y > 10000": (False, True),
    "x / (y + 1) > 100": (False, True),
    "x / y < 0": (False, True),
    "min(x, y) > 100": (False, True),
    "abs(x - y) > 100": (False, True),
    "if_(x > 3, 1, 2) > 2": (False, True),
    "n > 100": (True, True),
    "5 < x and 3 > x": (False, True),
    "x > -5": (True, False),
}


def known(name: Formula) -> Interval:
    """``x`` and ``y`` lie in 0 to 100, everything else anywhere."""
    return Interval(Decimal(0), Decimal(100)) if name.name in {"x", "y"} else Interval()


@pytest.mark.parametrize("text", CASES)
def test_what_can_hold_and_what_can_fail(text: str) -> None:
    condition = parse_formula(text)
    assert (could_hold(condition, known), could_fail(condition, known)) == CASES[text]


NUMBER = st.one_of(st.sampled_from(["x", "y"]), st.integers(-3, 103).map(str))
ARITHMETIC = st.recursive(
    NUMBER, lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({' '.join(parts)})"), max_leaves=4
)
COMPARED = st.tuples(ARITHMETIC, st.sampled_from([">", ">=", "<", "<=", "==", "!="]), ARITHMETIC).map(" ".join)
CONDITION = st.recursive(
    COMPARED,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({' '.join(t)})"),
        inner.map(lambda text: f"(not ({text}))"),
    ),
    max_leaves=5,
)
SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
}


def value(formula: Formula, names: Mapping[str, int]) -> Any:  # noqa: PLR0911 - one case per operator reads best
    """A formula for known numbers; raises ZeroDivisionError."""
    if formula.op == "number":
        return Fraction(formula.value)
    if formula.op == "name":
        return Fraction(names[formula.name])
    args = [value(arg, names) for arg in formula.args]
    match formula.op:
        case "and":
            return all(args)
        case "or":
            return any(args)
        case "not":
            return not args[0]
        case "neg":
            return -args[0]
        case _:
            return SIGNS[formula.op](*args)


@given(CONDITION, st.integers(0, 100), st.integers(0, 100))
def test_what_is_so_is_never_called_impossible(text: str, x: int, y: int) -> None:
    condition = parse_formula(text)
    try:
        holds = value(condition, {"x": x, "y": y})
    except ZeroDivisionError:
        return
    assert (could_hold if holds else could_fail)(condition, known), text
