"""Writes docs/forms.md, the tables of the annual reports row by row with what must add up in them, from the statutory forms.

Run it after a change in scoring/intake/forms or of a relation; tests/guide/test_references.py says when it is due.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring.intake.forms import TOTAL, Form, Row, Table, load_forms  # noqa: E402 - the path above comes first, so that the script runs without an installation
from scoring.intake.relations import LinearRelation, Term  # noqa: E402 - as above

PAGE = ROOT / "docs" / "forms.md"
LAYOUTS = {
    "list": "one figure per row",
    "rows": "each row with columns of its own",
    "matrix": "the same columns in every row",
    "single": "one row of figures under its headings",
}
HEAD = """# Statutory forms

Generated from `scoring/intake/forms/*.yaml` by `tools/form_pages.py`; do not edit.

The tables of the annual reports on openness of government information, as the State Council's office prescribed them: each row in its \
printed order, with the code under which its figure may stand in criteria. [metrics](metrics.md) says what each code means, how the forms \
compare and what unit and sort of number it has; [checks](checks.md) says what every check means. The year of a report does not decide \
its form: a table is recognised by its headings and labels, and a report may mix two forms. `scoring workbook issue` writes any of these \
forms as a sheet to fill in ([workbooks](workbooks.md)).
"""
PARTS = " For each column there is a part: {parts}. `code__part` names the figure of one column, the code alone the total."
MUST = """
### What must add up in {form}

| check | relation | severity |
|---|---|---|
"""


def page() -> str:
    """The whole page, one section per form."""
    return HEAD + "".join("".join(_form(form)) for form in load_forms())


def _form(form: Form) -> Iterator[str]:
    years = f"{form.first_year} to {form.last_year}" if form.last_year else f"{form.first_year} and later"
    yield f"\n## Form {form.id}\n\n{form.title}, {form.basis}. Prescribed for reports on {years}.\n"
    yield from (_table(form, table) for table in form.tables)
    relations = dict.fromkeys(_relation(relation) for relation in (*form.relations, *form.continuity))
    yield MUST.format(form=form.id) + "".join(relations)


def _table(form: Form, table: Table) -> str:
    by_part = len({value.part for row in table.rows for value in row.values}) > 1
    parts = {value.part: value.title for row in table.rows for value in row.values}
    note = PARTS.format(parts=", ".join(f"`{part}` {title}" for part, title in parts.items() if part != TOTAL)) if by_part else ""
    section = f" Section {table.section[0]}." if table.section else ""
    rows = "".join(line for row in table.rows for line in _row(row, by_part=by_part))
    head = "| | row | figure | unit |\n|---|---|---|---|\n"
    return f"\n### Table {table.id} of {form.id}\n\nLayout: {LAYOUTS[table.layout]}.{section}{note}\n\n{head}{rows}"


def _row(row: Row, *, by_part: bool) -> Iterator[str]:
    """A line per figure; of a row with a figure per column only the total, of a heading none."""
    label = " › ".join((*row.group, row.label))
    if not row.values:
        yield f"| {row.no} | **{label}** | | |\n"
    for value in row.values:
        if not by_part or value.part == TOTAL:
            words = " › ".join(filter(None, (label, "" if by_part else value.title)))
            yield f"| {row.no} | {words} | `{value.metric}` | {value.uom} |\n"


def _relation(relation: LinearRelation) -> str:
    if len({metric for _, _, metric, _ in relation.terms}) == 1:
        return f"| `{relation.check_id}` | in every row: all columns = total | {relation.severity} |\n"
    sides = [[term for term in relation.terms if term[0] == side] for side in ("left", "right")]
    # One line where a rule holds for every column alike: the part is that of no one column.
    parts = {part for _, _, _, part in relation.terms}
    shown = f" {relation.op} ".join(" + ".join(_term(term, is_same_part=len(parts) == 1) for term in side) or "0" for side in sides)
    return f"| `{relation.check_id}` | {shown.replace('+ −', '− ')} | {relation.severity} |\n"


def _term(term: Term, *, is_same_part: bool) -> str:
    _, factor, metric, part = term
    code = metric if is_same_part or part == TOTAL else f"{metric}__{part}"
    sign = "" if factor > 0 else "−"
    return f"{sign}{'' if abs(factor) == 1 else f'{abs(factor)} × '}`{code}`"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
