"""``scoring criteria schema``: a JSON Schema of criteria files, for completion and checks in editors.

It is put together from the tables of keys and from the rule kinds; a file that ``extends`` another one
has a schema of its own, in which nothing is required, ``null`` takes a key away and items may be moved.
"""

from __future__ import annotations

import inspect
import json
from typing import Any

from scoring.criteria import keys
from scoring.criteria.fields import Field
from scoring.criteria.shapes import COMMON, Shape, described, mapping
from scoring.rules import KINDS
from scoring.rules.base import RuleKind

DRAFT = "https://json-schema.org/draft/2020-12/schema"
CHANGED = "_changes"


def schema_text() -> str:
    """The schema as it is committed (docs/criteria.schema.json)."""
    return json.dumps(criteria_schema(), ensure_ascii=False, indent=1) + "\n"


def criteria_schema() -> dict[str, Any]:
    """The schema as plain data."""
    tables = {name: value for name, value in vars(keys).items() if name.isupper() and _is_table(value)}
    whole = {name: mapping(fields) for name, fields in tables.items() if name not in {"DERIVED", "DIRECTIVES"}}
    changes = {f"{name}{CHANGED}": _changed(shape, frozenset(whole)) for name, shape in whole.items()}
    first = changes[f"CRITERIA{CHANGED}"]
    first["properties"] = {**{key: described(field) for key, field in keys.DERIVED.items()}, **first["properties"]}
    first["required"] = ["extends", "id"]
    return {
        "$schema": DRAFT,
        "title": "指标体系 criteria of an assessment",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": {"$ref": f"#/$defs/CRITERIA{CHANGED}"},
        "else": {"$ref": "#/$defs/CRITERIA"},
        "$defs": {**COMMON, "rule": _rules(), **whole, **changes},
    }


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(isinstance(field, Field) for field in value.values())


def _rules() -> Shape:
    """A rule: the name of a kind that needs no parameters, or one kind with its parameters."""
    alternatives: list[Shape] = []
    for kind in KINDS.values():
        words, shape = _words(kind), kind.shape()
        if "properties" in shape and "required" not in shape:
            alternatives.append({"const": kind.name, "description": words})
        if shape != mapping({}):
            properties = {kind.name: {"description": words, **shape}}
            alternatives.append({"type": "object", "properties": properties, "required": [kind.name], "additionalProperties": False})
    return {"description": "评分规则 a rule", "oneOf": alternatives}


def _words(kind: RuleKind) -> str:
    """The first sentence of a kind's documentation."""
    return f"{inspect.cleandoc(kind.__doc__ or '').splitlines()[0]} {kind.scheme}"


def _changed(shape: Any, tables: frozenset[str]) -> Any:
    """A shape as a derived file may write it: nothing required, null for what is taken away, items that move."""
    if isinstance(shape, list):
        return [_changed(item, tables) for item in shape]
    if not isinstance(shape, dict):
        return shape
    name = str(shape.get("$ref", "")).removeprefix("#/$defs/")
    changed = {key: _changed(value, tables) for key, value in shape.items() if key != "required"}
    if name in tables:
        changed["$ref"] = f"#/$defs/{name}{CHANGED}"
    if isinstance(shape.get("properties"), dict):
        changed["properties"] = {key: _or_nothing(_changed(value, tables)) for key, value in shape["properties"].items()}
        if not {"id", "grade"}.isdisjoint(shape["properties"]):
            changed["properties"] |= {key: described(field) for key, field in keys.DIRECTIVES.items()}
    if isinstance(shape.get("additionalProperties"), dict):
        changed["additionalProperties"] = _or_nothing(changed["additionalProperties"])
    return changed


def _or_nothing(shape: Shape) -> Shape:
    words = {"description": shape["description"]} if "description" in shape else {}
    return {**words, "anyOf": [shape, {"type": "null"}]}
