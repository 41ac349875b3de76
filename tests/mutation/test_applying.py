"""A mutant takes the place of what is imported, in its own process only, and what a test notices is told."""

from __future__ import annotations

import pytest

from scoring import numbers
from scoring.engine.database import sql_file
from tests.mutation import applying
from tests.mutation.trying import KILLED, NOT_HOT, SURVIVED, tried
from tests.repository import ROOT

FILE = "scoring/numbers.py"
SQL = "scoring/ranking/placed.sql"


def outcome(was: str, now: str) -> tuple[str, str]:
    """What becomes of a mutant of ``numbers`` with one test."""
    source = (ROOT / FILE).read_text("utf-8")
    assert was in source
    living = applying.functions(FILE)

    def work() -> str:
        applying.apply_hot(FILE, source.replace(was, now), living)
        return "" if numbers.fixed(2, 2) == "2.00" else "a test"

    return tried(work, 1)


def test_a_mutant_that_a_test_notices_is_killed() -> None:
    assert outcome("return format(rounded(value, digits, mode)", "return format(rounded(value, digits + 1, mode)") == (KILLED, "a test")
    assert numbers.fixed(2, 2) == "2.00"


def test_a_mutant_that_no_test_notices_survives() -> None:
    assert outcome("return text.rstrip", "return text.lstrip") == (SURVIVED, "")


def test_what_breaks_off_outside_of_a_test_is_not_taken_for_a_kill() -> None:
    with pytest.raises(RuntimeError, match="quantized"):
        outcome("result = exact.quantize(", "result = exact.quantized(")


def test_a_function_that_is_not_there_any_more_has_to_be_imported_anew() -> None:
    assert outcome("def odds(", "def chances(") == (NOT_HOT, "")


def test_a_file_of_sql_reads_as_its_mutant() -> None:
    def work() -> str:
        applying.apply_hot(SQL, "select 1", {})
        assert sql_file("scoring.ranking", "places.sql").startswith("--")
        return sql_file("scoring.ranking", "placed.sql")

    assert tried(work, 1) == (KILLED, "select 1")
    assert "dense_rank" in sql_file("scoring.ranking", "placed.sql")


def test_a_module_loads_as_its_mutant() -> None:
    source = (ROOT / FILE).read_text("utf-8").replace("GUARD_DIGITS = 10", "GUARD_DIGITS = 9")

    def work() -> str:
        import importlib

        applying.apply_cold(FILE, source)
        return str(importlib.reload(numbers).GUARD_DIGITS)

    assert tried(work, 1) == (KILLED, "9")


def test_python_has_the_mutants_of_its_operators_and_of_the_sql_in_its_strings() -> None:
    pytest.importorskip("libcst", reason="`make mutants` installs it")
    from tests.mutation.pythontext import Module

    source = '''"""Doc."""
from a import b
LIMIT: int = 3
def points_sql(value: str, low: int) -> str:
    """Doc."""
    if low:
        return f"case when {value} >= {low} then 0 end"
    return "得分" if low < 2 else f"满分{low}"
'''
    module = Module(source)
    found = {(each.was, each.now) for each in module.found}
    assert found == {
        ("3", "4"),
        ('if low: return f"case when {value} >= {low} then 0 end"', 'if not low: return f"case when {value} >= {low} then 0 end"'),
        ('f"case when {value} >= {low} then 0 end"', 'f"case when {value} > {low} then 0 end"'),
        ('f"case when {value} >= {low} then 0 end"', 'f"case when {value} >= {low} then 1 end"'),
        ('"得分"', '"XX得分"'),
        ("< 2", "<= 2"),
        ("2", "3"),
        ('f"满分{low}"', 'f"XX满分{low}"'),
        ('"得分" if low < 2 else f"满分{low}"', '"得分" if (low < 2) and False else f"满分{low}"'),
        ('"得分" if low < 2 else f"满分{low}"', '"得分" if (low < 2) or True else f"满分{low}"'),
    }
    changed = next(each for each in module.found if each.now == "4")
    assert module.made(changed) == source.replace("= 3", "= 4")
    assert [each.is_inside for each in module.found if each.was == "3"] == [False]
