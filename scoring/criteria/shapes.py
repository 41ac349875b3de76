"""What a key of a criteria file may hold, as fragments of JSON Schema (draft 2020-12).

Every :class:`~scoring.criteria.fields.Field` names its kind by one of these; ``scoring criteria schema``
puts them together. A table of fields stands in the schema under its own name and is referred to by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.criteria.fields import Field

Shape = dict[str, Any]


def _named(name: str) -> Shape:
    return {"$ref": f"#/$defs/{name}"}


TEXT: Shape = {"type": ["string", "integer"]}
WORDS: Shape = {"type": "array", "items": TEXT}
FLAG: Shape = {"type": "boolean"}
DATE: Shape = {"type": "string", "format": "date"}
WHOLE: Shape = {"type": "integer"}
NUMBER, FORMULA, CONDITION, ID, POINTS, RULE = map(_named, ("number", "formula", "condition", "id", "points", "rule"))
COMMON: dict[str, Shape] = {
    "number": {
        "description": "数 a number: 12, 0.5, 30%, 3/4",
        "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^\s*-?[0-9]+(\.[0-9]+)?\s*(%|/\s*[0-9]+)\s*$"}],
    },
    "formula": {"description": "公式 a formula over figures: a / b", "type": ["string", "number"], "maxLength": 500},
    "condition": {"description": "条件 a condition: a > 0 and b < 5", "type": "string", "maxLength": 500},
    "id": {"description": "标识 a stable id", "type": "string", "pattern": r"^[a-z0-9][a-z0-9_.-]*$"},
    "points": {
        "description": "分值，一个数或每组一个 points, one number or one per group",
        "anyOf": [_named("number"), {"type": "object", "additionalProperties": _named("number")}],
    },
}


def choice(*words: str) -> Shape:
    """One of a closed list of words."""
    return {"enum": list(words)}


def either(*shapes: Shape) -> Shape:
    """Any of several shapes."""
    return {"anyOf": list(shapes)}


def list_of(shape: Shape) -> Shape:
    """A list."""
    return {"type": "array", "items": shape}


def map_of(shape: Shape) -> Shape:
    """A mapping whose keys the official chooses."""
    return {"type": "object", "additionalProperties": shape}


def table(name: str) -> Shape:
    """A mapping with the keys of a table in :mod:`scoring.criteria.keys`."""
    return _named(name)


def mapping(fields: Mapping[str, Field]) -> Shape:
    """A mapping with the keys of a table of fields, written out."""
    former = {field.formerly.key: {"deprecated": True} | described(field) for field in fields.values() if field.formerly}
    shape: Shape = {"type": "object", "properties": {key: described(field) for key, field in fields.items()} | former}
    required = [key for key, field in fields.items() if field.required]
    return shape | ({"required": required} if required else {}) | {"additionalProperties": False}


def described(field: Field) -> Shape:
    """The shape of a field with what it is for."""
    return {"description": field.doc, **(field.kind or {})}
