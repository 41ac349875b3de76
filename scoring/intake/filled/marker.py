"""The marker of a fill-in workbook: one cell on every sheet that says whose it is, and what the codes around it mean.

It stands in the text of a cell, not in the name of the file or sheet, so it survives renaming, moving, other
programs (WPS, LibreOffice) and other formats (xls, ods), and a sheet that was copied from another unit's workbook
is noticed. The row of the marker holds the codes of columns, its column the codes of rows; both are hidden.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from scoring.intake.document import Document

MARK = "scoring-workbook "
VERSION = 1
"""Layout of the workbooks; a program reads the versions up to its own."""
COVER = "cover"
"""Name of the sheet that explains; it is not read."""
SINGLE = "values"
"""Code of the only row of a table without labels."""
APPLIES = "applies"
"""Code of the column that says whether a row applies to the unit."""
NOT_APPLICABLE = "不适用"


@dataclass(frozen=True, slots=True)
class Marker:
    """Whose workbook a sheet belongs to.

    Args:
        kind: ``unit`` (statutory form and declared metrics) or ``marker`` (marks, findings, external scores).
        owner: Unit id, or the name of the marker.
        name: Name of the unit as its report would give it; of the marker the same as ``owner``.
        period: Year assessed.
        form: Statutory form; empty where the workbook has none.
        criteria: Beginning of the criteria's score fingerprint.
        sheet: What stands on the sheet: the id of a statutory table, ``metrics``, ``marks`` ...
        version: Layout of the workbook.
    """

    kind: Literal["unit", "marker"]
    owner: str
    name: str
    period: int
    form: str
    criteria: str
    sheet: str
    version: int = VERSION

    @property
    def book(self) -> tuple[str, str, int, str, str, int]:
        """What all sheets of one workbook share."""
        return self.kind, self.owner, self.period, self.form, self.criteria, self.version

    def text(self) -> str:
        """The text of the cell."""
        return MARK + json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def parse_marker(text: str) -> Marker | None:
    """The marker that a cell holds; None when it holds something else or is damaged."""
    if not text.startswith(MARK):
        return None
    try:
        return _checked(json.loads(text[len(MARK) :]))
    except (ValueError, TypeError):
        return None


def _checked(fields: dict[str, Any]) -> Marker | None:
    marker = Marker(**fields)
    numbers = isinstance(marker.period, int) and isinstance(marker.version, int)
    words = all(isinstance(word, str) for word in (marker.owner, marker.name, marker.form, marker.criteria, marker.sheet))
    return marker if numbers and words and marker.kind in {"unit", "marker"} else None


def code_of(*keys: str) -> str:
    """The code of a row that several keys name, such as a unit and an indicator."""
    return json.dumps(keys, ensure_ascii=False, separators=(",", ":"))


def keys_of(code: str) -> tuple[str, ...]:
    """The keys of a code; none when it is not one."""
    try:
        keys = json.loads(code)
    except ValueError:
        return ()
    return tuple(map(str, keys)) if isinstance(keys, list) else ()


def is_filled(document: Document) -> bool:
    """Whether a workbook was issued to be filled in."""
    cells = (cell.text for grid in document.grids for row in grid.rows for cell in row)
    return any(text.startswith(MARK) for text in (*cells, *(line.text for line in document.lines)))
