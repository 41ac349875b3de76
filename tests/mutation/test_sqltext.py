"""Mutants of SQL: which ones a text has, that they touch nothing else, and that a star or a placeholder is left alone."""

from __future__ import annotations

import duckdb
import pytest

from tests.mutation.mutants import files
from tests.mutation.sqltext import changes

# The text, and every mutant of it.
CASES = [
    ("a < b", ["a <= b"]),
    ("case when a > 0 then x end", ["case when a >= 0 then x end", "case when a > 1 then x end"]),
    ("x is null", ["x is not null", "x is 0"]),
    ("x is not null", ["x is  null", "x is not 0"]),
    ("a and b", ["b", "a", "a or b"]),
    ("between 1 and 2", ["between 2 and 2", "between 1 or 2", "between 1 and 3"]),
    ("coalesce(a, b)", ["coalesce(b)", "coalesce(a)"]),
    ("min(x) over (partition by p, q order by o)", ["max(x) over (partition by p, q order by o)", "by q order", "by p order"]),
    ("count(*)", []),
    ("select * from {table} where x", ["where true or x"]),
    ("{and}", []),
    ("desc", ["asc"]),
    ("rank", ["dense_rank"]),
    ("'gate'", ["'XXgate'"]),
    ("0.5", ["1.5"]),
    ("1E0", ["2E0"]),
    ("case when a then 1 when b then 2 else c end", ["when b then 2 else c", "when a then 1 else c", "else null", "then 3 else"]),
    ("a union all b", ["a union  b"]),
    ("a left join b on c", ["a inner join b on c"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_text_has_these_mutants(text: str, expected: list[str]) -> None:
    made = [" ".join(change.made(text).split()) for change in changes(text)]
    wanted = [" ".join(part.split()) for part in expected]
    assert not [part for part in wanted if not any(part in each for each in made)], made
    assert len(wanted) <= len(made)
    assert bool(wanted) == bool(made), made


def test_a_mutant_of_a_window_gives_another_answer() -> None:
    text = "select x, rank() over (partition by g order by x) as r from (values (1, 1), (1, 1), (2, 1), (1, 2)) as t(x, g) order by all"
    answers = {change.made(text): duckdb.execute(change.made(text)).fetchall() for change in changes(text) if "dense" in change.now}
    assert answers == {text.replace("rank()", "dense_rank()"): [(1, 1), (1, 1), (1, 1), (2, 2)]}


def test_every_file_of_sql_under_test_has_mutants() -> None:
    listed = [file for file in files() if file.suffix == ".sql"]
    assert len(listed) > 8
    assert {file.name: len(changes(file.read_text("utf-8"))) > 1 for file in listed} == {file.name: True for file in listed}
