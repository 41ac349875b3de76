"""整改通知单: what stands on it, over how many pages, and that it is the same every time."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from scoring.documents.fonts.sets import FontSet
from scoring.documents.kinds import Job
from scoring.documents.layout.checking import check_document
from scoring.documents.printing.html import lookup_folders
from scoring.documents.units.letters import letter_html
from scoring.documents.units.notices import make
from scoring.documents.units.noticeview import notice_view
from scoring.problems import ProblemsFound, sentence
from scoring.results.model import Results
from tests.documents import twins
from tests.documents.twins import said
from tests.documents.units import noticed
from tests.documents.units.noticed import CHECK, LAPSES, many, notice

GOLDEN = Path(__file__).parent / "golden" / "notice.txt"
MM = 72 / 25.4


def printed(results: Results, fonts: FontSet, out: Path) -> list[Path]:
    """The PDFs."""
    return [file for file in make(Job(results, out, fonts=fonts)) if file.suffix == ".pdf"]


def pages(file: Path) -> list[Any]:
    return list(pdfplumber.open(io.BytesIO(file.read_bytes())).pages)


def words(file: Path) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages(file)))


@pytest.fixture(scope="module")
def one(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (file,) = printed(noticed.results(notice()), fonts, tmp_path_factory.mktemp("notice"))
    return file


def test_the_text_of_a_notice(one: Path) -> None:
    assert "\n".join(page.extract_text() for page in pages(one)) + "\n" == GOLDEN.read_text("utf-8")


def test_a_letter_stands_where_the_standard_puts_it(one: Path) -> None:
    """GB/T 9704-2012, 10.1: name 30 mm from the edge, lines 170 mm wide, the lower one 20 mm from the foot, no page number."""
    first, *_, slip = found = pages(one)
    mark = [char for char in first.chars if char["text"] in "沧澜省人民政府办公厅" and char["size"] > 30]
    assert len(mark) == 10
    assert min(char["top"] for char in mark) == pytest.approx(30 * MM, abs=1.5 * MM)
    lines = sorted((rect for rect in [*first.rects, *first.lines] if rect["width"] > 480), key=lambda rect: rect["top"])
    assert {round(rect["width"] / MM) for rect in lines} == {170}
    assert {round(rect["x0"] / MM) for rect in lines} == {20}
    assert lines[-1]["bottom"] == pytest.approx(first.height - 20 * MM, abs=MM)
    assert max(char["bottom"] for char in first.chars) < lines[-1]["top"]
    assert "—" not in {char["text"] for char in first.chars if char["top"] > 270 * MM}
    assert f"— {len(found)} —" in slip.extract_text()


@pytest.mark.parametrize(("settings", "fails"), [({}, []), ({"reply_slip": None, "head": "省政府"}, []), ({"colour": "black"}, ["H4-red"])])
def test_the_layout_checker_finds_a_letter_in_which_all_holds_but_a_black_head(
    fonts: FontSet, tmp_path: Path, settings: dict[str, Any], fails: list[str]
) -> None:
    rows = [replace(LAPSES, title=f"事项{i}", lost=lost) for i, lost in enumerate(("1", "10.5", "0.25", "", "12"))]
    (file,) = printed(noticed.results(notice(*rows), **settings), fonts, tmp_path)
    checked = check_document(file)
    assert (checked.form, [f.id for f in checked.findings if f.outcome == "fails"]) == ("letter", fails)
    assert {"L2", "L3", "L4", "L5", "L7", "A7-align", "A7-decimals"} <= {f.id for f in checked.findings if f.outcome == "holds"}


def test_points_lost_have_the_same_decimals() -> None:
    rows = [replace(LAPSES, lost=lost) for lost in ("1", "10.5", "", "0.25")]
    assert notice(*rows).lost == ("1.00", "10.50", "", "0.25")
    assert notice(LAPSES, CHECK).lost == ("1", "")


@pytest.mark.parametrize("colour", ["red", "black"])
def test_the_draft_says_the_same_as_the_notice(fonts: FontSet, tmp_path: Path, colour: str) -> None:
    rows = [*many(30), CHECK, replace(LAPSES, found="=1+1<b>&amp;", due="2017-09-15")]
    made = make(Job(noticed.results(notice(*rows), colour=colour), tmp_path, fonts=fonts))
    pdf, draft = made
    assert [file.name for file in made] == ["city0.pdf", "city0.docx"]
    assert "".join(said(draft.read_bytes())) == "".join(twins.printed(pages(pdf)))
    document: Any = docx.Document(io.BytesIO(draft.read_bytes()))
    marked = next(p for p in document.paragraphs if p.style.name == "发文机关标志")
    assert (
        str(marked.runs[0].font.color.rgb or document.styles["发文机关标志"].font.color.rgb) == {"red": "E60000", "black": "000000"}[colour]
    )
    slip = next(p for p in document.paragraphs if p.text == "整改通知单回执")
    assert slip.paragraph_format.page_break_before
    assert [table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables] == [True, False, True]


def test_what_a_draft_cannot_carry_stops_the_notice_by_name(fonts: FontSet, tmp_path: Path) -> None:
    (tmp_path / "notice.html").write_text('<html><body><p>甲</p><svg width="9" height="9"><title>乙</title></svg></body></html>', "utf-8")
    job = Job(noticed.results(notice()), tmp_path / "out", fonts=fonts, folders=(tmp_path,))
    with pytest.raises(ProblemsFound) as found:
        make(job)
    assert [(problem.code, problem.file) for problem in found.value.problems] == [("D062", "notices/city0.docx")]


def test_black_heads_are_black(fonts: FontSet, tmp_path: Path) -> None:
    (file,) = printed(noticed.results(notice(), colour="black", reply_slip=None), fonts, tmp_path)
    first = pages(file)[0]
    assert {tuple(item["non_stroking_color"]) for item in [*first.chars, *first.rects]} <= {(0, 0, 0), (0,)}


def test_eighty_problems_run_over_pages_with_the_head_on_each(fonts: FontSet, tmp_path: Path) -> None:
    (file,) = printed(noticed.results(notice(*many(80)), reply_slip=None), fonts, tmp_path)
    found = pages(file)
    assert len(found) > 6
    with_rows = [page for page in found if "公开差错" in page.extract_text() or "事项" in page.extract_text()]
    assert all("存在的问题" in page.extract_text() for page in with_rows[:-1])
    numbers = re.findall(r"事项([0-9]+) ", "\n".join(page.extract_text() for page in found))
    assert [int(number) for number in numbers] == list(range(1, 81))
    assert words(file).endswith("沧澜省人民政府办公厅2017年8月14日—" + f"{len(found)}—")


def test_nobody_to_write_to_makes_no_folder(fonts: FontSet, tmp_path: Path) -> None:
    assert printed(noticed.results(), fonts, tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_hostile_units_get_files_inside_the_folder(fonts: FontSet, tmp_path: Path) -> None:
    ids = ["../x", "../X", "长" * 200, "<b>"]
    made = printed(noticed.results(*(notice(unit_id=i, unit=f"<b>{i[:30]}</b>") for i in ids), reply_slip=None), fonts, tmp_path)
    assert len({file.name.casefold() for file in made}) == 4
    assert {file.parent for file in made} == {tmp_path / "notices"}
    assert "<b>../x</b>：" in words(made[0])


def test_two_prints_are_alike_to_the_byte(one: Path, fonts: FontSet, tmp_path: Path) -> None:
    (again,) = printed(noticed.results(notice()), fonts, tmp_path)
    assert again.read_bytes() == one.read_bytes()


def test_a_missing_character_stops_the_notice_by_name(fonts: FontSet, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        printed(noticed.results(notice(unit="南渡\U0001f600市")), fonts, tmp_path)
    assert {problem.code for problem in found.value.problems} == {"D030"}
    assert "notices/city0.pdf" in sentence(found.value.problems[0])
    assert list(tmp_path.iterdir()) == []


def test_one_common_date_is_the_date_of_the_notice() -> None:
    view = notice_view(noticed.results(), notice(replace(LAPSES, due="2017-09-15"), CHECK))
    assert (view.due, view.has_other_dates, [row.due for row in view.rows]) == ("2017年9月15日", False, ["", ""])
    mixed = notice_view(noticed.results(), notice())
    assert (mixed.due, mixed.has_other_dates, [row.due for row in mixed.rows]) == ("2017年9月30日", True, ["", "2017年9月15日前完成"])


def test_no_column_stands_empty() -> None:
    assert [title for title, _ in notice_view(noticed.results(), notice(CHECK)).columns] == ["序号", "事项", "存在的问题", "整改要求"]
    widths = [float(width) for _, width in notice_view(noticed.results(), notice()).columns]
    assert sum(widths) == pytest.approx(442.2, abs=0.1)


def test_lost_points_of_many_decimals_stay_on_one_line(fonts: FontSet, tmp_path: Path) -> None:
    run = noticed.results(notice(replace(LAPSES, lost="113.3333")))
    file, *_ = make(Job(run, tmp_path, fonts=fonts))
    with pdfplumber.open(file) as pdf:
        assert "113.3333" in [word["text"] for word in pdf.pages[0].extract_words()]


def test_a_notice_that_rests_on_nothing_names_no_basis() -> None:
    run = replace(noticed.results(basis=None), criteria_basis=())
    html = letter_html(notice_view(run, notice()), lookup_folders(None))
    assert "根据" not in html
    assert "<p>经沧澜省2016年政务公开工作考核，你单位" in html


def test_without_slip_or_contact_neither_is_spoken_of() -> None:
    html = letter_html(notice_view(noticed.results(reply_slip=None, contact=None), notice()), lookup_folders(None))
    body = html[html.index("<body") :]
    assert "回执" not in body
    assert "联系" not in body
    assert "书面报送" in body


def test_a_template_of_the_office_wins(tmp_path: Path) -> None:
    view = notice_view(noticed.results(), notice())
    (tmp_path / "notice.html").write_text("{{ notice.unit }}请整改{{ notice.rows | length }}项", "utf-8")
    assert letter_html(view, lookup_folders(None, (tmp_path,))) == "南渡市人民政府请整改2项"
    (tmp_path / "notice.html").write_text("\n{{ notice.units }}", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        letter_html(view, lookup_folders(None, (tmp_path,)))
    assert [(problem.code, problem.line) for problem in found.value.problems] == [("D021", 2)]


def test_several_processes_print_the_same_notices(fonts: FontSet, tmp_path: Path) -> None:
    results = noticed.results(*(notice(CHECK, unit_id=f"u{i}", number=i) for i in range(1, 18)), reply_slip=None)
    one = make(Job(results, tmp_path / "one", fonts=fonts, jobs=1))
    two = make(Job(results, tmp_path / "two", fonts=fonts, jobs=2))
    assert [file.name for file in one] == [file.name for file in two] == [f"u{i}.{form}" for form in ("pdf", "docx") for i in range(1, 18)]
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]


def test_a_slip_of_thirteen_problems_stays_on_its_page(fonts: FontSet, tmp_path: Path) -> None:
    (file,) = printed(noticed.results(notice(*many(13))), fonts, tmp_path)
    last = pages(file)[-1].extract_text()
    assert "通知单编号" in last
    assert "事项13" in last
    assert "主要负责人" in last
