"""Writes the tables of docs/records.md, the columns of the record tables that ship, from ``tables.yaml``.

Run it after a change of that file; tests/test_records_page.py says when it is due.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring.criteria.records import RecordColumn, RecordTable  # noqa: E402 - the path above comes first, so that the script runs without an installation
from scoring.criteria.records.tables import shipped_tables  # noqa: E402 - as above

PAGE = ROOT / "docs" / "records.md"
BEGIN, END = "<!-- columns: written by tools/record_pages.py -->\n", "<!-- end of columns -->\n"
KINDS = {"text": "text", "date": "date", "number": "number", "whole": "whole number", "flag": "是 or 否"}


def page() -> str:
    """The whole page, its tables of columns written anew."""
    text = PAGE.read_text("utf-8")
    tables = "\n".join(map(_table, shipped_tables().values()))
    return re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: f"{BEGIN}\n{tables}\n{END}", text, flags=re.DOTALL)


def _table(table: RecordTable) -> str:
    rows = "".join(f"| `{column.name}` | {column.title} | {KINDS[column.kind]} | {_must(column)} |\n" for column in table.columns)
    key = " and ".join(f"`{name}`" for name in ("unit_id", *table.key))
    head = f"### `{table.name}` {table.title}\n\nOne row per {key}; its year is that of `{table.dated_by}`.\n\n"
    unit = "| `unit_id` | 单位编号 | text | be filled, be a unit of `units` |\n"
    return f"{head}| column | title | holds | must |\n| --- | --- | --- | --- |\n{unit}{rows}"


def _must(column: RecordColumn) -> str:
    words = ["be filled"] if column.required else []
    words += [f"be one of {'、'.join(column.allowed)}"] if column.allowed else []
    return ", ".join(words)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
