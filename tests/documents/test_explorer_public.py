"""The edition for the public: whatever an annex may keep back, the files hold what ``annex.html`` shows and nothing else."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from scoring.documents.explorer.units import searched
from scoring.documents.explorer.writing import make
from scoring.documents.kinds import Job
from scoring.documents.official.firmness import DRAWN
from scoring.documents.official.webpage import fragment
from scoring.results.explorer.extent import extent
from scoring.results.listed import NodeColumn
from scoring.results.model import GroupTable, Results
from scoring.results.robustness.model import Robustness
from tests.documents import sample
from tests.documents.test_firmness import NOTE, firmness
from tests.explorerdata import data_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What the program itself puts there: names of fields and pages, kinds of columns. Nothing of a run may stand here.
KEYS = {
    *(
        "edition",
        "assessment",
        "title",
        "period",
        "run_date",
        "criteria",
        "fingerprint",
        "mark",
        "sample",
        "pages",
        "groups",
        "nodes",
        "units",
    ),
    *("label", "columns", "sections", "notes", "sentence", "search", "head", "full", "kind", "cells", "text"),
}
WORDS = {"public", "ranking", "rank", "name", "number", "word", "note", "names"}
FIRST_PAGE = {"沧澜省人民政府办公厅关于2016年政务公开工作考核情况的通报", "2017-08-11"}  # of the circular itself
CITY, DEPARTMENT = {"group": "city", "title": "市州成绩表"}, {"group": "department", "title": "部门成绩表"}
BOTH = {"groups": ["city", "department"], "title": "成绩表"}
OPTIONS: dict[str, list[dict[str, Any]]] = {
    "whole": [CITY, DEPARTMENT],
    "one group": [CITY],
    "first three": [{**CITY, "show": "top", "top": 3}, DEPARTMENT],
    "grades only": [{**CITY, "show": "grades"}, {**DEPARTMENT, "show": "grades"}],
    "counts only": [{**BOTH, "show": "counts"}],
    "counts by bands": [{**CITY, "show": "counts", "bands": ["90", "80", "60"]}],
    "without scores": [{**CITY, "scores": False}],
    "without ranks": [{**CITY, "ranks": False}],
    "without scores and ranks": [{**BOTH, "scores": False, "ranks": False, "grades": False}],
    "without grades": [{**CITY, "grades": False}],
    "total only": [{**CITY, "columns": "total"}],
    "terms": [{**CITY, "columns": "components"}],
    "chosen columns": [{**CITY, "columns": ["requests"], "full_points": "heads"}],
    "beside the last run": [{**CITY, "columns": "compared"}],
    "several groups": [{**BOTH, "full_points": "heads"}],
    "in the order of the list": [{**CITY, "sort": "order"}],
    "without remarks": [{**CITY, "remarks": False}],
    "two units in a row": [{**CITY, "columns": "total", "units_per_row": 2}],
    "firmness": [{**CITY, "content": "robustness"}],
    "firmness of the first three": [{**CITY, "show": "top", "top": 3}, {**CITY, "content": "robustness", "show": "top", "top": 3}],
}


def finished(annexes: list[dict[str, Any]]) -> Results:
    """A run with remarks, an exempt unit, chosen columns and last results, whose annexes are set so."""
    made = sample.results(6, 7, annexes=annexes)
    groups = tuple(_dressed(sample.unranked(group, "机构改革，免予考核")) for group in made.groups)
    firm = Robustness(NOTE, 1000, 7, tuple(firmness(group) for group in groups))
    return replace(made, groups=groups, robustness=firm, explorer=extent(made.documents, 100))


def _dressed(group: GroupTable) -> GroupTable:
    rows = tuple(
        replace(row, last=(f"7{i}.31", str(i + 1), str(i - 1)), note=row.note or ("触发“泄密”：降一等次" if i == 1 else ""))
        for i, row in enumerate(group.rows)
    )
    points = {row.unit_id: f"1{i}.77" for i, row in enumerate(rows)}
    return replace(group, rows=rows, columns={"requests": NodeColumn("依申请公开", "25", points)})


def written(results: Results, folder: Path) -> dict[str, Any]:
    """The data files of the public edition."""
    assert make(Job(replace(results, explorer=replace(results.explorer, internal=False)), folder))
    assert [path.name for path in folder.iterdir()] == ["explorer-public"]
    return data_files(folder / "explorer-public")


def strings(value: object, found: set[str], keys: set[str]) -> None:
    """Every string of a value: texts and keys apart."""
    if isinstance(value, dict):
        keys.update(value)
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            strings(item, found, keys)
    elif isinstance(value, str):
        found.add(value)
    else:
        assert isinstance(value, int), "rows below a heading, and no other number"


def shown(results: Results) -> str:
    """What a reader of ``annex.html`` sees."""
    page = fragment(results).split("</style>")[1]
    return html.unescape(re.sub(r"<[^>]*>", "\n", page))


def names(results: Results) -> Iterator[str]:
    """Everything a unit could be told by."""
    for row in (row for group in results.groups for row in group.rows):
        yield from (row.name, row.short_name, row.unit_id)


@pytest.mark.parametrize("case", OPTIONS)
def test_every_string_of_the_public_edition_stands_in_the_printed_annexes(case: str, tmp_path: Path) -> None:
    results = finished(OPTIONS[case])
    files, page = written(results, tmp_path), shown(results)
    assert sorted(files) == ["annexes", "meta"]
    found: set[str] = set()
    keys: set[str] = set()
    for annex in files["annexes"]:
        cells = {cell.rstrip("①②③④⑤") for column in annex["columns"] if column["kind"] == "name" for cell in column["cells"]}
        assert set(annex.pop("search")) <= {searched(cell, "", "") for cell in cells} | {""}
        assert sum(rows for _, rows in annex["sections"]) == len(annex["columns"][0]["cells"])
        strings(annex, found, keys)
    strings(files["meta"], found, keys)
    assert {text for text in found - FIRST_PAGE - WORDS if text not in page} == set()
    assert keys <= KEYS
    raw = "".join(path.read_text("utf-8") for path in (tmp_path / "explorer-public" / "data").iterdir())
    assert [name for name in names(results) if name in raw and name not in page] == []


def test_the_tables_are_whole(tmp_path: Path) -> None:
    results = finished(OPTIONS["whole"])
    city, department = written(results, tmp_path)["annexes"]
    assert [column["head"] for column in city["columns"][:3]] == ["名次", "单位", "主动公开"]
    assert city["columns"][-1]["cells"] == [row.grade or "—" for row in results.groups[0].rows]
    assert len(department["columns"][0]["cells"]) == len(results.groups[1].rows)
    assert "nandushi" in city["search"][0]
    assert city["search"][0].split()[-1] == "nds"


def test_what_is_kept_back_is_gone(tmp_path: Path) -> None:
    results = finished(OPTIONS["first three"][:1])
    annex = written(results, tmp_path)["annexes"][0]
    assert annex["columns"][0]["cells"] == ["1", "2", "2"]
    raw = (tmp_path / "explorer-public" / "data" / "annexes.js").read_text("utf-8")
    assert not any(row.short_name in raw or row.total in raw for row in results.groups[0].rows[3:] if row.total)


def test_a_drawing_is_left_out_with_its_note(tmp_path: Path) -> None:
    (annex,) = written(finished(OPTIONS["firmness"]), tmp_path)["annexes"]
    assert [column["head"] for column in annex["columns"]] == ["名次", "单位", "中位名次", "名次区间", "难分先后的单位"]
    assert NOTE in [note["text"] for note in annex["notes"]]
    assert DRAWN not in [note["text"] for note in annex["notes"]]


def test_an_annex_without_units_says_so(tmp_path: Path) -> None:
    results = finished(OPTIONS["one group"])
    empty = replace(results, groups=(replace(results.groups[0], rows=()), results.groups[1]))
    files = written(empty, tmp_path)
    assert files["annexes"][0]["columns"] == []
    assert files["annexes"][0]["sentence"] == "没有参加考核的单位。"
    assert [files["meta"][key] for key in ("criteria", "fingerprint")] == ["", ""]


def test_a_draft_says_so_and_a_final_one_does_not(tmp_path: Path) -> None:
    sections = {
        "circular": {**sample.results().document, "annexes": [CITY]},
        "states": {"circular": "征求意见稿", "explorer": "内部讨论稿"},
    }
    marked = {"circular": {**sections["circular"], "title": f"{sections['circular']['title']}（征求意见稿）"}}
    draft = replace(finished([CITY]), documents=marked, explorer=extent(sections, 100))
    assert draft.explorer.marks == (("内部讨论稿",), ("征求意见稿",))
    meta = written(draft, tmp_path)["meta"]
    assert (meta["mark"], meta["title"]) == ("征求意见稿", "沧澜省人民政府办公厅关于2016年政务公开工作考核情况的通报")
    assert extent(sections, 100, final=True).marks == ((), ())


def test_invented_data_say_so_even_where_the_run_is_final(tmp_path: Path) -> None:
    titled = {"circular": {**sample.results().document, "annexes": [CITY], "title": "考核情况通报（样例数据）"}}
    made = replace(finished([CITY]), documents=titled, sample=True, explorer=extent(titled, 100, final=True, sample=True))
    meta = written(made, tmp_path)["meta"]
    assert (meta["mark"], meta["title"], meta["sample"]) == ("样例数据", "考核情况通报", True)
