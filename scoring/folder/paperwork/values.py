"""Values that several sections have: days and lists of names."""

from __future__ import annotations

from datetime import date

from scoring.criteria.fields import Reader
from scoring.criteria.suggestions import day_like
from scoring.files.yamlfile import Path

NO_DAY = date(1970, 1, 1)  # stands where a problem was told; never used


def day(reader: Reader, value: object, path: Path) -> date:
    """A date (C037)."""
    if isinstance(value, date):
        return value
    if value is not None:
        reader.problem("C037", path, value, nearest=day_like(str(value)))
    return NO_DAY


def names(reader: Reader, value: object, path: Path) -> list[str]:
    """A list of texts."""
    return [reader.text(name, (*path, i)) for i, name in enumerate(reader.sequence(value, path))]
