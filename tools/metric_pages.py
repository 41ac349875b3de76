"""Writes docs/metrics.md, the dictionary of all figures, from the statutory forms, the crosswalk and metrics.yaml.

Run it after a change of one of them; tests/test_metrics_page.py says when it is due.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring.checks.declarations import terms_frame  # noqa: E402 - the path above comes first, so that the script runs without an installation
from scoring.intake.crosswalk import Notion, crosswalk  # noqa: E402 - as above
from scoring.intake.dictionary import metrics  # noqa: E402 - as above
from scoring.intake.forms import TOTAL, Form, Row, Table, Value, load_forms  # noqa: E402 - as above

PAGE = ROOT / "docs" / "metrics.md"
HEAD = """# Figures of the annual reports

Generated from `scoring/intake/forms`, `crosswalk.yaml` and `metrics.yaml` by `tools/metric_pages.py`; do not edit.

These codes may stand in formulas and under `measure` and `of` without being declared. A part of a figure is `code__part`; \
without a part the total is meant. Which form a report uses is told by its headers and labels, not by its year: a body may go on \
with an old form, or mix two. A blank cell is no zero: a sum over it cannot be assessed.
"""
KINDS = {"count": "whole number", "money": "amount", "change": "signed change"}


def page() -> str:
    """The whole page."""
    return "".join([HEAD, _versions(), _crosswalk(), *map(_form, load_forms()), _prose()])


def _versions() -> str:
    rows = [_version(form) for form in load_forms()]
    return "\n## The forms\n\n" + _table(["form", "title", "prescribed by", "reporting years", "tables", "figures", "footing checks"], rows)


def _version(form: Form) -> list[str]:
    figures = sum(len(row.values) for table in form.tables for row in table.rows)
    relations = terms_frame().filter(kind="form", form=form.id, severity="error").select("relation").n_unique()
    years = f"{form.first_year} to {form.last_year}" if form.last_year else f"from {form.first_year}"
    return [form.id, form.title, form.basis, years, ", ".join(table.id for table in form.tables), str(figures), str(relations)]


def _crosswalk() -> str:
    forms = [form.id for form in load_forms()]
    rows = [[_named(notion), *(_codes(notion, form) for form in forms), notion.comparable, _caveat(notion)] for notion in crosswalk()]
    text = (
        "\n## Crosswalk\n\nWhat the forms count under different rows. *Partly*: read the caveat before comparing years; *no*: the "
        "words look alike, the figures are not. Several codes are added up. *Text*: only the prose of a report may state it.\n\n"
    )
    return text + _table(["notion", *forms, "comparable", "caveat"], rows)


def _named(notion: Notion) -> str:
    return f"{notion.title['zh']}, {notion.title['en']}"


def _codes(notion: Notion, form: str) -> str:
    if form not in notion.codes:
        return ""
    return " + ".join(f"`{code}`" for code in notion.codes[form]) or "*text*"


def _caveat(notion: Notion) -> str:
    return f"{notion.caveat['zh']}; {notion.caveat['en']}" if notion.caveat else ""


def _form(form: Form) -> str:
    return f"\n## Form {form.id}: {form.title}\n" + "".join(_of_table(form, table) for table in form.tables)


def _of_table(form: Form, table: Table) -> str:
    heading = f"\n### Table {table.id} of {form.id}\n\n"
    if table.layout == "matrix":
        first = table.rows[0].values
        columns = ", ".join(f"`{value.part}` {value.title}" for value in first if value.part != TOTAL)
        example = f"`{first[0].metric}__{first[0].part}`"
        heading += f"Every row has seven columns: {columns}, and the total. Each is a part, such as {example}.\n\n"
        rows = [[f"`{row.values[0].metric}`", _label(row), row.values[0].uom, _also(row)] for row in table.rows]
        return heading + _table(["code", "row", "unit", "also printed as"], rows)
    rows = [_value(row, value) for row in table.rows for value in row.values]
    return heading + _table(["code", "row", "column", "unit", "kind", "also printed as"], rows)


def _value(row: Row, value: Value) -> list[str]:
    return [f"`{value.metric}`", _label(row), value.title, value.uom, KINDS[value.number], _also(row)]


def _label(row: Row) -> str:
    own = f"{row.no}.{row.label}" if row.no.isdigit() else f"其中：{row.label}" if row.no == "其中" else row.label
    return " / ".join([*row.group, own])


def _also(row: Row) -> str:
    return "、".join(word for word in row.also if word != row.label)


def _prose() -> str:
    known = {value.metric for form in load_forms() for table in form.tables for row in table.rows for value in row.values}
    rows = [[f"`{code}`", metric.title, metric.uom] for code, metric in metrics().items() if code not in known]
    text = (
        "\n## Figures that only prose states\n\nThe figures of the tables are read from prose too, where a report states them there. "
        "Last year's figure is a figure of the year before.\n\n"
    )
    return text + _table(["code", "title", "unit"], rows)


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    return "".join(_lines([head, ["---"] * len(head), *rows]))


def _lines(rows: Iterable[list[str]]) -> Iterator[str]:
    return (f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
