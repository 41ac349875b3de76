"""What ``assessment.yaml`` says of documents, a section per kind.

A section is one module here and one line below. What its ``read`` returns is plain data (texts, numbers,
dates, lists, mappings): it is stored with the run, and documents get it as ``results.documents[<section>]``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files import yamlfile
from scoring.folder.elsewhere import Named
from scoring.folder.paperwork import (
    appeals,
    circular,
    comparison,
    correction,
    explorer,
    feedback,
    firmness,
    margins,
    rectification,
    requests,
    screen,
    sensitivity,
    states,
)
from scoring.folder.paperwork.placeholders import check_filled
from scoring.folder.paperwork.references import References
from scoring.folder.places import looked_at
from scoring.problems import Problem, ProblemsFound


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Args:
        field: How it is listed among the keys of assessment.yaml.
        read: What reads it.
        check: What holds its names against the criteria.
        files: Files that it names and results or documents depend on, from the assessment folder and what was read; some may not be there.
    """

    field: Field
    read: Callable[[Reader, object], dict[str, Any]]
    check: Callable[[Reader, Mapping[str, Any], References], None] | None = None
    files: Callable[[FilePath, Mapping[str, Any]], Iterator[Named]] | None = None


SECTIONS: dict[str, Section] = {
    "circular": Section(Field("通报的版头、文号、主送等 settings of the circular"), circular.read, circular.check),
    "feedback": Section(Field("情况反馈的落款、日期、联系方式等 settings of the sheets of units"), feedback.read),
    "explorer": Section(Field("结果浏览网页的内部版、公开版 editions of the pages over the results"), explorer.read),
    "margins": Section(Field("签发前核对单:各单位名次、等次的差距 the list that is read before signing"), margins.read),
    "sensitivity": Section(Field("名次稳健性分析 how the firmness of the ranking is analysed"), sensitivity.read, sensitivity.check),
    "rectification": Section(
        Field("整改通知单和整改台账 notices and ledger of rectification"),
        rectification.read,
        rectification.check,
        rectification.named_files,
    ),
    "states": Section(Field("定稿以前各文件的标注,如 征求意见稿 marks of documents until a run is final"), states.read),
    "correction": Section(
        Field("更正通报:已公布的结果经复核有变动时印发 notice that corrects a published ranking"),
        correction.read,
        files=correction.named_files,
    ),
    "appeals": Section(Field("复核申请的期限,按工作日计 time in which appeals may come, in working days"), appeals.read),
    "requests": Section(Field("数据核实函的落款、编号、期限等 requests for evidence"), requests.read),
    "screen": Section(Field("数据筛查:不用的规则等 screen of self-reported data"), screen.read),
    "comparison": Section(
        Field("与上次运行结果比较 the earlier run that stands beside the results"), comparison.read, files=comparison.named_files
    ),
}


def read_sections(reader: Reader, top: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The sections that are there, by name; problems are collected in the reader."""
    for name in SECTIONS:
        check_filled(reader, top.get(name), (name,))
    found = {name: section.read(reader, top[name]) for name, section in SECTIONS.items() if name in top}
    comparison.check_columns(reader, found)
    explorer.check_public(reader, found)
    firmness.check_analysed(reader, found)
    return found


def wrong_names(file: FilePath, sections: Mapping[str, Mapping[str, Any]], known: References) -> list[Problem]:
    """What the sections of an assessment.yaml name and the criteria do not have (D090).

    Args:
        file: The file; it is read again, for the lines.
        sections: What was read from it.
        known: The names there are.
    """
    checked = {name: section.check for name, section in SECTIONS.items() if name in sections and section.check}
    if not checked:
        return []
    reader = Reader(yamlfile.read(file))
    for name, check in checked.items():
        check(reader, sections[name], known)
    return reader.problems


def named_files(folder: FilePath, sections: Mapping[str, Mapping[str, Any]]) -> Iterator[Named]:
    """Files that the sections name and results or documents depend on; some may not be there.

    Args:
        folder: The assessment folder.
        sections: What was read from its assessment.yaml.
    """
    for name, section in SECTIONS.items():
        if section.files and name in sections:
            yield from section.files(folder, sections[name])


def read_file(file: FilePath, known: References | None = None) -> dict[str, dict[str, Any]]:
    """The sections of an assessment.yaml, whatever else it says; raises ProblemsFound (A002, C002-C007, D063, Y001-Y005).

    Args:
        file: The file.
        known: The names there are, where the sections are held against them (D090).
    """
    if not file.is_file():
        raise ProblemsFound([Problem("A002", str(file), args={"folder": str(file.parent)})])
    reader = Reader(yamlfile.read(file))
    top = reader.source.data if isinstance(reader.source.data, dict) else {}
    with looked_at(file):
        sections = read_sections(reader, top)
    problems = reader.problems or (wrong_names(file, sections, known) if known else [])
    if problems:
        raise ProblemsFound(problems)
    return sections
