"""What is left unread carries a stable code and its sentence to every output."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.commands.extracting import extract
from scoring.intake.frames import Source, report_frames
from scoring.intake.reading import read_report
from scoring.intake.report import Unread
from scoring.problems import catalogue
from tests.intake.six_sections import figures, page, table_3
from tests.intake.test_tables import BODY, flat_html, read


def with_row(*cells: str) -> str:
    return page(table_3("2019", figures("2019") | {"granted": list(cells)}))


def twice(first: str, second: str) -> str:
    tables = [table_3("2019", figures("2019") | {"granted": [value, *"234567"]}) for value in (first, second)]
    return page(*tables)


def flat(*rows: list[str], header: tuple[str, ...] = ("统计指标", "单位", "统计数")) -> str:
    return flat_html(list(header), [row[1:] for row in BODY] + list(rows))


SENTENCES: list[tuple[str, Callable[[], str], str]] = [
    ("U001", lambda: with_row("1", "2", "3"), "标签后的格数少于表式（应为 7 格），空格或相同的格可能已被网页删去"),
    ("U002", lambda: with_row(*"99999999"), "标签后的格数多于表式（应为 7 格），不能判断对应哪一栏"),
    ("U005", lambda: with_row("1/2", *"234567"), "单元格内容不是一个数"),
    ("U007", lambda: flat(["（六）回应咨询答复数", "件", "9"]), "表式以外的行"),
    ("U008", lambda: twice("1", "2"), "同一项目在报告中出现两次且数值不同，不能判断以哪一处为准"),
]


def found(text: str, code: str) -> list[Unread]:
    return [entry for entry in read(text).unread if entry.code == code]


@pytest.mark.parametrize(("code", "make", "sentence"), SENTENCES, ids=[code for code, _, _ in SENTENCES])
def test_every_reason_has_its_code_and_its_sentence(code: str, make: Callable[[], str], sentence: str) -> None:
    assert found(make(), code)[0].reason == sentence


def test_reasons_are_sentences_of_the_catalogue_with_full_width_punctuation() -> None:
    for code, entry in catalogue().items():
        if code.startswith("U0"):
            assert not set(",;()") & set(entry["zh"]["what"]), code


def test_the_code_reaches_the_tables_and_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "报告.html"
    path.write_text(with_row("1", "2", "3"), "utf-8")
    frame = report_frames([Source("U1", read_report(path, path.name))], 2020)["unread"]
    assert frame.get_column("code").to_list() == ["U001"]
    described = json.loads(json.dumps(list(extract([path]))))
    assert [(item["code"], item["raw"]) for item in described[0]["unread"]] == [("U001", "1 | 2 | 3")]
