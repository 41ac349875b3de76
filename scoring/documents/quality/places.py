"""Places in a report as an official would say them: 第2个表格第7行第10列, 第12行第3至7字, “附表”C61单元格."""

from __future__ import annotations

import re

MOST = 3  # places of one finding that are said; the others are counted
_LINE = re.compile(r"line (?P<line>[0-9]+)(?: \(page (?P<page>[0-9]+)\))?(?: \[(?P<start>[0-9]+):(?P<end>[0-9]+)\])?")
_CELL = re.compile(r"(?:page (?P<page>[0-9]+) )?table (?P<table>[0-9]+)(?: row (?P<row>[0-9]+))?(?: column (?P<column>[0-9]+))?")
_IN_CELL = re.compile(r"(?:line )?(?P<sheet>[^\[\]]+)!(?P<cell>[A-Z]+[0-9]+)(?: \[(?P<start>[0-9]+):(?P<end>[0-9]+)\])?")
_OF_FILE = re.compile(r"(?P<file>.+\.[A-Za-z]+) line (?P<line>[0-9]+)")
_ROW = re.compile(r"row (?P<row>[0-9]+)(?:, .*)?")


def place_words(locator: str) -> str:
    """A locator in words; several are separated by ``;``, what is no such place stays as it is."""
    # Two figures of one row are told as that row.
    places = list(dict.fromkeys(_one(place.strip()) for place in locator.split(";") if place.strip()))
    words = "、".join(places[:MOST])
    return f"{words}等{len(places)}处" if len(places) > MOST else words


def _one(place: str) -> str:
    if match := _LINE.fullmatch(place):
        return _page(match["page"]) + f"第{match['line']}行{_span(match)}"
    if match := _IN_CELL.fullmatch(place):
        return f"“{match['sheet']}”{match['cell']}单元格{_span(match)}"
    if match := _CELL.fullmatch(place):
        row = f"第{match['row']}行" if match["row"] else ""
        column = f"第{match['column']}列" if match["column"] else ""
        return _page(match["page"]) + f"第{match['table']}个表格{row}{column}"
    if match := _OF_FILE.fullmatch(place):
        return f"（{match['file']}）第{match['line']}行"
    match = _ROW.fullmatch(place)
    return f"第{match['row']}行" if match else place


def _span(match: re.Match[str]) -> str:
    """Characters of a line or cell: 第3至7字; nothing where it is meant as a whole."""
    if not match["start"]:
        return ""
    first, last = int(match["start"]) + 1, int(match["end"])
    return f"第{first}字" if first == last else f"第{first}至{last}字"


def _page(page: str | None) -> str:
    return f"第{page}页" if page else ""
