"""All rules in the order of rules.yaml: its words joined to the function that measures."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.documents.layout.judging import CHECKS, Check
from scoring.documents.layout.parts import Form
from scoring.documents.layout.standard import Standard
from scoring.files import yamlfile

_MODULES = ("page", "text", "head", "opening", "closing", "annexes", "imprint", "folios", "letter")
_USUAL: tuple[Form, ...] = ("document", "letter")


@dataclass(frozen=True)
class Rule:
    """One rule.

    Args:
        id: Id of the checklist, with a word where one item has several rules.
        clause: Clause of GB/T 9704-2012.
        title: What it says, per language (zh, en).
        expected: What is wanted, with the names of measures of the standard in braces.
        tolerance: Name of its tolerance.
        forms: Forms of documents it applies to.
        item: Item of the machine checks that it answers, None for the others.
        check: Its function.
    """

    id: str
    clause: str
    title: Mapping[str, str]
    expected: str
    tolerance: str
    forms: tuple[Form, ...]
    item: int | None
    check: Check

    def wanted(self, standard: Standard) -> str:
        """What is wanted, with the measures of the standard."""
        return self.expected.format(**standard.values)

    def within(self, standard: Standard) -> str:
        """How far off is right, such as ``±1 mm``; empty where nothing may be off."""
        value = standard.tolerances[self.tolerance]
        return f"±{value:g} {standard.units[self.tolerance]}" if value else ""


@functools.cache
def rules() -> tuple[Rule, ...]:
    """Every rule."""
    for module in _MODULES:
        importlib.import_module(f"scoring.documents.layout.rules.{module}")
    entries = yamlfile.shipped(__package__, "rules.yaml")
    return tuple(
        Rule(
            name, entry["clause"], {"zh": entry["zh"], "en": entry["en"]}, entry["expected"], entry["tolerance"],
            tuple(entry.get("forms", _USUAL)), entry.get("check"), CHECKS[name],
        )
        for name, entry in entries.items()
    )  # fmt: skip
