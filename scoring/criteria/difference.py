"""Two criteria files side by side: which changes alter scores and which only text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from scoring.criteria.fingerprint import ORDERED, TEXT_KEYS
from scoring.files.yamlfile import Path, YamlFile


@dataclass(frozen=True)
class Change:
    """One difference.

    Args:
        where: Id path, such as ``indicators[disclosure.timely].points``.
        before: Value in the old file, empty where it was not there.
        after: Value in the new file, empty where it is gone.
        effect: ``score`` or ``text``.
        file: The new file (or the one that it takes the value over from), or the old one where the value is gone.
        line: Line in that file.
    """

    where: str
    before: str
    after: str
    effect: Literal["score", "text"]
    file: str
    line: int | None


def differences(old: YamlFile, new: YamlFile) -> tuple[Change, ...]:
    """All differences, those that change scores first, then by path.

    Items of lists are matched by id (grades by name), so that moving or inserting one is not a
    difference of all that follow. Where items that both files have stand in another order, that is one
    difference (``….order``): of gates and grades it changes scores, of indicators it does not.
    """
    before, after = dict(_flat(old.data, (), "")), dict(_flat(new.data, (), ""))
    changes = list(_moves(old, new))
    for where in sorted({*before, *after}):
        was, now = before.get(where), after.get(where)
        if was is not None and now is not None and was[0] == now[0]:
            continue
        place = new.place(now[1]) if now else old.place(was[1] if was else ())
        changes.append(Change(where, was[0] if was else "", now[0] if now else "", _effect(where, (was or now or ("",))[0]), *place))
    return tuple(sorted(changes, key=lambda change: (change.effect != "score", change.where)))


def _moves(old: YamlFile, new: YamlFile) -> Iterator[Change]:
    """Lists whose common items stand in another order."""
    before, after = dict(_orders(old.data, (), "")), dict(_orders(new.data, (), ""))
    for where, (names, path) in after.items():
        earlier = before.get(where, ((), ()))[0]
        was, now = [name for name in earlier if name in names], [name for name in names if name in earlier]
        if was != now:
            first = where.rpartition(".")[2].partition("[")[0] if not where.startswith("grades.") else "grades"
            effect: Literal["score", "text"] = "score" if first in ORDERED else "text"
            yield Change(f"{where}.order", "、".join(was), "、".join(now), effect, *new.place(path))


def _orders(value: Any, path: Path, where: str) -> Iterator[tuple[str, tuple[tuple[str, ...], Path]]]:
    """The names of the items of every list whose items have names, by id path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _orders(item, (*path, key), f"{where}.{key}" if where else str(key))
    elif isinstance(value, list):
        names = [str(item.get("id", item.get("grade"))) for item in value if isinstance(item, dict) and {"id", "grade"} & item.keys()]
        if len(names) == len(value):
            yield where, (tuple(names), path)
        for i, item in enumerate(value):
            yield from _orders(
                item, (*path, i), f"{where.partition('[')[0]}[{names[i]}]" if len(names) == len(value) else f"{where}[{i + 1}]"
            )


def _effect(where: str, value: str) -> Literal["score", "text"]:
    key = where.rpartition(".")[2].partition("[")[0]
    if key in TEXT_KEYS or where.startswith("basis[") or (key == "evidence" and value != "required"):
        return "text"
    return "score"


def _flat(value: Any, path: Path, where: str) -> Iterator[tuple[str, tuple[str, Path]]]:
    """Every scalar of parsed YAML with its id path."""
    if isinstance(value, dict | list) and not value:
        yield where, ("{}" if isinstance(value, dict) else "[]", path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _flat(item, (*path, key), f"{where}.{key}" if where else str(key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            identity = item.get("id", item.get("grade")) if isinstance(item, dict) else None
            head = where.removesuffix(".items") if identity is not None else where
            # An indicator is known by its id alone: a move to another block is a change of its parent's points.
            shown = f"{head.rpartition('[')[0]}[{identity}]" if where.endswith(".items") else f"{head}[{identity or i + 1}]"
            yield from _flat(item, (*path, i), shown)
    else:
        yield where, ("" if value is None else str(value), path)
