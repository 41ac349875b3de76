"""Writes docs/tables.md, what goes into an assessment folder and every table that comes out, from scoring/results/tables.yaml.

Run it after a change of the tables of a run; tests/guide/test_tables.py says when it is due, and holds the columns against runs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring.results.store import TABLES  # noqa: E402 - the path above comes first, so that the script runs without an installation
from scoring.starting.making import COLUMNS  # noqa: E402 - as above

PAGE = ROOT / "docs" / "tables.md"
CATALOGUE: dict[str, Any] = yaml.safe_load((ROOT / "scoring" / "results" / "tables.yaml").read_text("utf-8"))
HEAD = """# Tables

Generated from `scoring/results/tables.yaml` and the lists in the program by `tools/table_pages.py`; do not edit.

## What goes into the folder

Each table is a CSV file (UTF-8, UTF-16 or GB18030; commas, semicolons or tabs), xlsx, xls, ods or Parquet beside `assessment.yaml`. \
What a column takes is said in 填写说明.md of the folder, for its criteria. A table that is not needed may be left out, except `units`. \
Registers of cases have their own page ([records](records.md)), the folder `reports/` too ([formats](formats.md)).

"""
DATA = """
Two more are made by an office that needs them: `data`, figures that no statutory form has, declared as `metrics` in the criteria \
(long: `unit_id, period, metric, value`; or wide: one column per metric), and `calendar`, its own working days \
([deadlines](deadlines.md)).

## What comes out

Every table of a run is a file `results/<table>.parquet` and stands in `results.duckdb`; where a run has more than 200,000 points the \
longest stand in `results/` alone. Any tool that reads Parquet or DuckDB reads them:

```sh
python3 -c "import polars; print(polars.read_parquet('{run}/results/ranking.parquet').select('unit_id', 'rank', 'grade').head(3))"
```

Values and points are exact decimals, never binary fractions; dates are dates; what has no number is NULL and says why in `outcome`. \
Rows come in a fixed order. Tables of what criteria or assessment.yaml do not ask for are not there; columns \
in angle brackets stand for one column per measure or gate of the criteria. `run` and `manifest.json` say by what the tables were made.

| table | one row per |
|---|---|
"""


def page() -> str:
    """The whole page."""
    inputs = ["| table | what it is | columns |", "|---|---|---|", *map(_input, COLUMNS)]
    overview = "".join(f"| [`{name}`](#{name}) | {CATALOGUE['tables'][name]['rows']} |\n" for name in TABLES)
    head = HEAD + "\n".join(inputs) + "\n" + DATA.replace("{run}", "out/linjiang-2016-XXXXXXXX")
    return head + overview + "".join(map(_table, TABLES))


def _input(name: str) -> str:
    return f"| `{name}` | {CATALOGUE['inputs'][name]} | {', '.join(f'`{column}`' for column in COLUMNS[name])} |"


def _table(name: str) -> str:
    table = CATALOGUE["tables"][name]
    rows = "".join(f"| `{column}` | {words or CATALOGUE['common'][column]} |\n" for column, words in table["columns"].items())
    return f"\n### {name}\n\nOne row per {table['rows']}.\n\n| column | what it is |\n|---|---|\n{rows}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
