"""The units of a run as the pages know them: by their place in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.results.model import Results


def places(results: Results) -> dict[str, int]:
    """Place of every unit in the list of units, by id."""
    return {row.unit_id: place for place, row in enumerate(_ordered(results))}


def unit_list(results: Results) -> list[dict[str, Any]]:
    """The units, group by group in official order, with the words under which they are found."""
    groups = {row.unit_id: group.group_id for group in results.groups for row in group.rows}
    return [
        {
            "id": row.unit_id,
            "name": row.name,
            "short_name": row.short_name,
            "group": groups[row.unit_id],
            "search": searched(row.name, row.short_name, row.unit_id),
        }
        for row in _ordered(results)
    ]


def _ordered(results: Results) -> list[Any]:
    return [row for group in results.groups for row in sorted(group.rows, key=lambda row: row.order)]


def searched(name: str, short_name: str, unit_id: str) -> str:
    """Words under which a unit is found: names, id, Pinyin and its initials, lower case.

    Readings are those of whole words where the dictionary knows them (重庆 is chongqing), so that initials are what people type.
    """
    from pypinyin import Style, lazy_pinyin

    read = ["".join(lazy_pinyin(text, style)) for text in (name, short_name) for style in (Style.NORMAL, Style.FIRST_LETTER)]
    return " ".join(dict.fromkeys(filter(None, (text.lower() for text in (name, short_name, unit_id, *read)))))
