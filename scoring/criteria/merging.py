"""This year's file laid over last year's: the merge behind ``extends``.

Mappings merge key by key; a list whose items have an ``id`` (or a ``grade``) merges item by item,
at any depth; any other value of the derived file replaces that of the base. ``null`` takes a key
away, ``remove: true`` an item; ``after`` and ``before`` name the item that a new or moved one
stands next to. A rule of another kind replaces the whole rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scoring.criteria.fields import Reader
from scoring.criteria.keys import DIRECTIVES
from scoring.files.yamlfile import Path, YamlFile, step
from scoring.problems import Problem
from scoring.problems.nearest import nearest

IDENTITIES = {"id": "title", "grade": "from"}  # what names an item, and a key that every new item has
WHOLE = frozenset({"rule"})  # mappings of one key whose name says what they are


def merge(base: YamlFile, derived: YamlFile) -> tuple[YamlFile, tuple[Problem, ...]]:
    """The derived file with everything that it takes over from its base.

    Args:
        base: Last year's file, itself resolved.
        derived: This year's file, a mapping; its ``extends`` is left out of the result.

    Returns:
        The merged file, in which every value keeps its file and line, and all problems (C020, C103-C106).
    """
    merging = _Merging(base, derived)
    after = {key: value for key, value in derived.data.items() if key != "extends"}
    data = merging.mapping(_Pair(base.data, after, (), (), ()))
    return YamlFile(derived.name, data, merging.lines, merging.files), tuple(merging.reader.problems)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A value of the base, the one laid over it, where both stand, and where the result will."""

    before: Any
    after: Any
    old: Path
    new: Path
    to: Path

    def child(self, key: Any) -> _Pair:
        place = step(key)
        return _Pair(self.before.get(key), self.after.get(key), (*self.old, place), (*self.new, place), (*self.to, place))


@dataclass(slots=True)
class _Entry:
    """An item of a merged list: its name and its position in base and derived file, None where it is not there."""

    name: Any
    old: int | None
    new: int | None


class _Merging:
    def __init__(self, base: YamlFile, derived: YamlFile) -> None:
        self.base, self.derived = base, derived
        self.reader = Reader(derived)
        self.lines: dict[Path, int] = {}
        self.files: dict[Path, str] = {}

    def value(self, pair: _Pair) -> Any:
        if isinstance(pair.before, dict) and isinstance(pair.after, dict) and not _another_kind(pair):
            return self.mapping(pair)
        identity = _identity(pair.before)
        if identity and isinstance(pair.after, list) and pair.after:
            return self.items(pair, identity)
        return self.taken(self.derived, pair.after, pair.new, pair.to)

    def taken(self, source: YamlFile, value: Any, path: Path, to: Path) -> Any:
        """A value as one of the files has it, with its place."""
        self._mark(source, path, to)
        if isinstance(value, dict):
            return {key: self.taken(source, item, (*path, step(key)), (*to, step(key))) for key, item in value.items()}
        if isinstance(value, list):
            return [self.taken(source, item, (*path, i), (*to, i)) for i, item in enumerate(value)]
        return value

    def _mark(self, source: YamlFile, path: Path, to: Path) -> None:
        file, line = source.place(path)
        if line is not None:
            self.lines[to] = line
            self.files[to] = file

    def mapping(self, pair: _Pair) -> dict[Any, Any]:
        self._mark(self.derived, pair.new, pair.to)
        merged = {}
        for key in {**pair.before, **pair.after}:
            child = pair.child(key)
            if key not in pair.after:
                merged[key] = self.taken(self.base, child.before, child.old, child.to)
            elif key not in pair.before and child.after is None:
                self._unknown("C104", child.new, key, [str(known) for known in pair.before])
            elif child.after is not None:
                merged[key] = self.value(child) if key in pair.before else self.taken(self.derived, child.after, child.new, child.to)
        return merged

    def items(self, pair: _Pair, identity: str) -> list[Any]:
        self._mark(self.derived, pair.new, pair.to)
        entries = [_Entry(item[identity], i, None) for i, item in enumerate(pair.before)]
        for i, item in enumerate(pair.after):
            place = (*pair.new, i)
            if not isinstance(item, dict) or item.get(identity) is None:
                self.reader.problem("C106", place, "", identity=identity)
            else:
                self._place(entries, item, identity, place, i)
        return [self._item(pair, entry, i) for i, entry in enumerate(entries)]

    def _place(self, entries: list[_Entry], item: dict[Any, Any], identity: str, place: Path, position: int) -> None:
        """Put an item of the derived file where it belongs among the entries, or take one away."""
        name = item[identity]
        entry = next((entry for entry in entries if entry.name == name), None)
        if entry is not None and entry.new is not None:
            self.reader.problem("C020", (*place, identity), name, first=self.derived.line((*place[:-1], entry.new)))
            return
        if entry is None and ("remove" in item or IDENTITIES[identity] not in item):
            self._unknown("C103", (*place, identity), name, [*(str(entry.name) for entry in entries), *_names(self.base.data)])
            return
        if self._is_removed(item, place):
            entries[:] = [entry for entry in entries if entry.name != name]
            return
        entry = entry or _Entry(name, None, None)
        entry.new = position
        self._move(entries, entry, item, place)

    def _is_removed(self, item: dict[Any, Any], place: Path) -> bool:
        if "remove" not in item:
            return False
        if item["remove"] is not True:
            self.reader.problem("C105", (*place, "remove"), item["remove"])
        return True

    def _move(self, entries: list[_Entry], entry: _Entry, item: dict[Any, Any], place: Path) -> None:
        directive = next((key for key in ("after", "before") if key in item), None)
        if "after" in item and "before" in item:
            self.reader.problem("C105", (*place, "before"), item["before"])
        others = [other for other in entries if other is not entry]
        target = next((i for i, other in enumerate(others) if directive and other.name == item[directive]), None)
        if directive is None or target is None:
            if directive:
                self._unknown("C103", (*place, directive), item[directive], [str(other.name) for other in others])
            if entry not in entries:
                entries.append(entry)
            return
        entries[:] = others
        entries.insert(target + (directive == "after"), entry)

    def _item(self, pair: _Pair, entry: _Entry, position: int) -> Any:
        to = (*pair.to, position)
        if entry.new is None:
            return self.taken(self.base, pair.before[entry.old], (*pair.old, entry.old or 0), to)
        own = {key: value for key, value in pair.after[entry.new].items() if key not in DIRECTIVES}
        if entry.old is None:
            return self.taken(self.derived, own, (*pair.new, entry.new), to)
        return self.mapping(_Pair(pair.before[entry.old], own, (*pair.old, entry.old), (*pair.new, entry.new), to))

    def _unknown(self, code: str, place: Path, found: Any, known: list[str]) -> None:
        self.reader.problem(code, place, found, nearest=nearest(str(found), known), base=self.base.name)


def _another_kind(pair: _Pair) -> bool:
    """Whether both say which of several things they are, and say different ones."""
    return bool(pair.new) and pair.new[-1] in WHOLE and set(pair.before) != set(pair.after)


def _identity(value: Any) -> str | None:
    """The key that names every item of a list; None where the list is not merged item by item."""
    if not isinstance(value, list) or not value:
        return None
    return next((key for key in IDENTITIES if all(isinstance(item, dict) and item.get(key) is not None for item in value)), None)


def _names(value: Any) -> Iterator[str]:
    """Every id and grade of parsed YAML."""
    if isinstance(value, dict):
        yield from (str(value[key]) for key in IDENTITIES if isinstance(value.get(key), str))
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _names(item)
