"""整改台账: a workbook with one row per problem, what is filled in left open, and counts that follow the status."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

from scoring.documents.kinds import Job
from scoring.documents.printing.files import write_whole
from scoring.documents.units.ledgercounts import write_counts
from scoring.documents.units.ledgersheet import COLUMNS, Ledger, write_ledger
from scoring.documents.workbook.cells import Column, Pen, write_table
from scoring.results.model import Results
from scoring.results.rectification.building import Rectification

FILE = "ledger.xlsx"
_GONE = (
    Column("单位", 22),
    Column("事项", 22),
    Column("存在的问题", 44),
    Column("整改措施", 26),
    Column("责任人", 10, "word"),
    Column("完成日期", 12, "word"),
    Column("状态", 9, "word"),
    Column("销号人", 10, "word"),
    Column("备注", 26),
)


def make(job: Job) -> tuple[Path, ...]:
    """``ledger.xlsx`` (document ``ledger``); none where nobody has anything to mend and no earlier ledger is carried over."""
    found = job.results.rectification
    if found is None or not (found.notices or found.gone):
        return ()
    write_whole(job.out / FILE, ledger_xlsx(job.results, found))
    return (job.out / FILE,)


def ledger_xlsx(results: Results, found: Rectification) -> bytes:
    """The ledger; the same results give the same bytes.

    Args:
        results: The run.
        found: Its notices.
    """
    import xlsxwriter

    day = dt.date.fromisoformat(results.run_date)
    ledger = Ledger(results.title, found, day)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**options, "in_memory": True}) as book:
        title = f"{results.title}整改台账"
        keywords = f"{results.assessment_id}, {results.score_fingerprint}"
        book.set_properties({"title": title, "keywords": keywords, "created": dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)})
        pen = Pen(book)
        write_ledger(pen, book.add_worksheet("整改台账"), ledger)
        write_counts(pen, book.add_worksheet("按单位"), ledger, "单位")
        write_counts(pen, book.add_worksheet("按事项"), ledger, "事项")
        if found.gone:
            write_table(pen, book.add_worksheet("不再列入"), "原台账中有、本次不再列入的事项", _GONE, [_gone(row) for row in found.gone])
        write_table(pen, book.add_worksheet("说明"), "填写说明", (Column("栏目", 14, "word"), Column("说明", 90)), _notes())
    return out.getvalue()


def _gone(row: Any) -> tuple[str, ...]:
    return (row.unit, row.title, row.found, *(str(row.filled.get(column.title, "")) for column in _GONE[3:]))


def _notes() -> list[tuple[str, str]]:
    filled = "、".join(column.title for column in COLUMNS if column.is_open)
    return [
        ("填写", f"淡黄色各栏（{filled}）可以填写，其余各栏锁定（没有密码）。"),
        ("状态", "从下拉列表中选：未整改、整改中、已完成、已销号。完成后经核验方可销号。状态不影响考核得分。"),
        ("逾期", "整改期限早于核对日期而状态不是已完成或已销号的，为逾期。核对日期在表的上方，可以修改。"),
        ("转入", "再次运行时，在 assessment.yaml 的 rectification.carry_from 中写明本文件，已填写的各栏按单位和事项转入新台账。"),
    ]
