"""The record tables that ship (``tables.yaml``): their columns are data, so that criteria and offices need not declare them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from scoring.criteria.records.model import RecordColumn, RecordTable
from scoring.files.yamlfile import shipped


@functools.cache
def shipped_tables() -> Mapping[str, RecordTable]:
    """The record tables of ``tables.yaml`` by name, in its order."""
    return {name: _table(name, data) for name, data in shipped(__package__, "tables.yaml").items()}


def _table(name: str, data: Mapping[str, Any]) -> RecordTable:
    columns = tuple(_column(column, keys) for column, keys in data["columns"].items())
    return RecordTable(name, data["title"], columns, tuple(data["key"]), data["dated_by"], data["absent"], ("records", name))


def _column(name: str, data: Mapping[str, Any]) -> RecordColumn:
    return RecordColumn(name, **{**data, "allowed": tuple(data.get("allowed", ()))})
