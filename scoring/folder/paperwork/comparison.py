"""Section ``comparison``: the earlier run that stands beside the results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.folder.elsewhere import Named, find_named

NAME = "comparison"
ORDERS = ("mean", "data_first", "criteria_first")
FIELDS = {
    "run": Field("上次运行结果所在的目录 folder of the earlier run", required=True),
    "crosswalk": Field("单位、指标、组别对照表 crosswalk of units, indicators and groups"),
    "order": Field("升降的拆分顺序:mean、data_first、criteria_first how moves are split"),
}
_NEEDED = ("manifest.json", "criteria.yaml", "results.duckdb")


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The settings; problems in the reader (C002-C007, K010, K011)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    found: dict[str, Any] = {key: reader.text(fields[key], (NAME, key)) for key in ("run", "crosswalk") if key in fields}
    found["order"] = reader.choice(fields["order"], (NAME, "order"), ORDERS) if "order" in fields else ORDERS[0]
    folder = FilePath(reader.source.name).parent
    if (run := earlier_run(folder, found)) and not all(run.file(name).path.is_file() for name in _NEEDED):
        reader.problem("K010", (NAME, "run"), found["run"])
    if (file := crosswalk(folder, found)) and not file.path.is_file():
        reader.problem("K011", (NAME, "crosswalk"), found["crosswalk"])
    return found


def earlier_run(folder: FilePath, section: Mapping[str, Any]) -> Named | None:
    """The earlier run that the section names."""
    return find_named(folder, f"{NAME}.run", section["run"]) if section.get("run") else None


def crosswalk(folder: FilePath, section: Mapping[str, Any]) -> Named | None:
    """The crosswalk that the section names; None where it names none."""
    return find_named(folder, f"{NAME}.crosswalk", section["crosswalk"]) if section.get("crosswalk") else None


def named_files(folder: FilePath, section: Mapping[str, Any]) -> Iterator[Named]:
    """Every file that the comparison reads."""
    if run := earlier_run(folder, section):
        # The longest tables of a large run stand in its Parquet files alone.
        tables = (f"results/{path.name}" for path in sorted((run.path / "results").glob("*.parquet")))
        yield from (run.file(name) for name in (*_NEEDED, *tables))
    if file := crosswalk(folder, section):
        yield file


def check_columns(reader: Reader, sections: Mapping[str, Mapping[str, Any]]) -> None:
    """Annexes that show the last results need something to show (K012)."""
    for i, annex in enumerate(sections.get("circular", {}).get("annexes") or ()):
        if annex.get("columns") == "compared" and NAME not in sections:
            reader.problem("K012", ("circular", "annexes", i, "columns"), "compared")
