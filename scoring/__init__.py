"""Assessment scoring for oversight bodies.

Every command of the command line as a function, importable without loading anything heavy; ``docs/api.md`` shows them.
What is wrong with the input is raised once, as :class:`ProblemsFound` with every :class:`Problem`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.authoring.schema import criteria_schema
    from scoring.authoring.showing import compare_criteria, show_criteria
    from scoring.authoring.testing import lint_criteria, test_criteria
    from scoring.commands.analysing import sensitivity
    from scoring.commands.checking import check
    from scoring.commands.extracting import extract
    from scoring.commands.options import Options
    from scoring.commands.resuming import unchanged
    from scoring.commands.running import Run, run
    from scoring.comparing import Options as CompareOptions
    from scoring.comparing import compare, preview
    from scoring.deciding import margins
    from scoring.documents import build_fonts
    from scoring.documents import check_document as check_layout
    from scoring.explaining import explain
    from scoring.finished.rendering import Wanted as RenderOptions
    from scoring.finished.rendering import render_run as render
    from scoring.folder.planning import load_plan
    from scoring.guide.opening import docs
    from scoring.problems import Problem, ProblemsFound
    from scoring.reweighing import whatif
    from scoring.starting.making import start_assessment, start_audit
    from scoring.starting.templates import copied as copy_templates
    from scoring.starting.templates import listed as list_templates
    from scoring.states.finalising import finalise
    from scoring.states.moves import Decision, advance
    from scoring.states.preparing import Freezing
    from scoring.states.showing import state
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
    "Options": "commands.options",
    "Problem": "problems",
    "ProblemsFound": "problems",
    "RenderOptions": "finished.rendering:Wanted",
    "Run": "commands.running",
    "VerifyOptions": "verifying:Wanted",
    "advance": "states.moves",
    "build_fonts": "documents",
    "check": "commands.checking",
    "check_layout": "documents:check_document",
    "collect_workbooks": "workbooks.collecting:collect",
    "compare": "comparing",
    "compare_criteria": "authoring.showing",
    "copy_templates": "starting.templates:copied",
    "criteria_schema": "authoring.schema",
    "docs": "guide.opening",
    "explain": "explaining",
    "extract": "commands.extracting",
    "finalise": "states.finalising",
    "issue_workbooks": "workbooks.issuing:issue",
    "lint_criteria": "authoring.testing",
    "list_templates": "starting.templates:listed",
    "load_plan": "folder.planning",
    "margins": "deciding",
    "preview": "comparing",
    "render": "finished.rendering:render_run",
    "run": "commands.running",
    "sensitivity": "commands.analysing",
    "show_criteria": "authoring.showing",
    "start_assessment": "starting.making",
    "start_audit": "starting.making",
    "state": "states.showing",
    "test_criteria": "authoring.testing",
    "unchanged": "commands.resuming",
    "undo_collection": "workbooks.storing:undo",
    "verify": "verifying",
    "whatif": "reweighing",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        home, _, own = _HOMES[name].partition(":")
        return getattr(importlib.import_module(f"scoring.{home}"), own or name)
    raise AttributeError(f"module 'scoring' has no attribute {name!r}")
