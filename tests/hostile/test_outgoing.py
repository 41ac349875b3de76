"""Whatever names, quotes and reasons hold, they are texts in every file that goes out."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from scoring.documents.charts import svg
from scoring.documents.units.filenames import safe_names
from scoring.files import csvfile
from tests.documents.units.test_filenames import HOSTILE as NAMES
from tests.repository import ROOT, files_under
from tests.runs import mini

FORMULA = '=HYPERLINK("http://e.invalid/","甲")'
MARKUP = "<script>hit()</script>]]>&lt;{{ 7*7 }}{% x %}"
COMMAND = "丙\x1b]52;c;AAAA\x9b31m\u202e桥\x0c"
LINK = "javascript:alert(1) http://169.254.169.254/ =1+1"
DDE = "=cmd|'/C calc'!A0"
IMAGE = "<img src=x onerror=hit()>"
_RUNS = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[-+]?[0-9.,]+%?")
_OWN_PAGES = {"assets/app.css", "assets/app.js", "data/meta.js", "data:,"}  # what the explorer is made of, and its empty icon


def change(file: Path, old: str, new: str) -> None:
    told = file.read_text("utf-8")
    assert old in told
    file.write_text(told.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def hostile_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of a small assessment all of whose texts try to leave their place, with every document that is not printed."""
    from scoring.commands.running import run

    folder = mini.make(tmp_path_factory.mktemp("outgoing") / "mini")
    for name, text in (("甲河县人民政府", FORMULA), ("乙山县人民政府", MARKUP), ("丙桥县人民政府", IMAGE)):
        change(folder / "units.csv", name, '"' + text.replace('"', '""') + '"')
    change(folder / "marks.csv", "未见方案", LINK)
    change(folder / "findings.csv", "通报复印件", "@SUM(1)" + COMMAND)
    change(folder / "findings.csv", "台账第3号", "file:///etc/passwd")
    change(folder / "criteria.yaml", "title: 工作方案", f'title: "{DDE}"')
    change(folder / "criteria.yaml", "title: 小考核", f"title: '{IMAGE}'")
    return run(folder).folder


def files(run: Path, suffix: str) -> list[Path]:
    found = sorted(run.rglob(f"*{suffix}"))
    assert found
    return found


def parts(run: Path) -> Iterator[tuple[str, bytes]]:
    """Every part of every workbook."""
    for file in files(run, ".xlsx"):
        with zipfile.ZipFile(file) as package:
            yield from ((f"{file.name}/{name}", package.read(name)) for name in package.namelist() if name.endswith((".xml", ".rels")))


def rows_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))


def test_every_cell_of_every_csv_is_a_text_or_a_number(hostile_run: Path) -> None:
    cells = [cell for file in files(hostile_run, ".csv") for row in rows_of(file) for cell in row]
    assert [cell for cell in cells if len(cell) > 1 and _RUNS.match(cell) and not _NUMBER.fullmatch(cell)] == []


def test_workbooks_are_xml_with_our_formulas_alone_and_without_links(hostile_run: Path) -> None:
    formulas: list[bytes] = []
    for name, data in parts(hostile_run):
        tree = etree.fromstring(data)
        assert not [node for node in tree.iter() if etree.QName(node).localname == "hyperlink"], name
        formulas += re.findall(rb"<f[ >].*?</f>", data)
    assert formulas  # the matrix of points is live
    assert not [found for found in formulas if re.search(rb"HYPERLINK|cmd|\||http|DDE|WEBSERVICE", found)]


def test_pages_hold_the_texts_and_no_link_image_or_script_of_them(hostile_run: Path) -> None:
    from lxml import html

    shown = ""
    for file in files(hostile_run, ".html"):
        page: Any = html.parse(str(file)).getroot()
        shown += page.text_content()
        assert "hit()" not in "".join(page.xpath("//script/text() | //@onerror | //@onmouseover")), file.name
        outside = {str(link) for link in page.xpath("//@href | //@src | //@action") if not str(link).startswith("#")}
        assert outside <= _OWN_PAGES, file.name
    assert MARKUP in shown


