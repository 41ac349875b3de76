"""What Spark computes is what DuckDB computes, to the last digit of every cell and the last byte of every file."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from scoring.authoring.case_tables import record_schemas
from scoring.authoring.testing import score_tables
from scoring.commands.running import Options, run
from scoring.engine.choosing import Engine
from scoring.engine.database import Session, literal
from scoring.engine.spark.cluster import Cluster
from scoring.engine.spark.session import SparkSession
from scoring.engine.spark.translation import translated
from scoring.files import yamlfile
from scoring.pipeline import work as pipeline_work
from scoring.problems import ProblemsFound, sentence
from scoring.records.aggregation import build_record_inputs
from scoring.records.calendar import build_calendar
from scoring.records.hierarchy import hierarchy_sql
from tests.criteria.test_packs import FOLDER, plan_of
from tests.engine.spark.portable import pack_tables
from tests.hostile.test_expressions import TEXTS
from tests.runs import mini

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scoring.engine.spark.starting import Connection

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
PACK = "composite-2019"  # imputation, winsorisation, logarithms, ranks among peers
KINDS: dict[str, Any] = {"s": pl.String, "i": pl.Int32, "n": pl.Decimal(28, 10), "d": pl.Date, "w": pl.Int64, "b": pl.Boolean}
TIES = [(i + 0.5) * 1e-10 for i in range(-50, 50)] + [1.005, 0.285, 2.675, 92 / 640 * 100, 1234567.891, 900719.92547409915]


def tables(session: Session) -> dict[str, tuple[list[Any], list[tuple[Any, ...]]]]:
    """Columns with their types, and all rows in one order, of everything that steps have made."""
    found = {}
    for name in dict.fromkeys(step.name for step in session.steps):
        described = [column[:2] for column in session.rows(f"describe select * from {name}")]
        found[name] = described, sorted(session.rows(f"select * from {name}"), key=repr)
    return found


@pytest.fixture
def uncompiled(connection: Connection) -> Iterator[None]:
    """Spark computes without writing and compiling Java for every step: for many small ones that takes longer than they do."""
    slow = {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}
    for name, value in slow.items():
        connection.spark.conf.set(name, value)
    yield
    for name in slow:
        connection.spark.conf.unset(name)


def on_both(connection: Connection, compute: Callable[[Session], None]) -> tuple[dict[str, Any], dict[str, Any]]:
    with Session() as duckdb, SparkSession(Cluster(), connection=connection) as spark:
        compute(duckdb)
        compute(spark)
        return tables(duckdb), tables(spark)


@pytest.mark.usefixtures("uncompiled")
def test_a_run_writes_the_same_bytes(connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = mini.make(tmp_path / "mini")
    # Documents are printed from what the driver's DuckDB reads, whichever engine made it: the tables are what can differ.
    expected = run(folder, Options(out=tmp_path / "duckdb", documents=False))
    # A place with a scheme is one that the driver cannot read for itself.
    place = Cluster(work=(tmp_path / "shared").as_uri())
    monkeypatch.setattr(pipeline_work, "open_session", lambda _engine, **_limits: SparkSession(place, connection=connection))
    found = run(folder, Options(out=tmp_path / "spark", engine=Engine("spark"), documents=False))
    files = sorted(str(path.relative_to(expected.folder)) for path in expected.folder.rglob("*") if path.is_file())
    assert files == sorted(str(path.relative_to(found.folder)) for path in found.folder.rglob("*") if path.is_file())
    differing = [name for name in files if (expected.folder / name).read_bytes() != (found.folder / name).read_bytes()]
    assert differing == ["manifest.json"]
    before, after = (json.loads((made.folder / "manifest.json").read_text("utf-8")) for made in (expected, found))
    assert (before.pop("engine"), after.pop("engine")) == ("duckdb", "spark")
    assert set(after.pop("versions")) - set(before.pop("versions")) == {"pyspark", "sqlglot"}
    assert before == after
    assert list((tmp_path / "shared").iterdir()) == []


def test_every_table_of_a_pack_is_the_same(connection: Connection) -> None:
    cases = [case for file in sorted((FOLDER / PACK / "cases").glob("*.yaml")) for case in yamlfile.read(file).data]
    rows = pack_tables(plan_of(PACK), cases)
    expected, found = on_both(connection, lambda session: score_tables(session, plan_of(PACK), rows))
    assert {"treated", "points", "ranking"} <= set(expected)
    for name, table in expected.items():
        assert (name, *found[name]) == (name, *table)


def test_texts_reach_spark_as_they_are(connection: Connection) -> None:
    text, _ = translated(f"select {', '.join(f'{literal(text)} as t{i}' for i, text in enumerate(TEXTS))}")
    assert list(connection.spark.sql(text).first() or ()) == TEXTS


def test_a_double_becomes_the_same_decimal(connection: Connection) -> None:
    chance = random.Random(1)  # noqa: S311 - numbers to try, no secret
    values = [*TIES, *(chance.uniform(-1, 1) * 10 ** chance.uniform(-9, 17.9) for _ in range(20_000))]
    frame = pl.DataFrame({"place": range(len(values)), "x": values, "d": [Decimal(i) / 1000 for i in range(len(values))]})

    def compute(session: Session) -> None:
        session.load("numbers", frame)
        session.step("guarded", "select place, try_cast(x as decimal(28,10)) as x, cast(d as decimal(9,2)) as d from numbers")
        small = "case when abs(x) < 10000000 then x end"
        session.step("pointed", f"select place, cast(cast({small} as decimal(18,10)) as decimal(9,2)) as x from numbers")
        session.step(
            "divided", "select place, d / 7 as q, d / nullif(d - d, 0) as none, place // 7 as whole, place % 7 as rest from numbers"
        )
        session.step("text", "select place, cast(d as varchar) as d, cast(try_cast(x as decimal(28,10)) as varchar) as x from numbers")

    expected, found = on_both(connection, compute)
    assert found == expected


def test_what_duckdb_reads_reaches_the_steps_of_spark(connection: Connection, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("k,n\n甲,1\n乙,2\n甲,3\n", "utf-8")

    def compute(session: Session) -> None:
        session.read("raw", f"select k, n from read_csv({literal(str(tmp_path / 'rows.csv'))})")
        session.read("counted", "select k, sum(n) as n from raw group by k", kind="view")
        session.step("most", "select max(n) as n, count(*) as rows from counted")
        session.read("raw", "select '丙' as k, 9 as n")
        session.step("next", "select k, n from raw")
        session.load("frame", pl.DataFrame({"k": ["甲", "乙"], "n": [5, 7]}))
        session.read("shown", "select k, n, 'f' as file from frame", kind="view")
        session.step("seen", "select k, n, file from shown")

    expected, found = on_both(connection, compute)
    assert expected["most"][1] == [(4, 2)]
    assert len(expected["seen"][1]) == 2
    assert found == expected


def test_every_record_step_is_the_same_over_parquet_files_where_they_lie(connection: Connection, tmp_path: Path) -> None:
    plan = plan_of("handling-2019")
    asked = plan.records()
    assert asked
    cases = [case for file in sorted((FOLDER / "handling-2019" / "cases").glob("*.yaml")) for case in yamlfile.read(file).data]
    rows, schemas = pack_tables(plan, cases), record_schemas(plan)
    folder = tmp_path / "登记 [1]{a,b} 100%20"  # nothing of it is a pattern or stands for another sign
    folder.mkdir()
    views = {}
    for name, columns in schemas.items():
        frame = pl.DataFrame(rows[name], schema={column: KINDS[kind] for column, kind in columns.items()}, orient="row")
        assert not frame.is_empty()
        files = [folder / f"{name} {number}.parquet" for number in range(2)]
        # The other file has its columns in another order, and not those that are blank.
        frame[::2].drop("file").write_parquet(files[0])
        other = frame[1::2].drop("file")
        other.select(reversed([each.name for each in other if not other.height or each.null_count() < other.height])).write_parquet(
            files[1]
        )
        places = ", ".join(literal(str(file)) for file in files)
        listed = ", ".join(column for column in columns if column != "file")
        views[name] = (
            f"select {listed}, list_extract(['甲.parquet', '乙.parquet'], _file + 1) as file from (select {listed}, "
            f"cast(file_index as integer) as _file from read_parquet([{places}], union_by_name = true, file_row_number = true)) as r"
        )

    def compute(session: Session) -> None:
        session.load("units", pl.DataFrame({"unit_id": [row[0] for row in rows["units"]], "parent_id": ""}))
        build_calendar(session)
        for name, sql in views.items():
            session.read(name, sql, kind="view")
        build_record_inputs(session, asked)

    expected, found = on_both(connection, compute)
    assert {"record_inputs", "record_groups", "record_outcomes", "record_cases"} <= set(expected)
    assert {"甲.parquet", "乙.parquet"} <= {row[-2] for row in expected["record_cases"][1]}
    for name, table in expected.items():
        assert (name, *found[name]) == (name, *table)


def test_units_below_units_are_the_same_over_several_levels(connection: Connection) -> None:
    units = pl.DataFrame({"unit_id": [f"u{i}" for i in range(40)], "parent_id": [f"u{i // 3}" if i else "" for i in range(40)]})

    def compute(session: Session) -> None:
        session.load("units", units)
        session.step("record_hierarchy", hierarchy_sql())

    expected, found = on_both(connection, compute)
    assert len(expected["record_hierarchy"][1]) > 40
    assert found == expected


def test_a_wide_file_of_figures_is_read_by_spark_itself(connection: Connection, tmp_path: Path) -> None:
    file = tmp_path / "data.parquet"
    pl.DataFrame({"unit_id": [f"u{i}" for i in range(1000)], "甲": [i / 8 for i in range(1000)]}).write_parquet(file)
    source = f"read_parquet({literal(str(file))}, file_row_number = true)"
    expected, found = on_both(
        connection, lambda session: session.step("wide", f"select file_row_number + 1 as line, unit_id, 甲 from {source}")
    )
    assert found == expected


def test_numbers_that_are_too_large_stop_with_the_same_code(connection: Connection) -> None:
    def too_large(session: Session) -> tuple[str, str]:
        session.load("numbers", pl.DataFrame({"x": [1e12]}))
        with pytest.raises(ProblemsFound) as caught:
            session.step("points_wide", "select cast(x as decimal(18,10)) as x from numbers")
        (problem,) = caught.value.problems
        return problem.code, problem.where

    with Session() as duckdb, SparkSession(Cluster(), connection=connection) as spark:
        assert too_large(spark) == too_large(duckdb) == ("A024", "points_wide")


def test_a_failing_step_is_one_sentence(connection: Connection) -> None:
    with SparkSession(Cluster(), connection=connection) as spark, pytest.raises(ProblemsFound) as caught:
        spark.step("odd", "select list_sum([1, 2]) as x")
    (problem,) = caught.value.problems
    words = sentence(problem, "en")
    assert words.startswith("--engine: odd: Spark failed in this step: found [UNRESOLVED_ROUTINE]")
    assert words.endswith(f"See the log {connection.log}, mend the cause and run again. [A038]")


def test_a_work_folder_that_cannot_be_made_is_told(connection: Connection, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for work in (str(tmp_path / "file"), (tmp_path / "file").as_uri()):
        with pytest.raises(ProblemsFound) as caught:
            SparkSession(Cluster(work=work), connection=connection)
        (problem,) = caught.value.problems
        assert sentence(problem, "zh").startswith("--work: Spark 的工作目录不能读写（")
        assert sentence(problem, "zh").endswith("；应为驱动程序和所有工作节点都能读写的目录或地址。请改写 --work。 [A039]")
