"""The keys of figures.yaml: what each may hold, read and refused with file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.criteria.suggestions import meant, named
from scoring.files.yamlfile import Path
from scoring.problems.nearest import probable
from scoring.results.figures.known import Known

SCALES = {"万": 4, "亿": 8}
STATES = ("full", "lost", "zero", "positive")
_SUGGESTED = 12  # names that a sentence offers where none is near


@dataclass
class Context:
    """What reading one figures.yaml needs.

    Args:
        reader: Collects the problems.
        known: The names of the criteria.
        lines: Score lines declared in the file, by name.
    """

    reader: Reader
    known: Known
    lines: dict[str, Decimal] = field(default_factory=dict)

    def unknown(self, code: str, path: Path, found: object, names: Iterable[str]) -> None:
        """A name that is none of the allowed, with the nearest one (F002, F004, F006)."""
        allowed = list(dict.fromkeys(names))
        near = probable(str(found), allowed)
        some = "、".join(allowed[:_SUGGESTED]) + ("……" if len(allowed) > _SUGGESTED else "")
        hint = meant(str(found), allowed, f"可用的如 {some}", f"Such as {some}") if not near else named(near)
        self.reader.problem(code, path, found, hint=hint)


Read = Callable[[Context, Any, Path], Any]


@dataclass(frozen=True)
class Key:
    """One key of a figure: Chinese words for it, how it is read, an example, and whether it must be there."""

    doc: str
    read: Read
    example: str = ""
    required: bool = False

    @property
    def field(self) -> Field:
        """The key for :meth:`Reader.mapping`."""
        return Field(self.doc, required=self.required)


def text(context: Context, value: Any, path: Path) -> str:
    """Any words."""
    return context.reader.text(value, path)


def whole(low: int, high: int | None = None) -> Read:
    """A whole number inside its limits."""
    return lambda context, value, path: context.reader.whole_number(value, path, low=low, high=high)


def choice(*allowed: str) -> Read:
    """One of a closed list."""
    return lambda context, value, path: context.reader.choice(value, path, allowed)


def flag(context: Context, value: Any, path: Path) -> bool:
    """True or false."""
    return context.reader.flag(value, path)


def limit(context: Context, value: Any, path: Path) -> Decimal:
    """A number, or the name of a score line (C005, F006)."""
    if isinstance(value, str) and not value.strip().endswith("%") and "/" not in value:
        if value not in context.lines:
            context.unknown("F006", path, value, context.lines)
        return context.lines.get(value, Decimal(0))
    return context.reader.number(value, path)


def number_name(context: Context, value: Any, path: Path) -> str:
    """A metric, measure or event (F004)."""
    if context.known.name(str(value)) is None:
        context.unknown("F004", path, value, context.known.codes)
    return str(value)


def indicator(context: Context, value: Any, path: Path) -> str:
    """An indicator or block (F002)."""
    if str(value) not in context.known.titles:
        context.unknown("F002", path, value, context.known.titles)
    return str(value)


def counted(context: Context, value: Any, path: Path) -> str:
    """What a condition looks at: score, rank, grade, an indicator, or a metric, measure or event (F004)."""
    own = ("score", "rank", "grade")
    if str(value) not in own and str(value) not in context.known.titles and context.known.name(str(value)) is None:
        context.unknown("F002" if "." in str(value) else "F004", path, value, (*own, *context.known.titles, *context.known.codes))
    return str(value)


def grade(context: Context, value: Any, path: Path) -> str:
    """A grade of the criteria (C007)."""
    return context.reader.choice(value, path, context.known.grades)


def group(context: Context, value: Any, path: Path) -> str:
    """One group (C007)."""
    return context.reader.choice(value, path, tuple(context.known.group_titles))


def group_or_all(context: Context, value: Any, path: Path) -> str:
    """One group, or ``all`` (C007)."""
    return context.reader.choice(value, path, ("all", *context.known.group_titles))


def group_or_name(context: Context, value: Any, path: Path) -> str:
    """A group or ``all`` (their final scores), or a metric, measure or event (F004)."""
    names = ("all", *context.known.group_titles)
    if str(value) not in names and context.known.name(str(value)) is None:
        context.unknown("F004", path, value, (*names, *context.known.codes))
    return str(value)


GROUP_READERS = (group, group_or_all, group_or_name)  # of keys behind which a group may stand


def groups(context: Context, value: Any, path: Path) -> tuple[str, ...]:
    """One group or a list of them (C007)."""
    if isinstance(value, list):
        return tuple(group(context, item, (*path, i)) for i, item in enumerate(value))
    return (group(context, value, path),)


def parent(context: Context, value: Any, path: Path) -> str:
    """A unit that has units below it (F005)."""
    unit = context.reader.text(value, path)
    if unit and not context.known.is_parent(unit):
        context.reader.problem("F005", path, unit)
    return unit


def read_keys(context: Context, values: Mapping[str, Any], path: Path, keys: Mapping[str, Key]) -> dict[str, Any]:
    """The values of the keys that are there, each read its way."""
    return {name: key.read(context, values[name], (*path, name)) for name, key in keys.items() if name in values}
