"""What every check is called in documents."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping
from typing import Any

import yaml

from scoring.checks.declarations import declarations


@functools.cache
def check_titles() -> Mapping[str, str]:
    """Chinese title by check id: those of ``titles.yaml``, else the title of the relation itself."""
    text = importlib.resources.files(__package__).joinpath("titles.yaml").read_text("utf-8")
    named: dict[str, str] = yaml.safe_load(text)
    return {**_declared(), **named}


def check_title(check_id: str) -> str:
    """Title of a check; its id where nobody named it."""
    return check_titles().get(check_id, check_id)


def _declared() -> dict[str, str]:
    """Titles of the relations that ``relations.yaml`` states with one."""
    entries: list[Mapping[str, Any]] = [
        entry for values in declarations().values() if isinstance(values, list) for entry in values if isinstance(entry, dict)
    ]
    return {entry["id"]: entry["title"] for entry in entries if "id" in entry and "title" in entry}
