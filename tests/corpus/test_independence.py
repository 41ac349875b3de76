"""Reading a report does not depend on what it is called, what else there is, and what was read before it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from scoring.intake.reading import read_report
from scoring.intake.report import Report
from tests.corpus.cases import generated
from tests.corpus.golds import written

NAMES = [name for number, name in enumerate(generated()) if number % 8 == 0]


def contents() -> dict[str, bytes]:
    """Some generated and all hand-written reports."""
    found = {name: generated()[name].data() for name in NAMES}
    return found | {name: expected.file.read_bytes() for name, expected in written().items()}


def read(folder: Path, name: str, data: bytes, file: str) -> Report:
    path = folder / file
    path.write_bytes(data)
    return replace(read_report(path, name), refusal=None)


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    data = contents()
    first = {name: read(tmp_path, name, data[name], "report") for name in data}
    order = list(data)
    Random(1).shuffle(order)  # noqa: S311 - the same order every time
    assert {name: read(tmp_path, name, data[name], "report") for name in order} == first


@pytest.mark.parametrize("suffix", [".html", ".txt", ".xlsx", ".docx", ".pdf", "", ".bak"])
def test_the_name_of_the_file_does_not_matter(suffix: str, tmp_path: Path) -> None:
    for name in NAMES:
        data = generated()[name].data()
        assert read(tmp_path, "x", data, f"2013年年报{suffix}") == read(tmp_path, "x", data, generated()[name].file)


def test_other_files_beside_it_do_not_matter(tmp_path: Path) -> None:
    name = "html-clean-2021"
    alone = read(tmp_path, name, generated()[name].data(), "report.html")
    for other, data in contents().items():
        (tmp_path / f"{other}.other").write_bytes(data)
    assert read(tmp_path, name, generated()[name].data(), "report.html") == alone
