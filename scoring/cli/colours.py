"""Colours of a terminal: where they are wanted, and what each is for."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Literal

import click

from scoring.problems.controls import shown

Role = Literal["head", "error", "warning", "info", "good", "faint"]
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "head": {"bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "info": {"fg": "cyan"},
    "good": {"fg": "green"},
    "faint": {"dim": True},
}


# What the looks are made of and what ends them; nothing that hides a text or moves the cursor.
_SEQUENCES = re.compile("(\x1b\\[(?:0|1|2|31|32|33|36)m)")


def kept(text: str) -> str:
    """A text with its colours; everything else in it that a terminal would obey is shown instead."""
    parts = _SEQUENCES.split(text)
    return "".join(part if number % 2 else shown(part) for number, part in enumerate(parts))


def wanted(environment: Mapping[str, str] | None = None) -> bool | None:
    """Whether colours are printed: never with NO_COLOR or on a dumb terminal, always with FORCE_COLOR, else where output is a terminal.

    Args:
        environment: The variables; those of the process by default.

    Returns:
        What click takes as ``color``: None lets it look at every stream for itself.
    """
    names = os.environ if environment is None else environment
    if names.get("NO_COLOR"):  # https://no-color.org: whatever its value, when it is not empty
        return False
    if names.get("FORCE_COLOR", "0") not in {"", "0", "false"}:
        return True
    return False if names.get("TERM") == "dumb" else None


def paint(text: str, role: Role) -> str:
    """The text in the look of its role; what is printed where colours are not wanted is the text alone."""
    return click.style(text, **_LOOKS[role]) if text else text  # type: ignore[arg-type]  # the looks are click's keywords
