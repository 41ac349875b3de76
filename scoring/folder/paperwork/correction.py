"""Section ``correction``: the notice that corrects a published ranking (更正通报), laid out as the circular is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.folder.elsewhere import Named, find_named
from scoring.folder.paperwork import circular
from scoring.folder.paperwork.coherence import check_coherence

NAME = "correction"
# What a notice of correction reads of the run that was published.
PUBLISHED = ("manifest.json", "final.json", "results/ranking.parquet", "results/units.parquet", "results/appeals.parquet")
_NOT_OURS = {"annexes", "annex_defaults", "rectify_by"}
FIELDS = {
    "published": Field("已公布的结果:定稿的运行所在目录 folder of the final run that was published", required=True),
    "original": Field("原通报的标题和发文字号 title and number of the circular that is corrected", required=True),
    **{key: field for key, field in circular.FIELDS.items() if key not in _NOT_OURS},
}


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The settings of the notice, plain data by key; problems are collected (C002-C007, C037, D070-D078)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    settings = circular.read_keys(reader, fields, NAME)
    if run := published_run(FilePath(reader.source.name).parent, settings):
        run.path.is_dir()  # a place that cannot be looked at is told here, one that is no final run with the results
    check_coherence(reader, settings, NAME)
    return settings


def published_run(folder: FilePath, section: Mapping[str, Any]) -> Named | None:
    """The published run that the section names; None where it names none."""
    return find_named(folder, f"{NAME}.published", section["published"]) if section.get("published") else None


def named_files(folder: FilePath, section: Mapping[str, Any]) -> Iterator[Named]:
    """Every file of the published run that the notice reads; whether the run is final is one of them."""
    if run := published_run(folder, section):
        yield from (run.file(name) for name in PUBLISHED)
