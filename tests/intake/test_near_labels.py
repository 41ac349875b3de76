"""Misprinted labels: every single slip of every label of every form is read as its own row or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from rapidfuzz.distance import OSA

from scoring.intake.forms import Row, load_forms
from scoring.intake.statutory.labels import LabelIndex, fold_label
from scoring.intake.statutory.near_labels import near_labels

INDEXES = {f"{form.id}-{table.id}": LabelIndex(table) for form in load_forms() for table in form.tables if table.layout != "single"}
DECISIVE = "不未无上下新一二三四五六七八"
HEADS = {"其中": "其中:", "一": "一、", "二": "二、", "四": "四、"} | {str(n): f"{n}." for n in range(1, 10)}
NEARBY = 6  # a slip brings a label one nearer to another; those farther away cannot come near


def read(index: LabelIndex, text: str) -> tuple[Row, ...]:
    return index.rows(text) or near_labels(index).rows(text)


def printed(row: Row) -> list[str]:
    """What stands in front of the label: its number as forms print it, and nothing."""
    return [HEADS.get(row.no, f"({row.no})"), ""] if row.no else [""]


def alphabet(index: LabelIndex, row: Row) -> str:
    """The characters that tell rows apart, those of labels nearby, and one that no label has."""
    near = [words for words in near_labels(index).words if OSA.distance(words, row.label) <= NEARBY]
    return "".join(sorted({*DECISIVE, *"".join(near), "某"}))


def slips(label: str, letters: str) -> Iterator[str]:
    """Every deletion, doubling, transposition and substitution of one character."""
    for place in range(len(label)):
        head, tail = label[:place], label[place + 1 :]
        yield head + tail
        yield head + label[place] * 2 + tail
        yield from (head + other + tail for other in letters if other != label[place])
        if tail:
            yield head + tail[0] + label[place] + tail[1:]


@pytest.mark.parametrize("name", INDEXES)
def test_no_slip_of_a_label_is_read_as_another_row(name: str) -> None:
    index = INDEXES[name]
    wrong, read_right = [], Counter[bool]()
    for row in index.table.rows:
        for head in printed(row):
            for slip in slips(row.label, alphabet(index, row)):
                folded = fold_label(slip)
                if not head and folded and folded.full in index.exact:
                    continue  # without its number it is no slip, but another label
                found = read(index, head + slip)
                read_right[row in found] += 1
                if found and row not in found:
                    wrong.append((head + slip, found[0].label))
    assert wrong == []
    assert read_right[True] > read_right[False] or name.endswith("-2")  # labels of table 2 are too short to have slips


def index_of(name: str) -> LabelIndex:
    return INDEXES[name]


@pytest.mark.parametrize(
    ("name", "text", "metric"),
    [
        ("2021-3", "(一)予以公幵", "granted"),
        ("2021-3", "2.没有现成信息需要另行制做", "unable_not_existing_form"),
        ("2021-3", "1.申请人无正当理由逾期不补…", "other_no_correction"),
        ("2021-3", "5.要求行政机关确认或重新出", "unprocessed_reissue"),
        ("2021-3", "4.无正当理由大量重复申请", "unprocessed_excessive"),
        ("2021-3", "3.危及“三安会一稳定”", "refused_three_securities_one_stability"),
        ("2014-1", "（一）主动公开政府信患数", "proactive_disclosed_total"),
        ("2014-1", "1.政府公报公开政府信息数数", "disclosed_via_gazette"),
        ("2014-1", "(四)政府信息公开专项经", "special_funds_wan_yuan"),
        ("2019-2", "其他对外管理服务亊项", "service_items_prev"),
        ("2019-2", "行政亊业性收费", "charge_items_prev"),
    ],
)
def test_slips_and_labels_that_are_cut_off_are_read(name: str, text: str, metric: str) -> None:
    (row,) = read(index_of(name), text)
    assert row.values[0].metric == metric


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2014-1", "职人员数"),  # 专职 or 兼职
        ("2014-1", "4.同意公开答复数"),  # the number says 不同意
        ("2014-1", "1.兼职人员数"),
        ("2014-1", "属于本行政机关公开数"),  # 不 is lost
        ("2014-1", "政府网站"),  # two labels begin so
        ("2021-3", "不予以公开"),
        ("2021-3", "1.不属于国家秘密"),
        ("2021-3", "5.属于二类内部事务"),
        ("2021-3", "本年结转政府信息公开申请数量"),
        ("2021-3", "属于"),
        ("2021-3", "总计"),  # of the row or of the column
        ("2021-3", "(三)不于公开"),
        ("2019-2", "行政许"),
    ],
)
def test_what_may_be_another_row_is_not_read(name: str, text: str) -> None:
    found = read(index_of(name), text)
    assert found == ()


def test_texts_of_thousands_of_pages_are_not_all_remembered() -> None:
    index = LabelIndex(INDEXES["2021-3"].table)
    label = "（一）予以公开"
    named = index.rows(label)
    for number in range(25_000):
        assert index.rows(f"栏目{number}") == ()
    assert named
    assert len(index.seen) <= 20_000
    assert index.rows(label) == named
