"""Sentences stored with a run or made when asked for: the same texts; and a run without documents reads nothing into Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.commands.running import Options, run
from scoring.explaining import explain
from scoring.explaining.text import explanation_text
from scoring.results import collect, reasons, sentences
from scoring.results.store import open_results
from tests.repository import ROOT
from tests.runs import mini

EXAMPLE = ROOT / "data" / "linjiang-2016"


def texts(folder: Path) -> list[str]:
    """The explanation of every unit of a run."""
    with open_results(folder) as session:
        units = [unit for (unit,) in session.rows("select unit_id from units order by unit_id")]
    return [explanation_text(explain(folder, unit)) for unit in units]


def stored(folder: Path) -> tuple[int, int]:
    """Points with a sentence, and all points."""
    with open_results(folder) as session:
        return session.rows("select count(reason), count(*) from points")[0]


@pytest.mark.parametrize("source", ["mini", "example"])
def test_explanations_are_the_same_texts_either_way(tmp_path: Path, source: str) -> None:
    folder = mini.make(tmp_path / "mini") if source == "mini" else EXAMPLE
    always, never = (run(folder, Options(out=tmp_path / mode, documents=False, reasons=mode)).folder for mode in ("always", "never"))
    assert stored(always)[0] == stored(always)[1]
    assert stored(never)[0] == 0
    assert (never / reasons.WIDE_FILE).is_file()
    assert not (always / reasons.WIDE_FILE).exists()
    assert texts(never) == texts(always)


def test_auto_stores_the_sentences_of_a_small_run_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = mini.make(tmp_path / "mini")
    small = run(folder, Options(out=tmp_path / "small", documents=False)).folder
    assert stored(small) == (15, 15)
    monkeypatch.setattr(reasons, "MOST_SENTENCES", 14)
    assert stored(run(folder, Options(out=tmp_path / "large", documents=False)).folder) == (0, 15)


def test_documents_of_a_run_without_sentences_can_be_made(tmp_path: Path) -> None:
    finished = run(mini.make(tmp_path / "mini"), Options(out=tmp_path / "out", reasons="never"))
    assert (finished.folder / "results.xlsx").is_file()


def test_a_run_without_documents_is_not_read_into_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise AssertionError("read into Python")

    monkeypatch.setattr(collect, "collect_results", refuse)
    finished = run(mini.make(tmp_path / "mini"), Options(out=tmp_path / "out", documents=False, reasons="never"))
    assert finished.results is None
    assert [(group.ranked, group.first[0][1]) for group in finished.summary.groups] == [(3, "甲河县人民政府")]


def test_cases_are_not_read_into_python_where_no_sentence_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise AssertionError("read into Python")

    monkeypatch.setattr(sentences, "SentenceWriter", refuse)
    assert run(ROOT / "data" / "yunlan-2019", Options(out=tmp_path, documents=False, reasons="never")).results is None


def test_tables_without_sentences_have_the_same_bytes_on_any_number_of_threads(tmp_path: Path) -> None:
    folder = mini.make(tmp_path / "mini")
    made = [
        run(folder, Options(out=tmp_path / str(place), threads=threads, documents=False, reasons="never")).folder
        for place, threads in enumerate((1, 2, 2, 4))
    ]
    for table in ("points", "measures", "node_scores"):
        assert len({(one / "results" / f"{table}.parquet").read_bytes() for one in made}) == 1, table
