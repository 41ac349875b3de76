"""Units made of other units (``groups.<group>.members``): a county is half its own score, half that of its townships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from scoring.criteria import keys
from scoring.criteria.fields import Reader
from scoring.criteria.groups import Group, Members
from scoring.files.yamlfile import Path


def read_members(reader: Reader, value: object, path: Path, groups: Sequence[str]) -> Members:
    """How the totals of a group's member units count (C002-C007, C043).

    Args:
        reader: Where problems go.
        value: What stands under ``members``.
        path: Its place.
        groups: All groups of the criteria.
    """
    fields = reader.mapping(value, path, keys.MEMBERS)
    listed = reader.sequence(fields.get("of", ["?"]), (*path, "of"))
    if not listed:
        reader.problem("C043", (*path, "of"))
    named = [reader.choice(group, (*path, "of", i), groups or ("?",)) for i, group in enumerate(listed) if "of" in fields]
    return Members(
        share=reader.number(fields.get("share", 1), (*path, "share"), above=0, high=1),
        of=tuple(dict.fromkeys(named)),
        combine=cast("Any", _choice(reader, fields, "combine", path, ("mean", "sum"))),
        on=cast("Any", _choice(reader, fields, "on", path, ("printed", "exact"))),
        missing=cast("Any", _choice(reader, fields, "missing", path, ("skip", "zero", "error"))),
        alone=cast("Any", _choice(reader, fields, "alone", path, ("own", "not_assessable", "error"))),
    )


def _choice(reader: Reader, fields: Mapping[str, Any], key: str, path: Path, choices: tuple[str, ...]) -> str:
    return reader.choice(fields[key], (*path, key), choices) if key in fields else choices[0]


def members_first(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Groups with members, those that are members of others first; a group behind itself is left out."""
    done: list[Group] = []
    known = {group.id: group for group in groups}

    def visit(group: Group, above: tuple[str, ...]) -> None:
        if group.members is None or group in done or group.id in above:
            return
        for name in group.members.of:
            if name in known:
                visit(known[name], (*above, group.id))
        done.append(group)

    for group in groups:
        visit(group, ())
    return tuple(done)


def behind_itself(group: Group, groups: Sequence[Group]) -> bool:
    """Whether the units of a group would count, at some remove, for units of the same group."""
    known = {other.id: other for other in groups}
    seen: set[str] = set()
    waiting = list(group.members.of) if group.members else []
    while waiting:
        name = waiting.pop()
        if name not in seen and name in known:
            seen.add(name)
            found = known[name].members
            waiting += found.of if found else ()
    return group.id in seen
