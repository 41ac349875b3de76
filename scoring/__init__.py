"""Assessment scoring for oversight bodies.

The same verbs as the command line, importable without loading anything heavy:
:func:`run`, :func:`check`, :func:`extract`, :func:`explain`, :func:`load_plan`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.checking import check
    from scoring.explaining import explain
    from scoring.extracting import extract
    from scoring.planning import load_plan
    from scoring.problems import Problem, ProblemsFound
    from scoring.running import Options, Run, run

__all__ = ["Options", "Problem", "ProblemsFound", "Run", "check", "explain", "extract", "load_plan", "run"]

_HOMES = {
    "Options": "running",
    "Problem": "problems",
    "ProblemsFound": "problems",
    "Run": "running",
    "check": "checking",
    "explain": "explaining",
    "extract": "extracting",
    "load_plan": "planning",
    "run": "running",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"scoring.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'scoring' has no attribute {name!r}")
