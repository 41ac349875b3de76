"""Notes under a table: which remarks stand there, which in a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from scoring.documents.official.frame import circular_view
from scoring.documents.official.notes import Note, notes_height, unit_marks
from scoring.results.model import GroupTable
from tests.documents import sample


def remarked(size: int, remarks: Sequence[str]) -> GroupTable:
    """A ranking whose first units have these remarks."""
    group = sample.group("city", "市州", size)
    rows = (replace(row, note=note) for row, note in zip(group.rows, [*remarks, *[""] * size], strict=False))
    return replace(group, rows=tuple(rows))


def test_units_of_which_the_same_is_said_share_a_mark() -> None:
    assert unit_marks(["新设", "折算", "新设", "否决", *[""] * 5]) == {"新设": "①", "折算": "②", "否决": "③"}


@pytest.mark.parametrize(("rows", "remarks", "below"), [(15, 5, 5), (15, 6, 0), (2, 1, 0), (15, 0, 0), (66, 20, 20), (66, 21, 0)])
def test_remarks_stand_below_where_they_are_at_most_a_third_of_the_rows(rows: int, remarks: int, below: int) -> None:
    assert len(unit_marks([f"说明{i}" if i < remarks else "" for i in range(rows)])) == below


def test_full_points_come_first_then_the_criteria_then_the_marks() -> None:
    group = remarked(6, ["机构新设", "一票否决。"])
    results = replace(sample.results(annexes=[{"group": "city", "title": "成绩表"}]), groups=(group,))
    notes = circular_view(results).annexes[0].notes
    assert [note.lead for note in notes] == ["注：", "　　", "　　", "　　"]
    assert [note.mark for note in notes] == ["", "", "①", "②"]
    assert notes[0].text == "满分为主动公开25分、政策解读15分、回应关切15分、依申请公开25分、监督保障20分。"
    assert notes[1].text.startswith("评分标准：")
    assert [note.text for note in notes[2:]] == ["机构新设。", "一票否决。"]


def test_a_circular_says_every_remark_once_in_a_note_or_a_column() -> None:
    results = sample.results()
    for remarks in (["甲", "甲", "乙"], [f"说明{i}" for i in range(9)]):
        annex = circular_view(replace(results, groups=(remarked(15, remarks), results.groups[1]))).annexes[0]
        said = [note.text.rstrip("。") for note in annex.notes if note.mark] + [
            cell for row in annex.tables[0].rows for cell in row if cell in remarks
        ]
        assert sorted(said) == sorted(set(remarks))


def test_turned_lines_count_and_align_with_the_text() -> None:
    short, long = Note("①", "短"), Note("①", "长" * 60)
    assert notes_height((short,), 442.2) == 20
    assert notes_height((short, long), 442.2) == 52
    assert (short.hang, Note("", "无").hang) == (31.5, 21)
    assert notes_height((), 442.2) == 0


def test_more_than_a_few_notes_on_units_run_on() -> None:
    group = remarked(15, ["新设", "适用指标84分", "一票否决。", "改组"])
    results = replace(sample.results(annexes=[{"group": "city", "title": "成绩表"}]), groups=(group,))
    notes = circular_view(results).annexes[0].notes
    assert [(note.mark, note.text) for note in notes[2:]] == [("", "①新设。②适用指标84分。③一票否决。④改组。")]
    assert [row[1][-1] for row in circular_view(results).annexes[0].tables[0].rows[:4]] == ["①", "②", "③", "④"]


def test_remarks_that_differ_in_the_points_that_apply_are_one_note() -> None:
    group = remarked(15, ["适用指标65分，得分按100分折算", "一票否决", "适用指标84.5分，得分按100分折算"])
    results = replace(sample.results(annexes=[{"group": "city", "title": "成绩表"}]), groups=(group,))
    notes = circular_view(results).annexes[0].notes[2:]
    assert [(note.mark, note.text, note.hang) for note in notes] == [
        ("①③", "适用指标分别为65、84.5分，得分按100分折算。", 21),
        ("②", "一票否决。", 31.5),
    ]
