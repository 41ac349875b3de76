"""A ranking that was published before, and what of it is another one now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.criteria import fingerprints
from scoring.engine.database import sql_file
from scoring.files import jsonfile
from scoring.files.output import FINAL
from scoring.folder.paperwork.correction import NAME, PUBLISHED, published_run
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.folder.assessment import Assessment
    from scoring.rules import Plan

_WHERE = f"{NAME}.published"


def load_published(session: Session, plan: Plan, assessment: Assessment) -> list[Problem]:
    """Make tables ``published`` (total, rank and grade of every unit as published) and ``published_appeals`` (what was decided then).

    Args:
        session: The engine.
        plan: The bound criteria.
        assessment: The folder; without a section ``correction`` nothing is made.

    Returns:
        Problems P023, P025, P026 and P029.
    """
    settings = assessment.documents.get(NAME, {})
    named = published_run(assessment.folder, settings)
    if named is None:
        return []
    run, file = named.path, str(assessment.folder / "assessment.yaml")
    lacking = [name for name in PUBLISHED if not (run / name).is_file()]
    if lacking == [FINAL]:
        return [Problem("P023", file, where=_WHERE, found=settings["published"])]
    if lacking:
        return [Problem("P025", file, where=_WHERE, found=settings["published"], args={"lacking": "、".join(lacking)})]
    _load(session, run, file)
    try:
        return _of_another(jsonfile.read(run / "manifest.json"), assessment, plan, file)
    except (OSError, ValueError, KeyError, TypeError):
        return [Problem("P025", file, where=_WHERE, found=settings["published"], args={"lacking": "manifest.json"})]


def _of_another(manifest: dict[str, Any], assessment: Assessment, plan: Plan, file: str) -> list[Problem]:
    """A run of another assessment (P026), or by other criteria (P029)."""
    if manifest.get("assessment") != assessment.id:
        return [Problem("P026", file, where=_WHERE, found=str(manifest.get("assessment")), args={"assessment": assessment.id})]
    published, own = manifest["criteria"]["score_fingerprint"], fingerprints(plan.criteria.source.data)[0]
    return [] if published == own else [Problem("P029", file, where=_WHERE, found=own[:12], args={"published": published[:12]})]


def _load(session: Session, run: Path, file: str) -> None:
    import polars as pl

    try:
        ranking = pl.read_parquet(run / "results" / "ranking.parquet").select("unit_id", "grp", "total_printed", "rank", "grade")
        names = pl.read_parquet(run / "results" / "units.parquet").select("unit_id", "name", "ord")
        appeals = pl.read_parquet(run / "results" / "appeals.parquet").filter("applied").select("appeal_id")
    except (pl.exceptions.PolarsError, OSError) as error:
        args = {"lacking": str(error).splitlines()[0]}
        raise ProblemsFound([Problem("P025", file, where=_WHERE, found=run.name, args=args)]) from None
    session.load("published", ranking.join(names, on="unit_id", how="left"))
    session.load("published_appeals", appeals)


def compare_published(session: Session, assessment: Assessment) -> list[Problem]:
    """Make ``published_changes`` (one row per unit whose published total, rank or grade is another now) and ``published_decisions``.

    Args:
        session: Scored, with the tables of :func:`load_published`.
        assessment: The folder.

    Returns:
        P027 where nothing published has changed, P028 per unit whose total is another one without any decision.
    """
    if not assessment.documents.get(NAME, {}).get("published"):
        return []
    file = str(assessment.folder / "assessment.yaml")
    session.step("published_decisions", sql_file(__package__, "published_decisions.sql"))
    session.step("published_changes", sql_file(__package__, "published_changes.sql"))
    problems = _edited(session, file)
    if not session.rows("select 1 from published_changes limit 1"):
        problems.append(Problem("P027", file, where=_WHERE))
    return problems


def _edited(session: Session, file: str) -> list[Problem]:
    """Units whose total differs though no decision is counted (P028); not told where the published ranking held decisions of its own."""
    if session.rows("select 1 from published_appeals limit 1"):
        return []
    decided = bool(session.rows("select 1 from published_decisions limit 1"))
    rows = session.rows(sql_file(__package__, "edited_totals.sql").format(ranking="ranking_before" if decided else "ranking"))
    return [
        Problem("P028", file, where=_WHERE, found=unit, args={"published": _shown(was), "found_now": _shown(now)})
        for unit, was, now in rows
    ]


def _shown(total: Any) -> str:
    return "—" if total is None else numbers.plain(total)
