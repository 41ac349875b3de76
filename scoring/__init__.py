"""Assessment scoring for oversight bodies.

Every command of the command line as a function, importable without loading anything heavy; ``docs/api.md`` shows them.
What is wrong with the input is raised once, as :class:`ProblemsFound` with every :class:`Problem`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.analysing import sensitivity
    from scoring.checking import check
    from scoring.comparing import Options as CompareOptions
    from scoring.comparing import compare, preview
    from scoring.criteria_showing import compare_criteria, show_criteria
    from scoring.criteria_testing import lint_criteria, test_criteria
    from scoring.deciding import margins
    from scoring.documents import build_fonts
    from scoring.documents import check_document as check_layout
    from scoring.explaining import explain
    from scoring.extracting import extract
    from scoring.guide.opening import docs
    from scoring.options import Options
    from scoring.planning import load_plan
    from scoring.problems import Problem, ProblemsFound
    from scoring.rendering import Wanted as RenderOptions
    from scoring.rendering import render_run as render
    from scoring.resuming import unchanged
    from scoring.reweighing import whatif
    from scoring.running import Run, run
    from scoring.schema import criteria_schema
    from scoring.starting import start_assessment, start_audit
    from scoring.states.finalising import finalise
    from scoring.states.moves import Decision, advance
    from scoring.states.preparing import Freezing
    from scoring.states.showing import state
    from scoring.templates import copied as copy_templates
    from scoring.templates import listed as list_templates
    from scoring.verifying import Wanted as VerifyOptions
    from scoring.verifying import verify
    from scoring.workbooks.collecting import CollectOptions
    from scoring.workbooks.collecting import collect as collect_workbooks
    from scoring.workbooks.issuing import IssueOptions
    from scoring.workbooks.issuing import issue as issue_workbooks
    from scoring.workbooks.storing import undo as undo_collection

__all__ = [
    "CollectOptions",
    "CompareOptions",
    "Decision",
    "Freezing",
    "IssueOptions",
    "Options",
    "Problem",
    "ProblemsFound",
    "RenderOptions",
    "Run",
    "VerifyOptions",
    "advance",
    "build_fonts",
    "check",
    "check_layout",
    "collect_workbooks",
    "compare",
    "compare_criteria",
    "copy_templates",
    "criteria_schema",
    "docs",
    "explain",
    "extract",
    "finalise",
    "issue_workbooks",
    "lint_criteria",
    "list_templates",
    "load_plan",
    "margins",
    "preview",
    "render",
    "run",
    "sensitivity",
    "show_criteria",
    "start_assessment",
    "start_audit",
    "state",
    "test_criteria",
    "unchanged",
    "undo_collection",
    "verify",
    "whatif",
]

# Where each name lives; after a colon what it is called there.
_HOMES = {
    "CollectOptions": "workbooks.collecting",
    "CompareOptions": "comparing:Options",
    "Decision": "states.moves",
    "Freezing": "states.preparing",
    "IssueOptions": "workbooks.issuing",
    "Options": "options",
    "Problem": "problems",
    "ProblemsFound": "problems",
    "RenderOptions": "rendering:Wanted",
    "Run": "running",
    "VerifyOptions": "verifying:Wanted",
    "advance": "states.moves",
    "build_fonts": "documents",
    "check": "checking",
    "check_layout": "documents:check_document",
    "collect_workbooks": "workbooks.collecting:collect",
    "compare": "comparing",
    "compare_criteria": "criteria_showing",
    "copy_templates": "templates:copied",
    "criteria_schema": "schema",
    "docs": "guide.opening",
    "explain": "explaining",
    "extract": "extracting",
    "finalise": "states.finalising",
    "issue_workbooks": "workbooks.issuing:issue",
    "lint_criteria": "criteria_testing",
    "list_templates": "templates:listed",
    "load_plan": "planning",
    "margins": "deciding",
    "preview": "comparing",
    "render": "rendering:render_run",
    "run": "running",
    "sensitivity": "analysing",
    "show_criteria": "criteria_showing",
    "start_assessment": "starting",
    "start_audit": "starting",
    "state": "states.showing",
    "test_criteria": "criteria_testing",
    "unchanged": "resuming",
    "undo_collection": "workbooks.storing:undo",
    "verify": "verifying",
    "whatif": "reweighing",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        home, _, own = _HOMES[name].partition(":")
        return getattr(importlib.import_module(f"scoring.{home}"), own or name)
    raise AttributeError(f"module 'scoring' has no attribute {name!r}")
