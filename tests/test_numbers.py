"""Rounding and formatting, in Python and in SQL, against each other and against hand-computed values."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from scoring.criteria import read_criteria
from scoring.criteria.formulas import FormulaError, parse_formula
from scoring.files import yamlfile
from scoring.numbers import (
    LARGEST,
    MEASURE_DIGITS,
    MOST_CARRIED,
    MOST_DIGITS,
    Mode,
    compare_sql,
    decimal_sql,
    fixed,
    fixed_or_blank,
    from_double,
    guard_sql,
    last_places,
    odds,
    percent,
    plain,
    plain_or_blank,
    rank_sql,
    rounded,
    rounded_sql,
    row_product_sql,
    row_quotient_sql,
    shown_sql,
    snap_sql,
    snapped,
    square_root,
)
from tests.rules.frame import FRAME, merged

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("value", "digits", "half_up", "cut"),
    [
        ("1.005", 2, "1.01", "1.00"),
        ("2.675", 2, "2.68", "2.67"),
        ("-2.675", 2, "-2.68", "-2.67"),
        ("0.5", 0, "1", "0"),
        ("-0.5", 0, "-1", "0"),
        ("1.5", 0, "2", "1"),
        ("2.5", 0, "3", "2"),
        ("89.9949", 2, "89.99", "89.99"),
        ("89.995", 2, "90.00", "89.99"),
        ("-0.004", 2, "0.00", "0.00"),
        ("12", 2, "12.00", "12.00"),
    ],
)
def test_a_tie_goes_away_from_zero_and_truncation_towards_it(value: str, digits: int, half_up: str, cut: str) -> None:
    assert str(rounded(Decimal(value), digits)) == half_up
    assert str(rounded(Decimal(value), digits, "truncate")) == cut


def test_a_fraction_is_rounded_from_its_exact_value() -> None:
    assert rounded(Fraction(92, 640) * 100, 2) == Decimal("14.38")  # 14.375, which a double prints as 14.37
    assert rounded(Fraction(-1, 3), 4) == Decimal("-0.3333")
    assert rounded(Fraction(2, 3), 4, "truncate") == Decimal("0.6666")


def test_a_value_within_the_error_of_a_double_below_a_tie_counts_as_the_tie() -> None:
    assert snapped(Decimal("1.00499999999999"), 2) == Decimal("1.01")
    assert snapped(Decimal("1.0049999999"), 2) == Decimal("1.00")


@pytest.mark.parametrize(
    ("value", "text"),
    [("11.8200", "11.82"), ("12.0000", "12"), ("0.00", "0"), ("-0.00", "0"), ("1E+3", "1000"), ("-3.50", "-3.5"), ("100", "100")],
)
def test_plain_drops_only_zeros_that_say_nothing(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


def test_fixed_and_percent_have_exactly_the_digits_asked_for() -> None:
    assert fixed(90, 2) == "90.00"
    assert fixed(Decimal("1.235"), 2, "truncate") == "1.23"
    assert percent(Fraction(985031, 1000000)) == "98.50%"
    assert percent(Decimal("0.12345"), 1) == "12.3%"


@pytest.mark.parametrize(
    ("double", "text"), [(0.1 + 0.2, "0.3"), (92 / 640 * 100, "14.375"), (100.0, "1E+2"), (-1.005, "-1.005"), (1 / 3, "0.3333333333")]
)
def test_a_double_is_freed_from_its_error(double: float, text: str) -> None:
    assert str(from_double(double)) == text


@pytest.fixture(scope="module")
def numbers() -> Iterator[duckdb.DuckDBPyConnection]:
    """Table ``numbers``: decimals with all their ties, and the same as doubles; seeded, so always the same."""
    dice = random.Random(20170811)  # noqa: S311 - not a secret
    ties = [Decimal(i * 10 + 5).scaleb(-digits - 1) for digits in range(5) for i in range(-400, 400)]
    exact = ties + [Decimal(dice.randrange(-(10**8), 10**8)).scaleb(-4) for _ in range(4000)]
    with duckdb.connect() as connection:
        connection.execute("create table numbers (exact decimal(18,6), guess double)")
        connection.execute(
            "insert into numbers select unnest($texts)::decimal(18,6), unnest($texts)::double", {"texts": [str(value) for value in exact]}
        )
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    found = connection.execute(query).fetchall()
    assert len(found) == 8000
    return found


@pytest.mark.parametrize("digits", range(6))
def test_snapping_a_double_in_sql_is_snapping_in_python(numbers: duckdb.DuckDBPyConnection, digits: int) -> None:
    for exact, found in rows(numbers, f"select exact, {snap_sql('guess', digits)} from numbers"):
        assert found == rounded(exact, digits), exact


def test_a_guarded_double_compares_equal_to_the_number_it_stands_for(numbers: duckdb.DuckDBPyConnection) -> None:
    compared = rows(numbers, f"select {guard_sql('guess')} = exact, {guard_sql('guess - 1e-9')} < exact from numbers")
    assert set(compared) == {(True, True)}


def test_casting_a_double_directly_would_be_wrong_in_ties(numbers: duckdb.DuckDBPyConnection) -> None:
    direct = rows(numbers, "select exact, guess::decimal(18,2) from numbers")
    assert any(found != rounded(exact, 2) for exact, found in direct)


@pytest.mark.parametrize("mode", ["half_up", "truncate"])
@pytest.mark.parametrize("digits", range(6))
def test_rounding_a_decimal_in_sql_is_rounding_in_python(numbers: duckdb.DuckDBPyConnection, digits: int, mode: Mode) -> None:
    expression = rounded_sql("exact::decimal(18,4)", digits, mode)
    for exact, found, kind in rows(numbers, f"select exact, {expression}, typeof({expression}) from numbers"):
        points = rounded(exact, 4)
        assert found == rounded(points, min(digits, 4), mode), exact
        assert kind == "DECIMAL(18,4)"


@pytest.mark.parametrize("value", [Decimal("0.1"), Decimal("-2.50"), 7, Fraction(1, 8), Fraction(-3, 4), Decimal("1E+3"), Decimal("1E-7")])
def test_a_number_of_the_criteria_reaches_sql_exactly(value: Decimal | Fraction | int) -> None:
    with duckdb.connect() as connection:
        found, negated = connection.execute(f"select {decimal_sql(value)}, 1 -{decimal_sql(value)}").fetchall()[0]
    assert Fraction(found) == Fraction(value)
    assert Fraction(negated) == 1 - Fraction(value)


@pytest.mark.parametrize("operator", [">=", ">", "<", "<=", "=", "<>"])
@pytest.mark.parametrize("bound", ["0", "0.9", "-1.005", "100", "0.3333333333", "0.00000000005"])
def test_comparing_a_double_is_comparing_the_number_it_stands_for(numbers: duckdb.DuckDBPyConnection, operator: str, bound: str) -> None:
    limit = Decimal(bound)
    around = ", ".join(f"{bound}::double + {step}" for step in ("0", "4e-11", "-4e-11", "6e-11"))
    near = f"(select unnest([guess, {around}]) as x from numbers)"
    differing = numbers.execute(
        f"select x from {near} where {compare_sql('x', operator, limit)} <> ({guard_sql('x')} {operator} {decimal_sql(limit)})"
    ).fetchall()
    assert differing == []


def test_what_is_missing_is_printed_blank_and_zero_is_printed() -> None:
    assert [plain_or_blank(value) for value in (None, 0, Decimal("11.8200"))] == ["", "0", "11.82"]
    assert [fixed_or_blank(value, 2) for value in (None, Decimal(0), Decimal("2.345"))] == ["", "0.00", "2.35"]


def computed(sql: str) -> Any:
    return duckdb.execute(f"select {sql}").fetchall()[0][0]


@pytest.mark.parametrize(
    ("number", "factor", "product"),
    [
        ("0.0000000001", "123456789", "0.0123456789"),  # up to nine digits: all ten decimals of the other count
        ("0.0000000001", "1234567890", "0"),  # more: both with six decimals
        ("0.0000000004", "0.12345678", "0.0000000000"),
        ("10.0000000001", "0.12345678", "1.2345678000"),
        ("0.1234567899", "0.123456789", "0.0152416308"),  # 0.123457 x 0.123457 = 0.015241630849
        ("3.5", "-2", "-7"),
    ],
)
def test_a_product_within_a_row_is_exact_for_short_factors(number: str, factor: str, product: str) -> None:
    found = computed(row_product_sql((f"cast({number} as decimal(28,10))", f"({factor})"), Decimal(factor)))
    assert found == Decimal(product)


def test_a_product_of_two_numbers_of_a_row_takes_six_decimals_of_each() -> None:
    assert computed(row_product_sql(("cast(2.0000004 as decimal(28,10))", "cast(3.0000005 as decimal(28,10))"))) == Decimal("6.000002")


@pytest.mark.parametrize(
    ("dividend", "divisor", "quotient"), [("1", "3", "0.333333"), ("2", "3", "0.666667"), ("1", "0", None), ("-1", "8", "-0.125")]
)
def test_a_quotient_within_a_row_is_rounded_to_six_decimals(dividend: str, divisor: str, quotient: str | None) -> None:
    assert computed(row_quotient_sql(f"({dividend})", divisor)) == (None if quotient is None else Decimal(quotient))


@pytest.mark.parametrize(
    ("rank", "values", "percentile"),
    [
        ("0.5", "1 2 4", "2"),
        ("0.5", "1 2 4 8", "3"),
        ("0.25", "1 2 4 8", "1.75"),
        ("0.9", "1 2 4 8", "6.8"),
        ("0", "1 2 4", "1"),
        ("1", "1 2 4", "4"),
        ("0.333333333", "0 3", "0.99999999"),  # beyond eight decimals a rank is rounded off
        ("0.5", "7", "7"),
    ],
)
def test_a_percentile_lies_between_its_neighbours(rank: str, values: str, percentile: str) -> None:
    listed = [Decimal(value) for value in values.split()]
    place, _ = rank_sql(Decimal(rank), "0", "0", f"cast({len(listed)} as bigint)")
    at = computed(place)
    low, high = (f"cast({listed[min(at + step, len(listed) - 1)]} as decimal(28,10))" for step in (0, 1))
    assert computed(rank_sql(Decimal(rank), low, high, f"cast({len(listed)} as bigint)")[1]) == Decimal(percentile)


def test_a_small_chance_is_told_as_odds_that_it_does_not_exceed() -> None:
    chances = [Fraction(3, 10_000), Fraction(1), Fraction(2, 3), Fraction(1, 10**9), Fraction(1, 10**10), Fraction(0)]
    assert [odds(chance) for chance in chances] == ["1/3333", "1/1", "1/1", "1/1000000000", "1/1000000000", "1/1000000000"]


def test_a_square_root_has_sixty_digits() -> None:
    assert square_root(Fraction(9, 4)) == Decimal("1.5")
    assert str(square_root(2)) == "1.41421356237309504880168872420969807856967187537694807317668"


def test_an_array_is_rounded_in_units_of_the_last_printed_place() -> None:
    import numpy as np

    just_below = Decimal("0.000000000045"), Decimal("0.000000000055")  # on either side of the guard of 0.00000000005
    values = [float(Decimal("91.335") - less) for less in just_below]
    assert list(last_places(np.array(values), 2)) == [9134.0, 9133.0]
    assert list(last_places(np.array([-values[0], 0.0, 1.0]), 2)) == [-9134.0, 0.0, 100.0]
    assert list(last_places(np.array([1.999, -1.999]), 2, "truncate")) == [199.0, -199.0]


def test_a_value_has_to_lie_below_what_the_tables_hold() -> None:
    assert LARGEST == 10**18
    just_below, there = (computed(guard_sql(f"cast({value} as double)")) for value in (LARGEST - 1024, LARGEST))
    assert just_below is not None
    assert there is None


def test_a_formula_rounds_to_ten_digits_at_most() -> None:
    assert MOST_DIGITS == 10  # what is freed from the error of the double
    assert parse_formula("round(a, 10)").args[1].value == MOST_DIGITS
    with pytest.raises(FormulaError):
        parse_formula("round(a, 11)")


@pytest.mark.parametrize(("carry", "codes"), [(8, []), (9, ["C006"])])
def test_points_are_carried_with_eight_digits_at_most(carry: int, codes: list[str]) -> None:
    assert MOST_CARRIED == 8
    indicators = [{"id": "a", "title": "甲", "points": 100, "rule": "presence"}]
    policy = {"rounding": {"digits": 2, "mode": "half_up", "at": "total", "carry": carry}}
    _, problems = read_criteria(yamlfile.YamlFile("case.yaml", merged(FRAME, {"policy": policy, "indicators": indicators})))
    assert [problem.code for problem in problems] == codes


def test_a_measure_is_shown_with_six_decimals() -> None:
    assert MEASURE_DIGITS == 6
    assert [computed(shown_sql(f"cast({value} as double)")) for value in ("2 / 3", "-2e9 / 3", "12345678.12345678")] == [
        Decimal("0.666667"),
        Decimal("-666666666.666667"),
        Decimal("12345678.123457"),
    ]
