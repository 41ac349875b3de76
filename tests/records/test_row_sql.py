"""Formulas over a row as SQL: what is unknown stays unknown, numbers are exact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from scoring.criteria.formula_tree import Formula
from scoring.engine.database import Session
from scoring.records.row_sql import RowSql
from tests.records.counting import call, deadline, judged, load_rows, name, number, table, text

BLANK: dict[str, Any] = {"unit_id": "a"}


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session(threads=1) as session:
        yield session


def result(session: Session, formula: Formula, row: dict[str, Any] | None = None, unusable: str = "exclude") -> Any:
    """The value of a formula over one row."""
    load_rows(session, [{**BLANK, **(row or {})}], ["reply"])
    writer = RowSql(table(), {"reply": deadline("reply", unusable)})
    return session.rows(f"select {writer.sql(formula)} from records_letters as c")[0][0]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (call("=", name("channel"), text("网")), False),
        (call("<>", name("channel"), text("网")), True),
        (call("in", name("channel"), text("网"), text("信")), False),
        (call("not", call("in", name("channel"), text("网"))), True),
        (call("=", name("channel"), name("case_id")), False),
        (call(">", name("pages"), number(1)), None),
        (call("not", call(">", name("pages"), number(1))), None),
        (call("<", name("came_on"), text("2023-05-01")), None),
        (name("urgent"), None),
        (call("not", name("urgent")), None),
        (call("given", name("urgent")), False),
        (call("given", call(">", name("pages"), number(1))), False),
        (call("and", name("urgent"), call("<>", name("channel"), text("网"))), None),
        (call("and", name("urgent"), call("=", name("channel"), text("网"))), False),
        (call("or", name("urgent"), call("<>", name("channel"), text("网"))), True),
        (call("min", name("pages"), number(3)), None),
        (call("if_", name("urgent"), number(1), number(2)), None),
    ],
)
def test_a_blank_cell_is_unknown_except_for_text(session: Session, formula: Formula, expected: object) -> None:
    assert result(session, formula) is expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (call("+", name("amount"), number("0.0000000001")), Decimal("12.3456789013")),
        (call("*", name("amount"), number("1.5")), Decimal("18.5185183518")),
        (call("*", name("amount"), name("amount")), Decimal("152.4157899710")),  # factors with six decimals: 12.345679 squared
        (call("*", name("amount"), name("pages")), Decimal("86.4197530000")),
        (call("/", name("pages"), number(3)), Decimal("2.333333")),
        (call("/", number(2), number(3)), Decimal("0.666667")),
        (call("/", name("pages"), call("-", name("pages"), number(7))), None),
        (call("-", name("pages"), number(9)), -2),
        (call("abs", call("neg", name("pages"))), 7),
        (call("max", name("pages"), name("amount")), Decimal("12.3456789012")),
        (call("days", text("2023-01-01"), name("came_on")), 59),
        (call("if_", call("=", name("pages"), number(7)), number("0.5"), number(2)), Decimal("0.5")),
    ],
)
def test_numbers_are_exact(session: Session, formula: Formula, expected: Decimal | int | None) -> None:
    row = {"amount": Decimal("12.3456789012"), "pages": 7, "came_on": date(2023, 3, 1)}
    assert result(session, formula, row) == expected


def test_dates_are_compared_with_texts_and_with_each_other(session: Session) -> None:
    row = {"came_on": date(2023, 3, 1), "done_on": date(2023, 3, 2)}
    assert result(session, call(">=", name("came_on"), text("2023-03-01")), row) is True
    assert result(session, call("<", name("done_on"), name("came_on")), row) is False


# State: on time, late, open after its last day, open before it, without a date.
@pytest.mark.parametrize(
    ("op", "unusable", "expected"),
    [
        ("on_time", "exclude", [True, False, False, None, None]),
        ("late", "exclude", [False, True, True, None, None]),
        ("pending", "exclude", [False, False, False, True, None]),
        ("unusable", "exclude", [False, False, False, False, True]),
        ("on_time", "not_assessable", [True, False, False, None, None]),
        ("on_time", "late", [True, False, False, None, False]),
        ("late", "late", [False, True, True, None, True]),
        ("pending", "late", [False, False, False, True, False]),
    ],
)
def test_what_a_state_says(session: Session, op: str, unusable: str, expected: list[bool | None]) -> None:
    assert [result(session, judged(op, "reply"), {"state__reply": state}, unusable) for state in (0, 1, 2, 3, 10)] == expected


def test_a_text_with_a_quote_stays_a_text(session: Session) -> None:
    assert result(session, call("=", name("channel"), text("it's")), {"channel": "it's"}) is True
