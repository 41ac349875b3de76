"""Writes the tables of docs/criteria.md from the keys themselves.

Run it after a change of a key or of a case's key; tests/test_criteria_page.py says when it is due.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring.authoring import cases  # noqa: E402 - the path above comes first, so that the script runs without an installation
from scoring.criteria import keys  # noqa: E402 - as above
from scoring.criteria.fields import Field  # noqa: E402 - as above
from scoring.criteria.shapes import Shape  # noqa: E402 - as above

PAGE = ROOT / "docs" / "criteria.md"
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
    "RECORD_TABLE": "A record table",
    "RECORD_COLUMN": "A column of a record table",
    "DEADLINE": "A deadline",
    "TERM": "An entry of `terms` of a deadline",
    "FIXED_DAY": "`fixed` of a deadline",
    "RESTART": "`restart` of a deadline",
    "EXCLUDED": "An entry of `excluded` of a deadline",
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
    print("docs/criteria.md written")