def test_what_a_run_writes_for_programs_commands_no_terminal(hostile_run: Path) -> None:
    for file in (*files(hostile_run, ".jsonl"), *files(hostile_run, ".json")):
        text = file.read_text("utf-8")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), file.name
        assert [json.loads(line) for line in (text.splitlines() if file.suffix == ".jsonl" else [text])]


def test_a_drawing_is_xml_whatever_its_words_hold() -> None:
    words = f"{MARKUP}{COMMAND}\x00\ud800\ufffe\uffff"
    drawn = etree.fromstring(svg.drawing(10, 10, words, [svg.text(1, 1, words)]))
    assert "".join(map(str, drawn.itertext())).count(MARKUP) == 2
    assert [node.tag for node in drawn.iter()] == [f"{{http://www.w3.org/2000/svg}}{name}" for name in ("svg", "title", "text")]


def test_a_word_document_is_xml_whatever_its_words_hold() -> None:
    from scoring.documents.word.markup import attribute, characters

    words = f"{MARKUP}{COMMAND}\x00\ud800\ufffe\uffff"
    made = etree.fromstring(f'<a xmlns:w="w" b="{attribute(words)}">{characters(words)}</a>')
    assert "".join(map(str, made.itertext())).startswith(MARKUP)
    assert str(made.get("b")).startswith(MARKUP)


def test_a_csv_keeps_heads_and_cells_from_running_and_numbers_as_numbers(tmp_path: Path) -> None:
    texts = [FORMULA, DDE, "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1", "＋1+1", "－1+1", "＠x", "\ufeff=1", "\n=1", "甲\r=1"]
    file = csvfile.write_rows(tmp_path / "a.csv", [texts, texts, [-1.5, None, 3]])
    head, row, numbers = rows_of(file)
    assert head == row == [text if text.startswith("甲") else f"'{text}" for text in texts]
    assert [csvfile.original(cell) for cell in head] == texts
    assert numbers == ["-1.5", "", "3"]


def modules_with(pattern: str) -> set[str]:
    """The modules of the program whose text holds this."""
    looked = re.compile(pattern, re.MULTILINE)
    return {
        file.relative_to(ROOT / "scoring").as_posix() for file in files_under("scoring", ".py") if looked.search(file.read_text("utf-8"))
    }


def test_csv_is_written_in_one_place() -> None:
    assert modules_with(r"csv\.(writer|DictWriter)\(") == {"files/csvfile.py"}
    assert not modules_with(r"format csv[,)]|\.write_csv\(\)")


def test_no_workbook_makes_formulas_numbers_or_links_of_texts() -> None:
    made = modules_with(r"xlsxwriter\.Workbook\(")
    assert len(made) >= 5
    for module in made:
        text = (ROOT / "scoring" / module).read_text("utf-8")
        assert all(f'"strings_to_{kind}": False' in text for kind in ("formulas", "urls", "numbers")), module


def test_lines_on_a_terminal_go_through_one_door() -> None:
    assert modules_with(r"click\.echo\(") == {"cli/telling.py"}
    assert modules_with(r"sys\.std(err|out)\.write\(") == {"cli/progress.py"}
    assert not modules_with(r"^\s*print\(")


def test_no_shipped_template_makes_a_link_of_a_text() -> None:
    templates = [*files_under("templates", ".html"), *files_under("criteria", ".j2")]
    addresses = {found for file in templates for found in re.findall(r"""<[a-z][^>]*?\s(?:href|src)="([^"]*)\"""", file.read_text("utf-8"))}
    assert {address for address in addresses if not address.startswith("#")} == {"{{ item.text|urlencode }}"}


def test_files_of_one_name_and_of_hostile_names_each_get_a_safe_name_of_their_own() -> None:
    names = list(safe_names([*NAMES, *NAMES]))
    assert len({name.casefold() for name in names}) == 2 * len(NAMES)
    assert not [name for name in names if set(name) & set('<>:"/\\|?*\x00\n\u202e') or name.startswith("-")]
