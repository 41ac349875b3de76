"""Formulas against whatever text there is: refused with a reason, or computed exactly as written."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.criteria.fields import FORMULA_REASONS
from scoring.criteria.formulas import FUNCTIONS, Formula, FormulaError, formula_sql, parse_formula
from scoring.files import yamlfile
from scoring.folder.planning import load_plan
from tests.budgets import examples
from tests.oracle.formulas import BEYOND_A_DOUBLE
from tests.oracle.reading import load
from tests.oracle.tree import Tree
from tests.rules.frame import FRAME, merged
from tests.rules.test_oracle import assert_same

METRICS = ("special_funds_wan_yuan", "fees_collected_wan_yuan", "requests_closed")
NAMES = (*METRICS, "prev(requests_closed)", "prev(special_funds_wan_yuan, 3)", "earlier", "late_reply")
ATTACKS = (
    "",
    " ",
    "read_csv('/etc/passwd')",
    "read_text('x')",
    "glob('*')",
    "getenv('HOME')",
    "facts",
    "facts.value",
    "(select 1)",
    "select value from facts",
    "1; drop table facts",
    "a -- b",
    "a /* b */ + 1",
    "'a'",
    '"a"',
    "f'{a}'",
    "b'a'",
    "[a for a in b]",
    "{a: 1}",
    "(lambda: 1)()",
    "(a := 1)",
    "a[0]",
    "a.b",
    "min(*a)",
    "min(a, b, key=c)",
    "a ** 9 ** 9",
    "a % 2",
    "a // 2",
    "a if b else c",
    "1 < a < 3",
    "a is b",
    "a in b",
    "1e999999",
    "1e5",
    "nan",
    "inf",
    "-inf",
    "1j",
    "0x10",
    "1_000",
    "9" * 499,
    "." * 499,
    "(" * 400,
    "-" * 499,
    "-" * 498 + "1",
    "+".join("a" * 200),
    "abs(" * 90 + "1" + ")" * 90,
    "min(" * 20 + "a" + ",a)" * 20,
    "x" * 10_000,
    "await a",
    "yield a",
    "...",
    "None",
    "True",
    "__import__('os')",
    "prev(a, 0)",
    "prev(a, 21)",
    "prev(a, b)",
    "prev(a, True)",
    "prev(a + b)",
    "prev(1)",
    "round(a, 11)",
    "round(a, -1)",
    "round(a)",
    "(a > 1) + 1",
    "-(a > 1)",
    "min(a > 1, 2)",
    "if_(a, 1, 2)",
    "a and b",
    "not a",
    "\ud800",
    "a\x00b",
    "a\nb",
    "１２ + a",
    "a，b",
    "current_setting('threads')",
    "pragma_version()",
    "set threads = 1",
)
# Every word that the SQL of a formula may hold besides numbers and columns.
KEYWORDS = {"CAST", "TRY_CAST", "AS", "DOUBLE", "DECIMAL", "CASE", "WHEN", "THEN", "ELSE", "END", "AND", "OR", "NOT", "IS", "NULL"}
WORDS = KEYWORDS | {"NULLIF", "ABS", "LEAST", "GREATEST", "SQRT", "LN", "EXP", "POWER"}
TOKEN = re.compile(
    r"\s*(?:(?P<word>[A-Za-z_][A-Za-z_0-9]*)|(?P<number>[0-9]+(?:\.[0-9]*)?(?:E[+-][0-9]{1,2})?)|(?P<sign><>|<=|>=|[-+*/()<>=,]))"
)


def parsed(text: str) -> Formula | None:
    try:
        return parse_formula(text)
    except FormulaError as error:
        refusal = error
    assert refusal.reason in FORMULA_REASONS
    assert len(refusal.found) <= 61
    return None


def tokens(sql: str) -> set[str]:
    """The words of a text that is made of words, numbers and signs alone."""
    words, place = set(), 0
    while place < len(sql):
        match = TOKEN.match(sql, place)
        assert match, sql[place : place + 40]
        words.add(match["word"])
        place = match.end()
    return words - {None}


def assert_tame(formula: Formula) -> None:
    sql = formula_sql(formula, lambda _name: "column_of_a_name")
    assert tokens(sql) <= WORDS | {"column_of_a_name"}
    assert len(sql) < 200_000


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_is_refused_or_is_a_name_like_any_other(text: str) -> None:
    formula = parsed(text)
    assert formula is None or text in {"nan", "inf", "-inf", "facts", "a -- b", "+".join("a" * 200), "a\nb"}
    if formula:
        assert_tame(formula)


pieces = st.sampled_from([*ATTACKS[2:40], *FUNCTIONS, *NAMES, "(", ")", ",", "+", "-", "*", "/", ">", "==", "and", "not", "1", "0.5", " "])


@settings(max_examples=examples(180), deadline=None)
@given(text=st.one_of(st.text(max_size=600), st.lists(pieces, max_size=40).map("".join)))
@example("( " * 200)
def test_arbitrary_text_is_refused_or_tame(text: str) -> None:
    formula = parsed(text)
    if formula:
        assert_tame(formula)


numbers = st.one_of(st.integers(0, 12), st.decimals(0, 3, places=1), st.just(Decimal("0.1"))).map(str)


def _call(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=2, max_size=3).map(", ".join)
    many = st.tuples(st.sampled_from(["min", "max", "mean", "geometric_mean", "harmonic_mean"]), several)
    one = st.tuples(st.sampled_from(["sqrt", "ln", "exp", "abs", "-"]), inner)
    condition = st.tuples(inner, st.sampled_from([">", ">=", "==", "!=", "<"]), inner).map(" ".join)
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
        many.map(lambda parts: f"{parts[0]}({parts[1]})"),
        one.map(lambda parts: f"{parts[0]}({parts[1]})"),
        st.tuples(inner, st.sampled_from(["0.5", "1/3", "2", "-1"])).map(lambda parts: f"power({parts[0]}, {parts[1]})"),
        st.tuples(inner, st.integers(0, 6)).map(lambda parts: f"round({parts[0]}, {parts[1]})"),
        st.tuples(condition, inner, inner).map(lambda parts: f"if_({', '.join(parts)})"),
    )


formulas = st.recursive(st.one_of(numbers, st.sampled_from(NAMES)), _call, max_leaves=6)
figures = st.one_of(st.integers(0, 3), st.integers(0, 3), st.decimals(-3, 3, places=1), st.integers(0, 10**6), st.sampled_from([None, "/"]))


def _plan(tmp: Path, formulas_: list[str]) -> Any:
    import yaml

    measures = {f"m{k}": {"title": f"测度{k}", "value": text} for k, text in enumerate(formulas_)}
    measures["earlier"] = {"title": "前几年", "value": "requests_closed + prev(fees_collected_wan_yuan, 2)"}
    items = [
        {"id": f"a.m{k}", "title": f"指标{k}", "points": 1, "measure": f"m{k}", "rule": {"quota": {"target": 1}}}
        for k in range(len(formulas_))
    ]
    data = merged(FRAME, {"measures": measures}) | {"indicators": [{"id": "a", "title": "方面", "points": len(items), "items": items}]}
    file = tmp / "criteria.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    yamlfile.read(file)
    plan, problems = load_plan(file)
    assert plan, problems
    return plan, Tree(load(file))


@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(texts=st.lists(formulas, min_size=4, max_size=8), data=st.data())
def test_formulas_equal_the_oracle(texts: list[str], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    usable = [text for text in texts if parsed(text)]
    if not usable:
        return
    plan, oracle = _plan(tmp_path_factory.mktemp("fuzz"), usable)
    units = [
        {
            "id": f"u{k}",
            "group": "city",
            "facts": {metric: data.draw(figures) for metric in METRICS},
            "prev": {metric: data.draw(figures) for metric in METRICS},
            "years": {year: {metric: data.draw(figures) for metric in METRICS} for year in (2014, 2013)},
            "findings": [{"indicator": "a.m0", "event": "late_reply", "quantity": data.draw(st.integers(1, 3))}],
        }
        for k in range(4)
    ]
    tables = case_tables(plan, units)
    BEYOND_A_DOUBLE.clear()
    expected = oracle.run(tables)
    assume(not BEYOND_A_DOUBLE)
    found = compute(plan, tables)
    assert_same(found, expected)
    assert all(reason.endswith("。") for unit in found.values() for reason in unit["reasons"].values())


@settings(max_examples=examples(36), deadline=None)
@given(text=formulas, values=st.lists(st.decimals(-3, 1000, places=2), min_size=7, max_size=7))
def test_the_value_agrees_to_ten_digits(text: str, values: list[Decimal]) -> None:
    """The SQL of one formula over one row, against fractions: the same number, or none on both sides."""
    import duckdb

    from tests.oracle.kinds import Oracle
    from tests.oracle.units import Outcome

    formula = parsed(text)
    if formula is None:
        return
    known = dict(zip(sorted({f"{name.name}__{name.previous}" for name in formula.names()}), values, strict=False))

    class Values(Oracle):
        def fact(self, _unit: Any, key: str, *, previous: int, accept: bool) -> Outcome:
            del accept
            return Outcome(value=Fraction(known[f"{key}__{previous}"]))

    oracle = Values({"period": 2016, "policy": {"rounding": {"digits": 2, "at": "total"}}})
    want = oracle.evaluate(None, text)  # type: ignore[arg-type]  # the figures do not depend on a unit here
    sql = formula_sql(formula, lambda name: f"CAST({known[f'{name.name}__{name.previous}']} AS DOUBLE)")
    with duckdb.connect() as con:
        row = con.execute(f"select {sql}").fetchone()
    got = row[0] if row else None
    if want.status != "measured":
        assert got is None or not abs(got) < 10**18
    else:
        assert got is not None
        assert got == pytest.approx(float(want.value), rel=1e-10, abs=1e-9)
