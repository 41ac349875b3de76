"""What ``assessment.yaml`` says of documents, a section per kind.

A section is one module here and one line below. What its ``read`` returns is plain data (texts, numbers,
dates, lists, mappings): it is stored with the run, and documents get it as ``results.documents[<section>]``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from scoring import yamlfile
from scoring.criteria.fields import Field, Reader
from scoring.paperwork import circular
from scoring.problems import Problem, ProblemsFound


@dataclass(frozen=True, slots=True)
class Section:
    """One section: how it is listed among the keys of assessment.yaml, and what reads it."""

    field: Field
    read: Callable[[Reader, object], dict[str, Any]]


SECTIONS: dict[str, Section] = {
    "circular": Section(Field("通报的版头、文号、主送等 settings of the circular"), circular.read),
}


def read_sections(reader: Reader, top: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The sections that are there, by name; problems are collected in the reader."""
    return {name: section.read(reader, top[name]) for name, section in SECTIONS.items() if name in top}


def read_file(file: FilePath) -> dict[str, dict[str, Any]]:
    """The sections of an assessment.yaml, whatever else it says; raises ProblemsFound (A002, C002-C007, Y001-Y005)."""
    if not file.is_file():
        raise ProblemsFound([Problem("A002", str(file), args={"folder": str(file.parent)})])
    reader = Reader(yamlfile.read(file))
    top = reader.source.data if isinstance(reader.source.data, dict) else {}
    sections = read_sections(reader, top)
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return sections
