"""A whole printed page of HTML, number by number: the text, the frame around it and the cells of its annexes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scoring.documents.accounts.plain import plain_text
from scoring.documents.accounts.text import Account, Printed, accounts
from scoring.documents.official.names import chinese_date
from scoring.results.model import Results

_MAIN = re.compile(r"<main>.*?</main>", re.DOTALL)
_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
_JOINED = re.compile("适用指标分别为([0-9.、]+)分，(得分按[0-9.]+分折算)")  # several remarks in one note
_ORDINAL = re.compile(r'(<span class="ordinal">[^<]*)</span>')  # 1. stands before a title that may begin with a year


def page_accounts(html: str, results: Results, printed: Printed) -> list[Account]:
    """Every number of a circular's page with its origin; an empty origin is a number that comes from nowhere.

    Args:
        html: The page as it is laid out.
        results: The run.
        printed: Its text with what its parts came from (:func:`scoring.documents.accounts.body.printed_text`).

    Returns:
        The numbers of the text in their order (figures, settings, dates, citations ...), then those of the frame (settings,
        dates, ordinals), then those of the cells of the annexes, which must be what the results say of a unit to the letter.
    """
    around = _MAIN.sub("", _ORDINAL.sub(r"\1 </span>", html))
    frame = plain_text(_CELL.sub("", around))
    known = _strings(results.groups)
    settings = _spans(frame, _strings((results.documents, results.title, results.period)), "设置")
    spans = (*settings, *_spans(frame, known, "结果"), *_joined(frame, known), *_fingerprints(frame, results.score_fingerprint))
    cells = [plain_text(cell[1]) for cell in _CELL.finditer(around)]
    return [*accounts(printed, results.fixed_wording), *accounts(Printed(frame, spans)), *_cell_accounts(cells, known)]


def _cell_accounts(cells: Iterable[str], known: set[str]) -> Iterator[Account]:
    for cell in cells:
        origin = "结果" if cell.replace("\n", "") in known else ""
        for account in accounts(Printed(cell, ())):
            yield dataclasses.replace(account, origin=origin)


def _spans(text: str, strings: Iterable[str], origin: str) -> Iterator[tuple[int, int, str]]:
    for string in sorted(strings):
        if len(string) > 1 and re.search("[0-9]", string):
            yield from ((found.start(), found.end(), origin) for found in re.finditer(re.escape(string), text))


def _joined(text: str, known: set[str]) -> Iterator[tuple[int, int, str]]:
    """Notes that say several remarks in one, each of which the results make of a unit."""
    for found in _JOINED.finditer(text):
        if all(f"适用指标{points}分，{found[2]}" in known for points in found[1].split("、")):
            yield found.start(), found.end(), "结果"


def _fingerprints(text: str, whole: str) -> Iterator[tuple[int, int, str]]:
    """Where the fingerprint of the criteria is printed, or its beginning."""
    yield from ((found.start(1), found.end(1), "校验码") for found in re.finditer("校验码([0-9a-f]+)", text) if whole.startswith(found[1]))


def _strings(value: Any) -> set[str]:
    """All texts inside settings or results, dates as they are printed."""
    if isinstance(value, dt.date):
        return {chinese_date(value)}
    if isinstance(value, str):
        return {value}
    if isinstance(value, Mapping):
        return set().union(*map(_strings, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(_strings, value))
    if dataclasses.is_dataclass(value):
        return _strings(tuple(getattr(value, field.name) for field in dataclasses.fields(value)))
    return set()
