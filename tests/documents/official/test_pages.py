"""Circulars of many lengths: what no page of any of them may show (GB/T 9704-2012; ids of the layout checklist)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoring.documents.layout.checking import check_layout
from scoring.documents.printing.pdf import Printer
from tests.documents import sample
from tests.documents.conftest import Printed, print_results
from tests.documents.measure import MM, NO_END, NO_START, PITCH, body, font, lines, text, top

WORDS = "各单位要认真整改并按时报告主动公开政府信息政策解读依申请公开监督保障"
NUMBERS = ["2017年9月30日", "97.62%", "1284316条", "〔2016〕8号", "3.5万元", "第29条", "1—3月", "85.25分"]
WHOLES = [*NUMBERS[:3], "〔2016〕", "8号", *NUMBERS[4:]]  # what no line end may tear
SIGNS = ["“放管服”", "《政府信息公开条例》", "——", "……", "（以下简称《条例》）", "朱镕㛃", "，", "；", "：“一次办好”、"]
TITLES = [
    "通报",
    "沧澜省人民政府办公厅关于2016年政务公开工作考核情况的通报",
    "沧澜省人民政府办公厅关于印发《沧澜省2017年政务公开工作要点》分工方案执行情况第三方评估结果的通报",
    "沧澜省人民政府办公厅关于2016年度全省政府网站建设管理和政务公开重点工作第三方评估情况以及1—9月整改落实意见和97.62%按时办结率核查结果的通报",
    "㛃" * 61,
]
SIGNED: list[dict[str, Any]] = [
    {"signing": "none", "note": "此件公开发布"},
    {},
    {"signing": "stamp", "signers": [{"title": "省长"}]},
    {"issuer": ["沧澜省人民政府办公厅", "沧澜省财政厅", "沧澜省民政厅"], "head": None},
    {"form": "letter", "head": None, "print_office": None, "print_date": None},
]


def paragraph(chance: random.Random, pieces: int) -> str:
    made = ""
    for _ in range(pieces):
        made += "".join(chance.choice(WORDS) for _ in range(chance.randint(2, 14))) + chance.choice(NUMBERS)
        made += "".join(chance.choice(WORDS) for _ in range(chance.randint(0, 3))) + chance.choice(SIGNS)
        made += chance.choice(WORDS)
    return f"<p>{made}。</p>"


def written(folder: Path, seed: int) -> Path:
    """A text with headings of every level, run-in headings and lists, of a length that depends on the seed."""
    chance = random.Random(seed)  # noqa: S311 - the same text every time
    parts = []
    for _ in range(2 + seed % 5):
        parts += ["<h2>一、总体情况</h2>", "<h3>（一）主要特点</h3>", paragraph(chance, chance.randint(1, 4))]
        parts += ["<h4>1.公开数量</h4>", paragraph(chance, chance.randint(1, 3))]
        parts += [f"<p><b class='run'>（二）公开平台日益规范。</b>{paragraph(chance, chance.randint(1, 3))[3:]}"]
        parts += ["<ol><li>全省共公开信息。</li><li>各地整改。</li></ol>"] if chance.random() < 0.3 else []
    file = folder / "circular.html.j2"
    file.write_text("\n".join(parts), "utf-8")
    return file


def made(printer: Printer, folder: Path, seed: int) -> Printed:
    settings = SIGNED[seed % len(SIGNED)] | {"title": TITLES[seed // 2 % len(TITLES)]}
    if seed % 3 == 0:
        settings |= {"annexes": []}
    results = sample.results(1 + seed * 5 % 23, 1 + seed * 7 % 31, **settings)
    return print_results(printer, results, written(folder, seed))


def text_pages(printed: Printed) -> Iterator[Any]:
    """The pages of the text, before the annexes and a 版记 of its own."""
    for page in printed.pages:
        words = [text(line) for line in body(page)]
        if not words or words[0].startswith(("附件", "抄送：")):
            return
        yield page


@pytest.mark.parametrize("seed", range(15))
def test_no_page_shows_what_an_official_would_mend(printer: Printer, tmp_path: Path, seed: int) -> None:
    printed = made(printer, tmp_path, seed)
    pages = list(text_pages(printed))
    whole = re.compile("|".join(map(re.escape, WHOLES)))
    for i, page in enumerate(pages):
        found = body(page) if i else [line for line in lines(page) if top(line) < 272 and text(line) != "—1—"]
        for line in found:
            assert text(line)[0] not in NO_START, f"page {i + 1}: {text(line)}"
            assert text(line)[-1] not in NO_END, f"page {i + 1}: {text(line)}"
            assert line[-1]["x1"] * MM < 184.4, f"page {i + 1}: {text(line)}"
        assert font(found[-1]) != "GW-Hei", f"a heading ends page {i + 1}: {text(found[-1])}"
        assert not re.match(r"（[一二]）主要特点$|1\.公开数量$", text(found[-1])), f"a heading ends page {i + 1}"
        if i:
            steps = [(top(line) - top(found[0])) / (PITCH * MM) for line in found if round(line[0]["size"]) == 16]
            assert all(abs(step - round(step)) < 0.02 for step in steps), f"page {i + 1} leaves the grid"
            assert top(found[0]) == pytest.approx(37, abs=0.15), f"page {i + 1} begins at {top(found[0])}"
        if 0 < i < len(pages) - 2:  # what is signed by several takes half a page along
            assert len(found) in range(18, 23), f"page {i + 1} has {len(found)} lines"
    joined = "\n".join(text(line) for page in pages for line in body(page))
    torn = [number for number in WHOLES if joined.replace("\n", "").count(number) != len([m for m in whole.findall(joined) if m == number])]
    assert not torn
    last = [text(line) for line in body(pages[-1])]
    date = next(i for i, line in enumerate(last) if "2017年8月11日" in line)
    assert date >= 2, f"the signature stands alone: {last}"


@pytest.mark.parametrize("seed", [1, 7])
def test_the_layout_checker_finds_nothing_but_the_order_of_invented_headings(printer: Printer, tmp_path: Path, seed: int) -> None:
    found = check_layout(made(printer, tmp_path, seed).data)
    assert [(f.id, f.page, f.measured, f.quote) for f in found if f.outcome == "fails" and f.id != "B4-order"] == []
