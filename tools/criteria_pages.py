"""Writes the tables of docs/criteria.md from the keys themselves, and docs/metrics.md from the statutory forms.

Run it after a change of a key, of a case's key or of a form; tests/test_criteria_page.py says when it is due.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring import cases  # noqa: E402 - the path above comes first, so that the script runs without an installation
from scoring.criteria import keys  # noqa: E402 - as above
from scoring.criteria.fields import Field  # noqa: E402 - as above
from scoring.criteria.shapes import Shape  # noqa: E402 - as above
from scoring.intake.dictionary import metrics  # noqa: E402 - as above
from scoring.intake.forms import load_forms  # noqa: E402 - as above

PAGE = ROOT / "docs" / "criteria.md"
METRICS = ROOT / "docs" / "metrics.md"
CASES = {
    "a case": cases.CASE,
    "a unit": cases.UNIT,
    "a finding": cases.FINDING,
    "`expect`": cases.EXPECT,
}
# Where each table of keys stands in the file.
PLACES = {
    "CRITERIA": "The file",
    "GROUP": "A group",
    "MEMBERS": "`members` of a group",
    "POLICY": "`policy`",
    "SCREENING": "`policy.screening`",
    "QUOTA": "`policy.quota`",
    "LIMITS": "`total` of the policy or of a component",
    "ROUNDING": "`policy.rounding`",
    "RANKING": "`policy.ranking`",
    "TIE_BREAKER": "An entry of `break_ties`",
    "GRADE": "A grade",
    "EVENT": "An event",
    "METRIC": "A metric",
    "MEASURE": "A measure",
    "IMPUTE": "`impute` of a measure",
    "TREAT": "`treat` of a measure",
    "WINSORISE": "`treat.winsorise`",
    "UNTIL": "`treat.until`",
    "BOUNDS": "`treat.bounds`",
    "PERCENTILES": "`treat.percentiles`",
    "NODE": "An indicator or block",
    "MEAN": "`mean` as a mapping",
    "BONUS": "A bonus",
    "GATE": "A gate",
    "COMPONENT": "A component",
    "DEDUCTION": "A deduction",
    "THEN": "`then` of a gate",
    "DERIVED": "A file that extends another, besides",
    "DIRECTIVES": "An item of such a file, besides",
}
METRICS_HEAD = """# Figures of the annual reports

Generated from `scoring/intake/forms` and `scoring/intake/metrics.yaml` by `tools/criteria_pages.py`; do not edit.

These codes may stand in formulas and under `measure` and `of` without being declared. A form is that of the years from its own on: \
2014 to 2018, 2019 and 2020, from 2021. *Text* are figures that only the prose of a report states. A part of a figure is \
`code__part`; without a part the total is meant.

"""


def tables() -> dict[str, dict[str, Field]]:
    """Every table of keys by its name, in the order of the module."""
    found = {name: value for name, value in vars(keys).items() if name.isupper() and isinstance(value, dict)}
    return {name: table for name, table in found.items() if all(isinstance(field, Field) for field in table.values())}


def page(written: str) -> str:
    """The page with its generated parts anew, the text around them as it is."""
    units = "".join(f"Keys of {where}:\n\n{_table(table)}\n" for where, table in CASES.items())
    known = "".join(f"### {PLACES[name]}\n\n{_table(table)}\n" for name, table in tables().items())
    written = _between(written, "cases", units)
    return _between(written, "keys", known)


def metrics_page() -> str:
    """The codes of all figures with title, unit, parts and forms."""
    rows = "".join(
        f"| `{code}` | {metric.title} | {metric.uom} | {', '.join(_forms(code)) or 'text'} |\n" for code, metric in metrics().items()
    )
    values = [value for form in load_forms() for table in form.tables for row in table.rows for value in row.values]
    parts = {value.part: value.title.replace(" ", "") for value in values if value.part != "total"}
    shown = "Parts: " + ", ".join(f"`{part}` {title}" for part, title in parts.items()) + ".\n\n"
    return f"{METRICS_HEAD}{shown}| code | title | unit | forms |\n|---|---|---|---|\n{rows}"


def _forms(code: str) -> Iterator[str]:
    for form in load_forms():
        if any(value.metric == code for table in form.tables for row in table.rows for value in row.values):
            yield str(form.id)


def _table(table: dict[str, Field]) -> str:
    rows = "".join(
        f"| `{key}` | {field.doc} | {_words(field.kind)} | {'yes' if field.required else ''} |\n" for key, field in table.items()
    )
    return f"| key | meaning | value | required |\n|---|---|---|---|\n{rows}"


def _words(shape: Shape | None) -> str:
    """What a key may hold, for a reader."""
    if not shape:
        return ""
    if "enum" in shape:
        return ", ".join(f"`{word}`" for word in shape["enum"])
    if "const" in shape:
        return "`true`"
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return f"{PLACES[name][0].lower()}{PLACES[name][1:]}" if name in PLACES else str(name)
    if "anyOf" in shape:
        return " or ".join(_words(part) for part in shape["anyOf"])
    return _collection(shape)


def _collection(shape: Shape) -> str:
    kind = shape.get("type")
    if kind == "array":
        return f"list: {_words(shape['items'])}"
    if kind == "object":
        return f"by name: {_words(shape['additionalProperties'])}"
    return {"boolean": "`true`, `false`", "integer": "whole number"}.get(str(kind), "text")


def _between(text: str, mark: str, new: str) -> str:
    start, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    text = re.sub(f"{re.escape(start)}.*{re.escape(end)}", start, text, flags=re.DOTALL)
    return text.replace(start, f"{start}\n{new}{end}")


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
    METRICS.write_text(metrics_page(), "utf-8")
    print("docs/criteria.md and docs/metrics.md written")
