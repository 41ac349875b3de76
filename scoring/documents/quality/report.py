"""The data-quality report (checks.csv, checks.html), the list of figures (figures.csv)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from pathlib import Path

from scoring.documents.kinds import Job
from scoring.documents.printing.files import write_whole
from scoring.documents.printing.html import render_template, shipped_templates
from scoring.documents.quality.changes import prepared_tables
from scoring.documents.quality.checkrows import CHECK_WORDS, CHECKS, SEVERITY_WORDS, check_cells, unusable_cells
from scoring.documents.quality.screenrows import ANOMALIES, NOTE, anomaly_cells, is_shown, rule_words
from scoring.documents.quality.unitfindings import MOST_PLACES, MOST_ROWS, unit_findings
from scoring.documents.workbook.results import FIGURES, figure_rows
from scoring.files.csvfile import written
from scoring.results.model import Results
from scoring.results.quality.model import Quality, Trouble

MOST_UNUSABLE = 300  # rows on cases that cannot be judged; the others stand in checks.csv


def make(job: Job) -> tuple[Path, ...]:
    """``checks.csv`` and ``checks.html`` of a run (document ``quality``)."""
    return write_quality(_quality(job.results), job.out, job.results, job.folders)


def make_figures(job: Job) -> tuple[Path, ...]:
    """``figures.csv`` of a run (document ``figures``)."""
    return (write_figures_csv(job.results, job.out / "figures.csv"),)


def write_quality(quality: Quality, folder: Path, results: Results | None = None, templates: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The data-quality report: checks.csv and checks.html, anomalies.csv where the screen noted any.

    Of a run also what was imputed and which ranks hang on the policy.
    """
    page = write_checks_html(quality, folder / "checks.html", results, templates)
    anomalies = (write_anomalies_csv(quality, folder / "anomalies.csv"),) if quality.screened.rows else ()
    return write_checks_csv(quality, folder / "checks.csv"), page, *anomalies


def _quality(results: Results) -> Quality:
    if results.quality is None:
        raise ValueError("results of a finished run carry the quality of their data")
    return results.quality


def write_checks_csv(quality: Quality, out: Path) -> Path:
    """One row per check x unit x place that fails or cannot be assessed, columns as in the workbook's 数据检查.

    Then one per unit x deadline x reason of cases that cannot be judged.
    """
    unusable = (unusable_cells(row, quality.period) for row in quality.unusable)
    return write_csv(out, [column.title for column in CHECKS], chain(map(check_cells, quality.checks), unusable))


def write_anomalies_csv(quality: Quality, out: Path) -> Path:
    """One row per anomaly of the screen of self-reported data, columns as in the workbook's 数据筛查."""
    return write_csv(out, [column.title for column in ANOMALIES], map(anomaly_cells, quality.screened.rows))


def write_figures_csv(results: Results, out: Path) -> Path:
    """One row per number in the circular's text: value, formula, coverage, sources."""
    return write_csv(out, [column.title for column in FIGURES], figure_rows(results))


def write_csv(out: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """A table for Excel and WPS; texts that would run as a formula do not."""
    # With a byte order mark, without which Excel takes UTF-8 for GBK.
    write_whole(out, written(chain([head], rows), "\r\n").encode("utf-8-sig"))
    return out


def write_checks_html(quality: Quality, out: Path, results: Results | None = None, templates: Sequence[Path] = ()) -> Path:
    """The data-quality report as one page without outside resources or scripts.

    Files that cannot be used, corrections, units per check, what is wrong with every unit and where, coverage.
    Raises ProblemsFound D020-D023 when the template cannot be used.
    """
    units = unit_findings(quality)
    if not quality.reads_reports and all(item.is_clean for item in units):
        units = ()  # what is wrong with cases stands in a list of its own
    names = {
        "quality": quality,
        "units": units,
        "index": [(group, list(members)) for group, members in groupby(units, key=lambda item: item.unit.group)],
        "files": file_problems(quality),
        "severity": SEVERITY_WORDS,
        "outcome": CHECK_WORDS,
        "most": MOST_PLACES,
        "most_rows": MOST_ROWS,
        "most_unusable": MOST_UNUSABLE,
        "changes": prepared_tables(results.prepared) if results else [],
        "pairs": results.pairs if results else (),
        "screen": quality.screened if is_shown(quality.screened) else None,
        "screen_note": NOTE,
        "rule_words": rule_words,
    }
    write_whole(out, render_template("checks.html", names, (*templates, shipped_templates())).encode())
    return out


def file_problems(quality: Quality) -> list[Trouble]:
    """What is wrong with files: the problems that were found, refused files and units without a report that nobody told of yet.

    Where the criteria read nothing from reports, no unit needs one.
    """
    told = {(row.unit_id, row.file) for row in quality.troubles}
    told_units = {row.unit_id for row in quality.troubles}
    found = list(quality.troubles)
    for unit in quality.units:
        refused = [file for file in unit.files if file.refusal]
        untold = [file for file in refused if (unit.unit_id, file.file) not in told]
        found += [Trouble(unit.unit_id, unit.name, file.file, "", file.refusal) for file in untold]
        read = any(file.period == quality.period for file in unit.files)
        if quality.reads_reports and not read and unit.unit_id not in told_units:
            found.append(Trouble(unit.unit_id, unit.name, "", "", f"没有{quality.period}年度的报告"))
    return found
