"""Readings of reports, kept by the contents of the file, the form that was looked for, and the program that read it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from scoring.files.caching import write_kept
from scoring.intake.document import Repair
from scoring.intake.report import Fact, Report, Structure, Unread

_LEVEL = 1  # a reading shrinks to a tenth already; more would cost more time than the disk


@dataclass(frozen=True)
class Readings:
    """A folder of readings.

    Args:
        folder: One file per report and form in it; it need not exist.
        fresh: Whether every file is read again all the same, and its reading kept anew.
    """

    folder: Path
    fresh: bool = False

    def get(self, sha256: str, form: str, name: str) -> Report | None:
        """The reading of a file with these contents, named as the user names it now; None where there is none that can be used."""
        if self.fresh:
            return None
        try:
            data = json.loads(zlib.decompress(self._place(sha256, form).read_bytes()))
            return _report(data, name) if data["sha256"] == sha256 else None
        except (OSError, zlib.error, ValueError, KeyError, TypeError, InvalidOperation):
            return None  # never kept, torn or of another make: it is read again

    def put(self, report: Report, form: str) -> None:
        """Keep a reading; not that a file was refused, which costs little and names the file."""
        if report.refusal is None:
            write_kept(self._place(report.sha256, form), zlib.compress(json.dumps(_data(report), ensure_ascii=False).encode(), _LEVEL))

    def forget_all_but(self, contents: Collection[str]) -> None:
        """Remove the readings of all other contents, and what ended processes left."""
        with suppress(OSError):
            for place in self.folder.iterdir():
                if place.name.partition("-")[0] not in contents:
                    place.unlink(missing_ok=True)

    def _place(self, sha256: str, form: str) -> Path:
        return self.folder / f"{sha256}-{form}"


def _data(report: Report) -> dict[str, Any]:
    return {
        "sha256": report.sha256,
        "size": report.size,
        "kind": report.kind,
        "form": report.form,
        "unit": report.unit,
        "year": report.year,
        "published_on": report.published_on.isoformat() if report.published_on else None,
        "facts": [
            [None if value is None else str(value) if isinstance(value, Decimal) else value for value in fact] for fact in report.facts
        ],
        "structure": report.structure,
        "repairs": [[item.kind, item.before, item.after, item.locator] for item in report.repairs],
        "unread": report.unread,
    }


def _report(data: dict[str, Any], name: str) -> Report:
    day = data["published_on"]
    whole = {key: data[key] for key in ("sha256", "size", "kind", "form", "unit", "year")}
    return Report(
        file=name,
        **whole,
        published_on=date.fromisoformat(day) if day else None,
        facts=tuple(_fact(fact) for fact in data["facts"]),
        structure=tuple(Structure(*item) for item in data["structure"]),
        repairs=tuple(Repair(*item) for item in data["repairs"]),
        unread=tuple(Unread(*item) for item in data["unread"]),
        kept=True,
    )


def _fact(row: list[Any]) -> Fact:
    metric, part, value, *rest = row
    return Fact(metric, part, None if value is None else Decimal(value), *rest)
