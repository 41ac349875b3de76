"""Assessment scoring for oversight bodies.

The same verbs as the command line, importable without loading anything heavy:
:func:`run`, :func:`check`, :func:`extract`, :func:`explain`, :func:`compare`, :func:`preview`, :func:`load_plan`,
:func:`state`, :func:`advance`, :func:`finalise`,
:func:`verify`, :func:`sensitivity`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.analysing import sensitivity
    from scoring.checking import check
    from scoring.comparing import compare, preview
    from scoring.explaining import explain
    from scoring.extracting import extract
    from scoring.planning import load_plan
    from scoring.problems import Problem, ProblemsFound
    from scoring.running import Options, Run, run
    from scoring.states.finalising import finalise
    from scoring.states.moves import Decision, advance
    from scoring.states.preparing import Freezing
    from scoring.states.showing import state
    from scoring.verifying import verify

__all__ = [
    "Decision",
    "Freezing",
    "Options",
    "Problem",
    "ProblemsFound",
    "Run",
    "advance",
    "check",
    "compare",
    "explain",
    "extract",
    "finalise",
    "load_plan",
    "preview",
    "run",
    "sensitivity",
    "state",
    "verify",
]


_HOMES = {
    "Decision": "states.moves",
    "Freezing": "states.preparing",
    "Options": "running",
    "Problem": "problems",
    "ProblemsFound": "problems",
    "Run": "running",
    "advance": "states.moves",
    "check": "checking",
    "compare": "comparing",
    "explain": "explaining",
    "extract": "extracting",
    "finalise": "states.finalising",
    "load_plan": "planning",
    "preview": "comparing",
    "run": "running",
    "sensitivity": "analysing",
    "state": "states.showing",
    "verify": "verifying",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"scoring.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'scoring' has no attribute {name!r}")
