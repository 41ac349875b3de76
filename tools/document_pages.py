"""Writes the tables of docs/documents.md (documents, settings) from the lists in the program: python tools/document_pages.py."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scoring.criteria.fields import Field  # noqa: E402 - the path above comes first, so that the script runs without an installation
from scoring.documents.kinds import KINDS  # noqa: E402 - as above
from scoring.folder.paperwork import (  # noqa: E402 - as above
    SECTIONS,
    annexes,
    appeals,
    circular,
    comparison,
    correction,
    explorer,
    feedback,
    letters,
    margins,
    rectification,
    requests,
    screen,
    sensitivity,
    states,
)

PAGE = ROOT / "docs" / "documents.md"
TABLES: Mapping[str, Mapping[str, Field]] = {
    "circular": circular.FIELDS,
    "circular.annexes[]": {**annexes.FIELDS, **annexes.OPTIONS},
    "feedback": feedback.FIELDS,
    "feedback.show": feedback.SHOW,
    "explorer": explorer.FIELDS,
    "margins": margins.FIELDS,
    "rectification": rectification.FIELDS,
    "rectification.contact": letters.CONTACT,
    "states": states.FIELDS,
    "correction": correction.FIELDS,
    "appeals": appeals.FIELDS,
    "requests": requests.FIELDS,
    "requests.contact": letters.CONTACT,
    "screen": screen.FIELDS,
    "comparison": comparison.FIELDS,
    "sensitivity": sensitivity.FIELDS,
}


def documents_table() -> str:
    """One row per document."""
    rows = [f"| `{kind.name}` | {kind.title} | {f'`{kind.section}`' if kind.section else 'always'} |" for kind in KINDS]
    return "\n".join(["| name | document | made where assessment.yaml has |", "|---|---|---|", *rows])


def settings_tables() -> str:
    """One table per section."""
    parts = []
    for name, fields in TABLES.items():
        rows = [f"| `{key}`{' (required)' if field.required else ''} | {words(field)} |" for key, field in fields.items()]
        parts.append("\n".join([f"### `{name}`", "", "| key | what it is |", "|---|---|", *rows]))
    return "\n\n".join(parts)


def words(field: Field) -> str:
    """Chinese and English words of a key, apart: English begins at the first blank behind the last Chinese character."""
    return re.sub(r"^(.*[\u4e00-\u9fff]\S*)\s+(?=[A-Za-z])", r"\1; ", field.doc)


def page(text: str) -> str:
    """The page with its tables renewed."""
    if missing := set(SECTIONS) - {name.partition(".")[0] for name in TABLES}:
        raise SystemExit(f"no table for {missing}")
    for name, table in (("documents", documents_table()), ("settings", settings_tables())):
        start = text.index(f"<!-- {name} -->")
        text = f"{text[:start]}<!-- {name} -->\n{table}\n{text[text.index('<!-- end -->', start) :]}"
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
