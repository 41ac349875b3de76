"""Annexes on paper and on the web: measured on the PDF, and that nothing leaks into any form of the document."""

from __future__ import annotations

import collections
import random
import zipfile
from dataclasses import replace
from typing import Any

import pdfplumber
import pikepdf
import pytest
from lxml import html as lxml_html

from scoring.documents.kinds import Job
from scoring.documents.official.annexdata import annex_files
from scoring.documents.official.circular import make
from scoring.documents.official.frame import circular_view
from scoring.documents.official.webpage import fragment
from scoring.documents.printing.pdf import Printer
from scoring.results.listed import NodeColumn
from scoring.results.model import GroupTable, Results
from tests.budgets import examples
from tests.documents import sample
from tests.documents.conftest import print_results
from tests.documents.test_annexes import GRADES, TITLE, city

MM = 25.4 / 72
LONG = "沧澜省人民政府政务服务和数据资源管理以及营商环境建设综合协调办公"  # 30 characters and more


def hostile(group_id: str, size: int, seed: int) -> GroupTable:
    """A group as nobody wants it: ties anywhere, exempt units, long names, no grades, by chance."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    group = sample.group(group_id, f"{group_id}组", size)
    if chance.random() < 0.2:
        return replace(group, rows=tuple(sample.unranked(replace(group, rows=(row,)), "机构新设").rows[0] for row in group.rows))
    rows = [replace(row, order=chance.randrange(99), rank_overall=row.rank) for row in group.rows]
    rows = [replace(row, short_name=LONG) if chance.random() < 0.2 else row for row in rows]
    rows = [replace(row, rank="3", tied=True) if 3 <= int(row.rank) <= 6 else row for row in rows]
    if chance.random() < 0.3:
        rows = [replace(row, grade="") for row in rows]
    if size > 2 and chance.random() < 0.5:
        rows = [*rows[:-1], sample.unranked(replace(group, rows=(rows[-1],)), "免予考核").rows[0]]
    columns = {f"x{i}": NodeColumn(f"指标{i}", "5", {row.unit_id: "3.50" for row in rows if row.total}) for i in range(14)}
    return replace(group, rows=tuple(rows), grades=GRADES, columns=columns)


def random_options(seed: int) -> dict[str, Any]:
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    options: dict[str, Any] = {"show": chance.choice(["all", "all", "top", "grades", "counts"])}
    if options["show"] == "top":
        options["top"] = chance.choice([1, 3, 4, 99])
    if options["show"] == "counts" and chance.random() < 0.5:
        options["bands"] = ["60", "80"]
    options |= {key: chance.random() < 0.6 for key in ("scores", "ranks", "grades", "ties", "remarks")}
    options["columns"] = chance.choice(["total", "components", "blocks", ["x0", "x1"], [f"x{i}" for i in range(14)]])
    options["full_points"] = chance.choice(["note", "heads", "none"])
    options["sort"] = chance.choice(["score", "order"])
    if options["columns"] == "total" or not options["scores"]:
        options["units_per_row"] = chance.choice([1, 2])
    return options


def hostile_run(seed: int) -> Results:
    sizes = random.Random(seed).choices([0, 1, 2, 3, 44, 45, 46], k=2)  # noqa: S311 - nothing secret
    groups = tuple(hostile(name, size, seed + i) for i, (name, size) in enumerate(zip(("city", "department"), sizes, strict=True)))
    both = {"groups": ["city", "department"], "title": TITLE, "together": ("sections", "ranked")[seed % 2], **random_options(seed)}
    if any(len(row.short_name) > 20 for group in groups for row in group.rows):
        both["units_per_row"] = 1
    one = {"group": "city", "title": "成绩表", **random_options(seed + 1000), "units_per_row": 1}
    return replace(sample.results(annexes=[both, one]), groups=groups)


@pytest.mark.parametrize("seed", range(examples(24)))
def test_property_any_options_over_any_groups_print_inside_the_type_area(printer: Printer, seed: int) -> None:
    results = hostile_run(seed)
    view = circular_view(results)
    printed = print_results(printer, results)
    with printed.pdf:
        for page in printed.pages[4:]:
            upright = page.height > page.width
            bottom, right = (262, 184) if upright else (210 - 26, 297 - 35)
            edges = [(line["x1"] * MM, line["bottom"] * MM) for line in page.lines + page.rects]
            assert all(x <= right + 0.6 and y <= bottom + 0.5 for x, y in edges), page.page_number
        words = "".join(page.extract_text() for page in printed.pages).replace("\n", "").replace(" ", "")
    assert "{{" not in fragment(results)
    for made in view.annexes:
        assert made.title in words
        assert len(made.tables) == 0 or len({len(column.cells) for column in made.content.columns}) == 1


def pages_of(printer: Printer, results: Results) -> list[Any]:
    return print_results(printer, results).pages


def one(group: GroupTable, **options: Any) -> Results:
    return replace(sample.results(annexes=[{"group": group.group_id, "title": TITLE, **options}]), groups=(group,))


def test_ranks_and_numbers_align_at_their_last_digit(printer: Printer) -> None:
    page = pages_of(printer, one(sample.group("city", "市州", 20), ties=True))[4]
    ends: dict[str, set[float]] = collections.defaultdict(set)
    for row in page.extract_tables({"vertical_strategy": "lines"})[0][1:]:
        assert len(row) == 10
    for cell in page.find_tables()[0].rows[1:]:
        for i, box in enumerate(cell.cells):
            chars = [c for c in page.crop(box).chars if c["text"].strip()]
            if i not in (1, 9):
                ends[str(i)].add(round(chars[-1]["x1"], 1))
    assert {i: len(found) for i, found in ends.items()} == dict.fromkeys(map(str, [0, *range(2, 9)]), 1)


def test_heads_are_repeated_rows_are_even_and_none_is_split(printer: Printer) -> None:
    pages = pages_of(printer, one(sample.group("city", "市州", 120), columns="total", units_per_row=2))[4:]
    pages = [page for page in pages if page.find_tables() and page.find_tables()[0].extract()[0][0] == "名次"]
    assert len(pages) > 1
    ranks: list[int] = []
    for page in pages:
        table = page.find_tables()[0]
        cells = table.extract()
        assert cells[0] == ["名次", "单位", "总分", "等次"] * 2
        heights = {round(row.bbox[3] - row.bbox[1], 0) for row in table.rows[1:]}
        assert max(heights) - min(heights) <= 1
        ranks += [int(row[k]) for k in (0, 4) for row in cells[1:] if row[k]]
    assert ranks == sorted(ranks)


def test_a_heading_of_a_group_never_ends_a_page(printer: Printer) -> None:
    for size in range(23, 29):
        groups = sample.group("city", "甲组", size), sample.group("department", "乙组", 9)
        for halves in (1, 2):
            settings = [{"groups": ["city", "department"], "title": TITLE, "columns": "total", "units_per_row": halves}]
            pages = pages_of(printer, replace(sample.results(annexes=settings), groups=groups))[4:]
            lasts = [table.extract()[-1][0] for page in pages for table in page.find_tables()]
            assert not {"甲组", "乙组"} & set(lasts), (size, halves)


@pytest.mark.parametrize(
    "options",
    [
        {"scores": False},
        {"show": "grades"},
        {"show": "counts"},
        {"show": "top", "top": 2, "scores": False},
        {"scores": False, "ranks": False},
    ],
)
def test_no_form_of_the_document_holds_a_score_that_the_annex_omits(printer: Printer, tmp_path: Any, options: dict[str, Any]) -> None:
    group = city(12)
    results = one(group, **options)
    job = Job(results, tmp_path, sample.BODY)
    job._printer = printer
    make(job)
    scores = {text for row in group.rows for text in (row.total, row.base, *row.blocks) if text and text != "0.00"}
    held = {name: data for name, data in held_texts(tmp_path, results).items() if any(score in data for score in scores)}
    assert held == {}
    if options.get("show") == "top":
        assert not any(row.name in data for row in group.rows[5:] for data in held_texts(tmp_path, results).values())


def held_texts(folder: Any, results: Results) -> dict[str, str]:
    """Everything that the files of a circular hold, as text."""
    texts = {}
    with pikepdf.open(folder / "circular.pdf") as pdf, pdfplumber.open(folder / "circular.pdf") as pages:
        texts["print"] = "".join(page.extract_text() for page in pages.pages)
        texts["objects"] = "".join(str(dict(thing)) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary))
        texts["streams"] = "".join(
            thing.read_bytes().decode("utf-8", "replace") for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and readable(thing)
        )
        texts["attached"] = "".join(spec.get_file().read_bytes().decode("utf-8-sig") for spec in pdf.attachments.values())
        texts["outline"] = "".join(str(item.title) for item in pdf.open_outline().root)
    with zipfile.ZipFile(folder / "circular.docx") as package:
        texts |= {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    texts["web"] = fragment(results)
    texts["data"] = "".join(file.data.decode("utf-8-sig") for file in annex_files(circular_view(results).annexes, results.document["date"]))
    return texts


def readable(stream: Any) -> bool:
    """Whether a stream holds text that somebody might search: not a font, not a colour profile."""
    return "/Length1" not in stream and "/N" not in stream


def test_the_fragment_is_real_tables_without_merged_cells() -> None:
    groups = city(5), sample.group("department", "省政府<部门>", 3)
    settings = [{"groups": ["city", "department"], "title": "成绩表&", "full_points": "heads", "units_per_row": 1}]
    made = fragment(replace(sample.results(annexes=settings), groups=groups))
    page: Any = lxml_html.fromstring(made)
    tables = page.findall(".//table")
    assert [table.find("caption").text_content() for table in tables] == ["成绩表&（市州人民政府）", "成绩表&（省政府<部门>）"]
    assert not page.xpath("//*[@colspan or @rowspan or @style or @onclick] | //script | //link | //img")
    for table, group in zip(tables, groups, strict=True):
        assert [th.get("scope") for th in table.findall("thead/tr/th")] == ["col"] * len(table.findall("thead/tr/th"))
        rows = table.findall("tbody/tr")
        assert [row.find("th").text_content().rstrip("①②") for row in rows] == [unit.short_name for unit in group.rows]
        assert {row.find("th").get("scope") for row in rows} == {"row"}
        assert {len(row) for row in rows} == {len(table.findall("thead/tr/th"))}


def test_the_fragment_escapes_names_and_is_the_same_every_time() -> None:
    group = city(3)
    rows = (replace(group.rows[0], short_name="<script>alert(1)</script>"), *group.rows[1:])
    results = one(replace(group, rows=rows))
    assert "<script" not in fragment(results)
    assert "&lt;script&gt;alert(1)" in fragment(results)
    assert fragment(results) == fragment(results)


def test_two_units_per_row_are_a_matter_of_paper() -> None:
    group = city(9)
    assert fragment(one(group, columns="total", units_per_row=2)) == fragment(one(group, columns="total"))
