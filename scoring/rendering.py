"""``scoring render``: documents again, from a finished run."""

from __future__ import annotations

from pathlib import Path

from scoring.problems import Problem, ProblemsFound


def render_run(run: Path, out: Path, body: Path | None = None) -> list[Path]:
    """Make the documents of a finished run in another folder.

    Args:
        run: Folder of the run.
        out: New or existing folder for the documents.
        body: Text of the circular; the one the run was made with when None.

    Returns:
        The files that were made. Raises ProblemsFound (A006, A007, D0xx).
    """
    from scoring import documents
    from scoring.results.collect import collect_results
    from scoring.results.store import open_results

    if not (run / "results.duckdb").is_file() or not (run / "manifest.json").is_file():
        raise ProblemsFound([Problem("A007", str(run))])
    if (out / "manifest.json").exists():
        raise ProblemsFound([Problem("A022", str(out))])
    with open_results(run) as session:
        results = collect_results(session)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProblemsFound([Problem("A006", str(out), found=error.strerror or "")]) from None
    made = list(documents.write_data_documents(results, out))
    text = body or run / "circular.html.j2"
    if results.document and text.is_file():
        made += documents.render_circular(results, text, out)
    return made
