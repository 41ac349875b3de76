"""A report as plain text, as scrapers and people leave it."""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus.generator.grids import Row, Table
from tests.corpus.generator.model import Model

Tables = dict[str, Table]
_PLACE = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "1"}
_CUT = {"本年新制作数量": "本年新", "本年新公开数量": "本年新"}


def _covered(row: Row) -> int:
    return sum(slot.across - 1 for slot in row)


def closing(table: Table) -> str:
    """Every cell closed by a pipe on a line of its own; covered positions as pipes at the end of the row."""
    lines = []
    for row in table.rows:
        cells = "\n".join(f"{slot.text}\n|" for slot in row)
        lines.append(f"| {cells}\n{'|' * _covered(row)}".rstrip("\n"))
    return "\n".join(lines)


def opening(table: Table) -> str:
    """Every cell behind a pipe, a lone pipe (or several) closing the row."""
    return "\n".join("\n".join([*(f"| {slot.text}" for slot in row), "|" * (1 + _covered(row))]) for row in table.rows)


def markdown(table: Table) -> str:
    """A line per row with pipes around, a rule under the first."""
    lines = [f"| {' | '.join(slot.text for slot in row)} |" for row in table.rows]
    return "\n".join([lines[0], "| " + " | ".join(["---"] * len(table.rows[0])) + " |", *lines[1:]])


def one_per_line(table: Table) -> str:
    """A cell per line, blanks lost."""
    return "\n".join(slot.text for row in table.rows for slot in row if slot.text.strip())


def tabs(table: Table) -> str:
    """Copied from a browser: tabs between the cells of a row."""
    return "\n".join("\t".join(slot.text for slot in row) for row in table.rows)


def spaced(table: Table) -> str:
    """A row per line, blanks between the cells."""
    return "\n".join("  ".join(slot.text for slot in row) for row in table.rows)


def cut_heads(table: Table) -> str:
    """The closing stream after the second line of the headings was lost."""
    text = closing(table)
    for whole, cut in _CUT.items():
        text = text.replace(f"{whole}\n|", f"{cut} |")
    return text


STYLES: dict[str, Callable[[Table], str]] = {
    "closing": closing,
    "opening": opening,
    "markdown": markdown,
    "one-per-line": one_per_line,
    "tabs": tabs,
    "spaced": spaced,
    "cut-heads": cut_heads,
}


def rendered(model: Model, tables: Tables, style: str) -> str:
    """The whole report."""
    lines = [model.title, f"发布日期：{model.published}", *(p.text for p in model.preface)]
    for heading, paragraphs in model.sections:
        lines += [heading, *(p.text for p in paragraphs)]
        number = _PLACE.get(heading[0], "")
        if number in tables and not (heading[0] == "五" and "1" not in tables):
            lines.append(STYLES[style](tables[number]))
    return "\n".join(lines) + "\n"
