"""Annexes on how firm the ranks are: what stands in them, what they keep back, and how they are printed."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest
from lxml import html as lxml_html

from scoring.documents.charts.intervals import Bar, row_intervals, scale_ranks
from scoring.documents.kinds import Job
from scoring.documents.official.annexdata import annex_files
from scoring.documents.official.annexes import Annex, annexes
from scoring.documents.official.circular import make
from scoring.documents.official.firmness import DRAWN, NOT_DRAWN
from scoring.documents.official.webpage import fragment
from scoring.documents.units.shown import sheet_settings
from scoring.problems import ProblemsFound, sentence
from scoring.results.model import GroupTable, Results
from scoring.results.robustness.model import GroupFirmness, Robustness, UnitFirmness
from tests.documents import sample
from tests.documents.test_annex_pages import MM

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.documents.fonts.sets import FontSet

TITLE = "名次稳健性分析"
NOTE = (
    "各指标的权重±25%，按均匀分布模拟1000次（随机数种子7）；"
    "名次区间为第5至第95百分位；两个单位在95%以上的模拟中先后一致的，方认定能分先后。"
)


def firmness(group: GroupTable) -> GroupFirmness:
    """Ranks that move by up to two places; three neighbours each are not told apart."""
    ids = [row.unit_id for row in group.rows if row.rank]
    units = []
    for row in group.rows:
        if row.rank:
            place, rank = ids.index(row.unit_id), int(row.rank)
            start = place // 3 * 3
            others = tuple(other for other in ids[start : start + 3] if other != row.unit_id)
            low, high, last = max(rank - 1, 1), min(rank + 1, len(ids)), min(rank + 2, len(ids))
            units.append(UnitFirmness(row.unit_id, row.short_name, rank, low, rank, high, low, last, "60.0%", "", together=others))
    return GroupFirmness(group.group_id, group.title, tuple(units))


def results(*groups: GroupTable, analysed: bool = True, **options: Any) -> Results:
    item = {"title": TITLE, "content": "robustness", "groups": [group.group_id for group in groups], **options}
    robustness = Robustness(NOTE, 1000, 7, tuple(firmness(group) for group in groups))
    return replace(sample.results(annexes=[item]), groups=groups, robustness=robustness if analysed else None)


def city(size: int = 6) -> GroupTable:
    group = sample.group("city", "市州人民政府", size)
    last = sample.unranked(replace(group, rows=(group.rows[-1],)), "免予考核").rows[0]
    return replace(group, rows=(*group.rows[:-1], last))


def text(made: Annex) -> list[str]:
    rows = zip(*(column.cells for column in made.content.columns), strict=True)
    return [*(" ".join(cells) for cells in rows), *(note.text for note in made.notes)]


def test_a_row_per_ranked_unit_and_how_it_was_computed() -> None:
    (made,) = annexes(results(city()))
    assert [column.head for column in made.content.columns] == ["名次", "单位", "中位名次", "名次区间", "难分先后的单位"]
    assert text(made)[:-1] == [
        "1 南渡市 1 1—2 望川市、栖霞市",
        "2 望川市 2 1—3 南渡市、栖霞市",
        "2 栖霞市 2 1—3 南渡市、望川市",
        "4 白石市 4 3—5 青岚市",
        "5 青岚市 5 4—5 白石市",
        NOTE,
        DRAWN,
        "没有参加权重模拟的单位不列入。",
    ]
    assert [len(made.tables[0].drawings), made.tables[0].drawings[0].count("<svg")] == [5, 1]
    assert "<title>南渡市：公布名次第1位，模拟中位第1位，名次区间第1至第2位</title>" in made.tables[0].drawings[0]


def test_a_list_of_the_first_ranks_neither_names_nor_counts_the_others() -> None:
    run = results(city(9), top=4)
    (made,) = annexes(run)
    assert text(made)[:4] == [
        "1 南渡市 1 1—2 望川市、栖霞市",
        "2 望川市 2 1—3 南渡市、栖霞市",
        "2 栖霞市 2 1—3 南渡市、望川市",
        "4 白石市 4 3—5 其他单位",
    ]
    assert text(made)[6] == "本表列前4名，其他单位从略。未参加排名的单位不列入。"
    everywhere = fragment(run) + "".join(file.data.decode("utf-8-sig") for file in annex_files([made], sample.DAY))
    assert "白石市" in everywhere
    assert not [row.short_name for row in run.groups[0].rows[4:] if row.short_name in everywhere]


def test_more_than_two_others_are_counted() -> None:
    group = city(9)
    run = results(group)
    assert run.robustness is not None
    units = run.robustness.groups[0].units
    others = tuple(unit.unit_id for unit in units[1:])
    changed = replace(run.robustness.groups[0], units=(replace(units[0], together=others), *units[1:]))
    (made,) = annexes(replace(run, robustness=replace(run.robustness, groups=(changed,))))
    assert text(made)[0] == "1 南渡市 1 1—2 望川市、栖霞市等7个"


def test_without_an_analysis_there_is_no_such_annex() -> None:
    with pytest.raises(ProblemsFound) as found:
        annexes(results(city(), analysed=False))
    assert sentence(found.value.problems[0], "zh") == (
        "assessment.yaml: circular.annexes: 附件要列名次稳健性，但没有作这项分析：robustness；应为 assessment.yaml 中的 sensitivity 部分。"
        "请写 sensitivity: {draws: 1000} 后重新运行，或删去 content: robustness。 [S007]"
    )


def test_a_group_that_was_not_drawn_is_a_sentence() -> None:
    run = results(city())
    (made,) = annexes(replace(run, robustness=Robustness(NOTE, 1000, 7, ())))
    assert (made.sentence, made.tables) == (NOT_DRAWN, ())


def test_sheets_of_units_hide_what_rankings_hide_and_nothing_for_firmness() -> None:
    run = results(city())
    firm, ranking = run.document["annexes"][0], {"title": "成绩表", "group": "city"}

    def settings(*items: dict[str, Any]) -> Any:
        return sheet_settings(replace(run, documents={**run.documents, "circular": {**run.document, "annexes": list(items)}}))

    assert "show" not in settings(ranking, {**firm, "top": 3})
    assert settings({**ranking, "show": "top", "top": 3}, firm)["show"] == {"best": False}


@pytest.mark.parametrize(
    ("ranks", "marks"),
    [(1, (1,)), (7, (1, 2, 3, 4, 5, 6, 7)), (15, (1, 5, 10, 15)), (60, (1, 10, 20, 30, 40, 50, 60)), (400, (1, *range(50, 401, 50)))],
)
def test_scales_have_few_round_ranks(ranks: int, marks: tuple[int, ...]) -> None:
    assert scale_ranks(ranks) == marks


def test_every_shape_lies_in_its_drawing() -> None:
    bars = [Bar("甲", 1, 1, 1, 1, 1, 1), Bar("乙", 3000, 1, 1500, 3000, 1, 3000)]
    scale, drawn = row_intervals(bars, 120)
    for drawing in (scale, *drawn):
        root = lxml_html.fromstring(drawing)
        edges = [float(element.get(key, "")) for element in root.iter() for key in ("x", "x1", "x2") if element.get(key)]
        edges += [float(rect.get("x", "")) + float(rect.get("width", "")) for rect in root.iter("rect")]
        assert min(edges) >= 0
        assert max(edges) <= 120


def test_it_runs_over_pages_within_the_type_area_and_the_word_file_has_the_numbers(fonts: FontSet, tmp_path: Path) -> None:
    run = results(city(70))
    make(Job(run, tmp_path, body=sample.BODY, fonts=fonts))
    with pdfplumber.open(tmp_path / "circular.pdf") as pdf:
        pages = [page for page in pdf.pages if "名次区间图" in page.extract_text()]
        assert len(pages) > 2
        for page in pages:
            assert max(line["x1"] * MM for line in page.lines + page.rects) <= 184.6
            assert max(line["bottom"] * MM for line in page.lines + page.rects) <= 262.5
            assert "1 10 20 30 40 50 60" in page.extract_text()
        ranks = [row[0] for page in pages for table in page.find_tables() for row in table.extract() if row[0] and row[0].isdigit()]
    assert [int(rank) for rank in ranks] == [int(row.rank) for row in run.groups[0].rows if row.rank]
    with zipfile.ZipFile(tmp_path / "circular.docx") as word:
        document = word.read("word/document.xml").decode()
    assert "难分先后的单位" in document
    assert "随机数种子" in document
    assert "名次区间图" not in document
