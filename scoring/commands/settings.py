"""What documents and explanations need to know of a run besides its tables."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.criteria import fingerprints
from scoring.criteria.groups import Group
from scoring.criteria.model import Criteria, Node
from scoring.criteria.tiebreaks import comparable, tie_breakers
from scoring.files import yamlfile
from scoring.folder.assessment import shown_file
from scoring.folder.completeness import reads_reports
from scoring.folder.manifest import FIGURES, beside
from scoring.pipeline.work import Work
from scoring.results.drafts import sample_title
from scoring.results.packing import packed

if TYPE_CHECKING:
    from scoring.results.figure import Figure
    from scoring.results.figures import Declared, Known


def describe(work: Work) -> dict[str, Any]:
    """Assessment and criteria as plain data, for table ``run``."""
    from scoring.approval.describing import describe_method
    from scoring.approval.wording import describe_rules
    from scoring.results.preparing import describe_preparation
    from scoring.results.records.describing import describe_records
    from scoring.results.whatif.describing import describe_whatif

    criteria, assessment = work.plan.criteria, work.assessment
    score_print, text_print = fingerprints(criteria.source.data)
    return {
        **({"sample": True} if work.invented else {}),
        "assessment": assessment.id,
        "title": sample_title(assessment.title) if work.invented else assessment.title,
        "period": criteria.period,
        "run_date": assessment.run_date,
        "criteria": criteria.id,
        "criteria_title": criteria.title,
        "criteria_basis": list(criteria.basis),
        "score_fingerprint": score_print,
        "text_fingerprint": text_print,
        "documents": packed(assessment.documents),
        "policy": _policy(criteria),
        "preparation": describe_preparation(work.plan),
        "records": describe_records(work.plan),
        "whatif": describe_whatif(work.plan),
        "reads_reports": reads_reports(work.plan),
        "groups": [_group(group) for group in criteria.groups],
        "components": [_component(node) for node in criteria.components()],
        "tree": [_node(node) for node in criteria.indicators],
        "bonuses": [{"id": bonus.node.id, "title": bonus.node.title, "cap": str(bonus.cap)} for bonus in criteria.bonuses],
        "gates": {gate.id: gate.title for gate in criteria.gates},
        "events": {event.id: [event.title, event.uom] for event in criteria.events.values()},
        "titles": {node.id: node.title for node in (*criteria.nodes(), *criteria.scored())},
        "basis": {node.id: node.basis for node in (*criteria.nodes(), *criteria.scored())},
        "metric_titles": {metric.code: metric.title for metric in criteria.metrics.values()},
        **describe_rules(work.plan),
        "method": describe_method(work.plan),
        "inputs": {found.column: [found.kind, found.key, found.scope, work.plan.names.title(found)] for found in work.plan.inputs()},
    }


def _policy(criteria: Criteria) -> dict[str, Any]:
    """The numeric policies as documents name and recompute them."""
    policy = criteria.policy
    return {
        "digits": policy.rounding.digits,
        "mode": policy.rounding.mode,
        "at": policy.rounding.at,
        "rank_on": policy.rank_on,
        "ties": policy.ties,
        "not_applicable": _missing_parts(criteria),
        "best": policy.best,
        "break_ties": [{"by": by, "title": comparable(criteria)[by], "best": best} for by, best in tie_breakers(criteria)],
        "overall": policy.overall,
        "carry": policy.rounding.carry,
        "floor": None if policy.floor is None else str(policy.floor),
        "ceiling": None if policy.ceiling is None else str(policy.ceiling),
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "title": group.title,
        "live": group.members is None,
        "members": _members(group),
        "grades": [{"grade": grade.grade, "from": str(grade.lower)} for grade in group.grades],
    }


def _members(group: Group) -> dict[str, Any] | None:
    rule = group.members
    return None if rule is None else {"share": str(rule.share), "of": list(rule.of), "combine": rule.combine, "on": rule.on}


def _missing_parts(criteria: Criteria) -> str:
    """The policy of the whole for what does not apply: of the tree, or for components without a score."""
    if not criteria.components():
        return criteria.policy.not_applicable
    return {"rescale": "rescale", "zero": "zero"}.get(criteria.policy.component_missing or "", "no_rescale")


def _component(node: Node) -> dict[str, Any]:
    return {"id": node.id, "title": node.title, "full": str(node.component.full if node.component else 0)}


def _own_terms(node: Node) -> dict[str, str]:
    """Full points and limits of a component, as fields of a tree node; nothing for other nodes."""
    if node.component is None:
        return {}
    limits = {"floor": node.component.floor, "ceiling": node.component.ceiling}
    return {"inside": str(node.component.full)} | {name: str(limit) for name, limit in limits.items() if limit is not None}


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "title": node.title,
        "points": {group: str(points) for group, points in node.points.items()},
        "kind": node.rule.kind if node.rule else "",
        "not_applicable": node.not_applicable,
        "stops": node.stops,
        "mean": "" if node.mean is None else str(node.mean),
        "component": _own_terms(node),
        "weights": {group: str(weight) for group, weight in node.weights.items()},
        "items": [_node(item) for item in node.items],
    }


def declared_figures(work: Work) -> tuple[Declared, Known]:
    """What figures.yaml declares, and what it may name; raises ProblemsFound for a faulty file (C002-C015, F001-F009)."""
    from scoring.results.figures import Declared, known_names, read_figures

    folder = work.assessment.folder
    tables = {name: str(path.relative_to(folder)) for name, path in work.assessment.inputs.items()}
    for name, files in work.assessment.parts.items():
        holds_all = Path(os.path.commonpath([file.parent for file in files]))
        tables[name] = f"{holds_all.relative_to(folder).as_posix()}/" if holds_all != folder else tables[name]
    known = known_names(work.plan, tables, work.wide, lambda unit: _is_parent(work, unit))
    file = beside(work.assessment, FIGURES)
    if file is None:
        return Declared(""), known
    declared, problems = read_figures(yamlfile.read(file, shown_file(work.assessment, file)), known)
    work.collect(problems)
    return declared, known


def _is_parent(work: Work, unit: str) -> bool:
    from scoring.engine.database import literal

    return bool(work.session.rows(f"select 1 from units where parent_id = {literal(unit)} limit 1"))


def name_figures(work: Work, declared: Declared, known: Known) -> dict[str, Figure]:
    """Compute the named figures of the circular; raises ProblemsFound (F003).

    Args:
        work: The scored assessment.
        declared: What figures.yaml declares.
        known: What it may name.
    """
    from scoring.results.figures import compute_figures

    figures, problems = compute_figures(work.session, declared, known)
    work.collect(problems)
    return figures
