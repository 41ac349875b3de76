"""A run that somebody else made, as commands read it: manifest, record of finality, settings, criteria, and its tables.

The tables are not changed byte by byte (that is the engine's own file format) but as somebody would who can open them:
``changes.txt`` has a line per change, ``drop TABLE``, ``lose TABLE COLUMN`` or ``set TABLE COLUMN VALUE``.
"""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import duckdb

from scoring.commands.running import Options, run
from scoring.comparing import compare
from scoring.explaining import explain
from scoring.finished.locating import read_manifest
from scoring.finished.record import read_final, superseded_note
from scoring.finished.rendering import Wanted as Rendering
from scoring.finished.rendering import _results
from scoring.problems import ProblemsFound
from scoring.states.showing import state
from scoring.verifying import Wanted as Verifying
from scoring.verifying import verify
from tests.fuzz.machinery.folders import of_folder, write_folder
from tests.fuzz.machinery.packages import mutate_package, packed, unpacked
from tests.fuzz.machinery.target import Target, assert_told, passing_folder
from tests.fuzz.machinery.words import number, word
from tests.runs import mini

DATABASE, CHANGES = "results.duckdb", "changes.txt"
_LEFT_OUT = (DATABASE, "results/", "steps/")


@functools.cache
def _run() -> Path:
    """The run of the small assessment, kept as long as the process lasts."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-run-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return run(mini.make(folder / "mini"), Options(documents=False)).folder


@functools.cache
def _columns() -> list[tuple[str, str]]:
    """Every table of the run with every column."""
    with duckdb.connect(str(_run() / DATABASE), read_only=True) as con:
        found = con.execute("select table_name, column_name from information_schema.columns order by all").fetchall()
    return [(table, column) for table, column in found]


def check(data: bytes) -> None:
    """What reading commands make of a run folder: what it says, or problems."""
    with passing_folder() as folder:
        place = folder / "run"
        if not write_folder(data, place):
            return
        shutil.copyfile(_run() / DATABASE, place / DATABASE)
        _apply(place)
        readers: tuple[Callable[[], object], ...] = (
            lambda: read_manifest(place),
            lambda: state(place).problems,
            lambda: read_final(place),
            lambda: superseded_note(place),
            lambda: explain(place, "jia"),
            lambda: _results(place, Rendering(documents=("workbook",))),
            lambda: compare(_run(), place),
            lambda: verify(place, Verifying(inputs=_run().parents[1], recompute=False)).as_dict(),
        )
        for read in readers:
            try:
                read()
            except ProblemsFound as found:
                assert_told(found.problems)


def _apply(place: Path) -> None:
    """Change the tables as the input says; a line that changes nothing is passed over."""
    file = place / CHANGES
    lines = file.read_text("utf-8", "replace").splitlines()[:20] if file.is_file() else []
    with duckdb.connect(str(place / DATABASE)) as con:
        for what, *rest in (line.split(" ", 3) for line in lines):
            with suppress(duckdb.Error):
                match what, rest:
                    case "drop", [table]:
                        con.execute(f'drop table "{table}"')
                    case "lose", [table, column]:
                        con.execute(f'alter table "{table}" drop column "{column}"')
                    case "set", [table, column, value]:
                        con.execute(f'update "{table}" set "{column}" = ?', [None if value == "null" else value])


def _seeds() -> list[bytes]:
    files = [(name, part) for name, part in unpacked(of_folder(_run())) or () if not name.startswith(_LEFT_OUT)]
    return [packed([*files, (CHANGES, b"")])]


def _mutate(data: bytes, random: Random) -> bytes:
    """The files of the folder, or a change of a table that is really there."""
    parts = unpacked(data)
    if not parts or random.random() < 0.5:
        return mutate_package(data, random)
    table, column = random.choice(_columns())
    value = random.choice(("null", word(random), str(number(random)), "[]", "{}", '{"a": 1}'))
    line = random.choice((f"drop {table}", f"lose {table} {column}", f"set {table} {column} {value}", f"set {table} {column} {value}"))
    added = line.replace("\n", " ").encode("utf-8", "replace") + b"\n"
    return packed([(name, part + added if name == CHANGES else part) for name, part in parts])


TARGET = Target(_seeds, check, _mutate, examples=4)
