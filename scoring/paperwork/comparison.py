"""Section ``comparison``: the earlier run that stands beside the results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.yamlfile import Path

NAME = "comparison"
ORDERS = ("mean", "data_first", "criteria_first")
FIELDS = {
    "run": Field("上次运行结果,复制到考核目录内的文件夹 folder of the earlier run inside this folder", required=True),
    "crosswalk": Field("单位、指标、组别对照表 crosswalk of units, indicators and groups"),
    "order": Field("升降的拆分顺序:mean、data_first、criteria_first how moves are split"),
}
_NEEDED = ("manifest.json", "criteria.yaml", "results.duckdb")


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The settings, and the files of the earlier run that they depend on; problems in the reader (C002-C007, A005, K010, K011)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    found: dict[str, Any] = {key: reader.text(fields[key], (NAME, key)) for key in ("run", "crosswalk") if key in fields}
    found["order"] = reader.choice(fields["order"], (NAME, "order"), ORDERS) if "order" in fields else ORDERS[0]
    found["files"] = [*_run_files(reader, found.get("run", "")), *_crosswalk(reader, found.get("crosswalk", ""))]
    return found


def _run_files(reader: Reader, name: str) -> Iterator[str]:
    if not name or not _is_inside(reader, name, (NAME, "run")):
        return
    root = FilePath(reader.source.name).parent
    run = root / name
    if not all((run / file).is_file() for file in _NEEDED):
        reader.problem("K010", (NAME, "run"), name)
        return
    # The longest tables of a large run stand in its Parquet files alone.
    for path in (*(run / file for file in _NEEDED), *sorted((run / "results").glob("*.parquet"))):
        yield path.relative_to(root).as_posix()


def _crosswalk(reader: Reader, name: str) -> Iterator[str]:
    if not name or not _is_inside(reader, name, (NAME, "crosswalk")):
        return
    if (FilePath(reader.source.name).parent / name).is_file():
        yield name
    else:
        reader.problem("K011", (NAME, "crosswalk"), name)


def _is_inside(reader: Reader, name: str, path: Path) -> bool:
    folder = FilePath(reader.source.name).parent
    inside = (folder / name).resolve().is_relative_to(folder.resolve())
    if not inside:
        reader.problem("A005", path, name)
    return inside


def check_columns(reader: Reader, sections: Mapping[str, Mapping[str, Any]]) -> None:
    """Annexes that show the last results need something to show (K012)."""
    for i, annex in enumerate(sections.get("circular", {}).get("annexes") or ()):
        if annex.get("columns") == "compared" and NAME not in sections:
            reader.problem("K012", ("circular", "annexes", i, "columns"), "compared")
