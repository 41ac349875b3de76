"""What an official may write as a formula, a condition or a text reaches no engine as anything but that."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.criteria.formulas import FUNCTIONS, FormulaError, parse_formula
from scoring.criteria.records.aggregating import parse_own_where, parse_where
from scoring.criteria.records.model import RecordColumn, RecordTable
from scoring.engine.database import Session, literal
from scoring.problems import ProblemsFound
from scoring.records.row_sql import RowSql
from tests.runs import mini

# In every language that ever sees a formula: Python's, DuckDB's, Spark's, Jinja's, Excel's.
ATTEMPTS = [
    "__import__('os').system('id')",
    "().__class__.__mro__[1].__subclasses__()",
    "(lambda: open('/etc/passwd').read())()",
    "[x for x in (1, 2)]",
    "f'{open}'",
    "a.b",
    "a[0]",
    "(a := 1)",
    "eval('1')",
    "read_csv('/etc/passwd')",
    "read_text('/etc/passwd')",
    "read_parquet('x')",
    "glob('/etc/*')",
    "getenv('HOME')",
    "query('select 1')",
    "query_table('units')",
    "current_setting('threads')",
    "install('httpfs')",
    "load_extension('x')",
    "error('x')",
    "reflect('java.lang.System', 'getenv')",
    "java_method('java.lang.Runtime', 'getRuntime')",
    "try_reflect('java.lang.System', 'exit')",
    "aes_decrypt(a, b)",
    "input_file_name()",
    "read_files('/etc')",
    "python_udf(1)",
    "assert_true(False)",
    "version()",
    "1; copy (select 1) to 'x'",
    "1 union select * from read_text('/etc/passwd')",
    "(select 1)",
    "a from '/etc/passwd'",
    "1 -- a comment",
    "1 /* comment */",
    "$a",
    "${env:HOME}",
    "{{ 7 * 7 }}",
    "=1+1",
    "a || b",
    "a::varchar",
    "cast(a as varchar)",
    "a if b else c",
    "await a",
    "*a",
    "a@b",
    "a % b",
    "a ** 9999",
    "~a",
    "a is None",
    "a in b",
    "'text'",
    "b'text'",
    "1j",
    "True",
    "...",
    "max(*a)",
    "max(a, key=b)",
    "0x10",
    "1_000",
    "1e999",
]
TABLE = RecordTable("cases", "台账", (RecordColumn("topic", "主题", "text"), RecordColumn("n", "件数", "number")), (), "", "missing", ())


@pytest.mark.parametrize("text", ATTEMPTS)
def test_no_formula_gets_past_the_list_of_what_is_allowed(text: str) -> None:
    for parse in (parse_formula, lambda text: parse_where(text, TABLE, {}), lambda text: parse_own_where(text, TABLE)):
        with pytest.raises(FormulaError):
            parse(text)


def test_the_functions_of_formulas_are_those_of_arithmetic() -> None:
    means = {"mean", "geometric_mean", "harmonic_mean"}
    assert set(FUNCTIONS) == {"min", "max", "abs", "if_", "prev", "sqrt", "ln", "exp", "power", "round"} | means


@pytest.mark.parametrize("name", ["read_csv", "current_user", "rowid", "units", "sqlite_master", "information_schema"])
def test_a_name_is_a_measure_or_a_problem_never_a_column_of_the_engine(tmp_path: Path, name: str) -> None:
    from scoring.folder.planning import usable_plan

    folder = mini.make(tmp_path / "mini")
    told = (folder / "criteria.yaml").read_text("utf-8")
    (folder / "criteria.yaml").write_text(told.replace("requests_closed_on_time / requests_closed", f"{name} / 2"), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        usable_plan(folder / "criteria.yaml")
    assert name in {problem.found for problem in found.value.problems}


# What would end a literal, or be put in its place, in one of the languages.
TEXTS = [
    "' or 1=1 --",
    "'' or ''=''",
    "\\' or 1=1 --",
    "\\\\' union select reflect('java.lang.System', 'getenv') --",
    '" or ""="',
    "`units`",
    "${env:HOME}",
    "${spark.master}",
    "${system:user.home}",
    "{{ 7 * 7 }}",
    "{0}{name}",
    "%s%n",
    "; drop table units",
    "/* */ --",
    "U&'\\0041'",
    "$$x$$",
    "\\u0027 or 1=1",
    "\\x27",
    "a\\",
]


def condition(text: str) -> str:
    """The SQL of ``topic == <text>``."""
    return RowSql(TABLE, {}).sql(parse_where(f"topic == {text!r}", TABLE, {}))


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_of_a_condition_is_one_literal_for_duckdb(text: str) -> None:
    with Session() as session:
        session.lock()
        sql = f"select c.n from (values (?, 1), ('other', 2)) as c(topic, n) where {condition(text)}"
        assert session.con.execute(sql, [text]).fetchall() == [(1,)]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_of_a_condition_is_one_literal_in_the_words_of_spark(text: str) -> None:
    sqlglot = pytest.importorskip("sqlglot", reason="the extra 'spark' is not installed")
    from scoring.engine.spark.translation import translated

    spark, _ = translated(f"select n from cases as c where {condition(text)}")
    (found,) = [node for node in sqlglot.parse_one(spark, read="spark").find_all(sqlglot.exp.Literal) if node.is_string]
    assert found.this == text


def test_spark_puts_no_variables_into_what_it_is_told() -> None:
    from scoring.engine.spark.cluster import FIXED, cluster

    assert FIXED["spark.sql.variable.substitute"] == "false"
    with pytest.raises(ProblemsFound) as found:
        cluster(None, ("spark.sql.variable.substitute=true",), None)
    assert [problem.code for problem in found.value.problems] == ["A040"]


def test_a_literal_of_the_engine_is_the_text_whatever_it_holds() -> None:
    with Session() as session:
        assert [session.rows(f"select {literal(text)}")[0][0] for text in TEXTS] == TEXTS
