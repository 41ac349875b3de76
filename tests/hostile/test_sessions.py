"""The engine is closed before criteria, data or somebody else's run have a word in what it computes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

import scoring
from scoring.engine.database import EngineError, Session
from scoring.finished.replaying import open_replay
from scoring.problems import ProblemsFound, sentence
from scoring.results.store import open_results
from scoring.verifying.tables import compare_tables
from tests.runs import mini

ATTEMPTS = [
    "select * from read_csv('{secret}', header = false)",
    "select * from read_text('{secret}')",
    "select * from read_blob('{secret}')",
    "select * from read_json('{secret}')",
    "select * from read_parquet('{secret}')",
    "select * from '{secret}'",
    "select * from read_text('{scratch}/../{beside}')",
    "select * from glob('/etc/*')",
    "select * from sniff_csv('{secret}')",
    "select * from parquet_metadata('{secret}')",
    "select * from query('select * from read_text(''{secret}'')')",
    "select getenv('HOME')",
    "select * from read_csv('http://127.0.0.1:1/x.csv')",
    "select * from read_parquet('s3://bucket/x.parquet')",
    "copy (select 1) to '{secret}'",
    "export database '{outside}'",
    "import database '{outside}'",
    "attach '{outside}/other.duckdb' as other",
    "install httpfs",
    "load httpfs",
    "load '{outside}/x.duckdb_extension'",
    "set enable_external_access = true",
    "set allowed_directories = ['/']",
    "set allowed_paths = ['/etc/passwd']",
    "set threads = 1",
    "set global memory_limit = '1GB'",
    "set temp_directory = '/tmp'",
    "set autoload_known_extensions = true",
    "set allow_unsigned_extensions = true",
    "set allow_community_extensions = true",
    "set lock_configuration = false",
    "reset enable_external_access",
    "pragma enable_profiling",
    "create persistent secret s (type s3)",
]


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[tuple[Session, dict[str, str]]]:
    """A locked session, and what the attempts name."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text("secret\n")
    with Session() as session:
        (session.scratch.parent / f"{session.scratch.name}-beside.txt").write_text("secret")
        session.lock()
        names = {"secret": outside / "secret.csv", "outside": outside, "scratch": session.scratch}
        yield session, {**{key: str(path) for key, path in names.items()}, "beside": f"{session.scratch.name}-beside.txt"}
        (session.scratch.parent / f"{session.scratch.name}-beside.txt").unlink()


@pytest.mark.parametrize("sql", ATTEMPTS)
def test_no_sql_reads_a_file_reaches_the_network_loads_an_extension_or_changes_a_setting(
    locked: tuple[Session, dict[str, str]], sql: str
) -> None:
    session, names = locked
    with pytest.raises(EngineError):
        session.con.execute(sql.format(**names)).fetchall()
    assert Path(names["secret"]).read_text() == "secret\n"


def test_a_locked_session_still_computes_and_reads_what_it_was_given(tmp_path: Path) -> None:
    import polars as pl

    given, other = tmp_path / "given.parquet", tmp_path / "other.parquet"
    for file in (given, other):
        pl.DataFrame({"a": [1]}).write_parquet(file)
    with Session() as session:
        session.read("seen", f"select * from read_parquet('{given}')", kind="view")
        session.lock(files=[given])
        session.lock(tmp_path)  # opens nothing again
        session.load("loaded", pl.DataFrame({"b": [2]}))
        with session.apart():
            session.step("own", "select 3 as c")
        assert session.rows("select a, b from seen, loaded") == [(1, 2)]
        with pytest.raises(EngineError):
            session.rows(f"select * from read_parquet('{other}')")


# What is made of the inputs themselves, before anything of the criteria is computed over them.
LOADING = {
    "records_reports",
    "sources",
    "facts",
    "data_rows",
    "corrections",
    "corrections_read",
    "calendar",
}
VERBS: dict[str, Callable[[Path, Path], object]] = {
    "run": lambda folder, _run: scoring.run(folder, scoring.Options(documents=False)),
    "check": lambda folder, _run: scoring.check(folder),
    "explain": lambda _folder, run: scoring.explain(run, "jia"),
    "margins": lambda _folder, run: scoring.margins(run),
    "whatif": lambda _folder, run: scoring.whatif(run, ["requests=2"]),
    "sensitivity": lambda _folder, run: scoring.sensitivity(run, wanted={"draws": 100, "sobol": 8, "variants": ["indicators"]}),
    "compare": lambda folder, run: scoring.compare(run, run, scoring.CompareOptions(out=folder / "compared")),
    "verify": lambda _folder, run: scoring.verify(run),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_computes_in_a_closed_session(mini_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    open_steps, closed_steps, make = set[str](), set[str](), Session.step

    def watched(session: Session, name: str, sql: str, **kinds: str) -> None:
        access, locked = session.rows("select current_setting('enable_external_access'), current_setting('lock_configuration')")[0]
        (open_steps if access or not locked else closed_steps).add(name)
        make(session, name, sql, **kinds)  # type: ignore[arg-type]  # the kinds of a step

    monkeypatch.setattr(Session, "step", watched)
    VERBS[verb](mini.make(tmp_path / "again"), mini_run)
    assert open_steps <= LOADING
    assert closed_steps or verb == "explain"


def hostile(run: Path, *statements: str) -> Path:
    with duckdb.connect(str(run / "results.duckdb")) as con:
        for statement in statements:
            con.execute(statement)
    return run


VIEW = "create view agreed as select * from read_csv('/etc/passwd', header = false, delim = '|')"
MACRO = "create macro sum(x) as 100"
TABLE_MACRO = "create macro leak() as table select * from read_text('/etc/passwd')"


def test_a_run_whose_database_computes_when_it_is_read_is_refused(mini_run: Path) -> None:
    hostile(mini_run, VIEW, MACRO, TABLE_MACRO)
    with pytest.raises(ProblemsFound) as found, open_results(mini_run):
        pass
    assert [sentence(problem) for problem in found.value.problems] == [
        (
            f"{mini_run / 'results.duckdb'}: 运行结果的数据库中有不该有的内容，会在读取时执行：macro leak、macro sum、view agreed；"
            "应为只含数据表的 results.duckdb。不要使用来历不明的运行结果；请用 scoring verify 核对，或重新运行 scoring run。 [V090]"
        )
    ]


@pytest.mark.parametrize("statement", [VIEW, MACRO, TABLE_MACRO])
def test_no_verb_scores_such_a_run_again(mini_run: Path, statement: str) -> None:
    hostile(mini_run, statement)
    for again in (lambda: open_replay(mini_run), lambda: open_results(mini_run)):
        with pytest.raises(ProblemsFound) as found, again():
            pass
        assert [problem.code for problem in found.value.problems] == ["V090"]


def test_a_table_that_is_a_view_over_a_file_shows_nothing_of_the_file(mini_run: Path) -> None:
    hostile(mini_run, "drop table margins", VIEW.replace("agreed", "margins"))
    with pytest.raises(ProblemsFound), open_results(mini_run) as session:
        session.rows("select * from margins")


def test_verify_does_not_run_what_a_database_holds(mini_run: Path, mini_scored: Path) -> None:
    hostile(mini_run, VIEW)
    with pytest.raises(ProblemsFound) as found:
        compare_tables(mini_run, next((mini_scored / "out").iterdir()))
    assert [problem.code for problem in found.value.problems] == ["V090"]
