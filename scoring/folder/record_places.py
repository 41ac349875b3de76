"""Where the files of record tables lie: as ``inputs`` of assessment.yaml says, or at their default places."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scoring.criteria.fields import ELSE, Reader
from scoring.criteria.records.model import RecordTable
from scoring.criteria.suggestions import meant
from scoring.files import yamlfile
from scoring.folder.assessment import INPUTS, Assessment
from scoring.folder.places import default_files, written_files
from scoring.problems import Problem


def record_files(assessment: Assessment, tables: Mapping[str, RecordTable]) -> tuple[dict[str, tuple[Path, ...]], list[Problem]]:
    """The files of every record table.

    Args:
        assessment: The folder; what it says of a table is a file, a folder (with all below it) or a pattern such as
            ``requests/*.csv``. Where it says nothing, ``<name>.csv`` (.xlsx, .xls, .ods, .parquet) or the folder ``<name>`` is taken.
        tables: The record tables that criteria declare.

    Returns:
        The files of each table in the order of their places, and the problems: A004 nothing there, A005 outside the
        folder, A026 two default places, C003 a name under ``inputs`` that criteria do not declare.
    """
    folder = assessment.folder
    reader = Reader(yamlfile.read(folder / "assessment.yaml"))
    known = (*INPUTS, *tables)
    for name in assessment.records:
        if name not in tables:
            reader.problem("C003", ("inputs", name), name, allowed="、".join(known), hint=meant(name, known, *ELSE))
    found = {}
    for name in tables:
        written = assessment.records.get(name)
        files = written_files(reader, folder, name, written) if written else default_files(reader, folder, name, required=True)
        if files:
            found[name] = files
    return found, reader.problems
