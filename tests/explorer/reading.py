"""What stands in the tables of a page, and what the tables of the run say, each read by itself."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

CELLS = """table => {
    const text = cell => (cell.querySelector("span") && cell.tagName === "TH" ? cell.querySelector("span") : cell).innerText.trim();
    const said = cell => (cell.querySelector(".under") ? cell.innerText.split("\\n")[0] : cell.innerText).trim();
    return [
        [...table.tHead.rows[0].cells].map(text),
        [...table.tBodies].filter(body => !body.ariaHidden).flatMap(body => [...body.rows])
            .map(row => [...row.cells].map(said)),
    ];
}"""


def table(found: Locator) -> list[dict[str, str]]:
    """The rows of a table on the page, top to bottom, by the words of the heads; without the note under a name."""
    heads, rows = found.evaluate(CELLS)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def rows(run: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Rows of the tables of a run."""
    with duckdb.connect(str(run / "results.duckdb"), read_only=True) as opened:
        return opened.execute(query, values).fetchall()


def printed(value: Decimal | None, digits: int = 2) -> str:
    """As the circular prints a number, worked out here and not by the program: half up, empty where there is none."""
    return "" if value is None else str(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def says(found: Locator) -> str:
    """The words that stand there."""
    return found.inner_text().strip()
