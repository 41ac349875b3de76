"""Title, addressees, first page, headings (GB/T 9704-2012, 7.3.1 to 7.3.3)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from scoring.documents.layout.judging import Measure, at, faces, gap, mm, quote, rule, sizes, wrong
from scoring.documents.layout.levels import Heading
from scoring.documents.layout.lines import Line
from scoring.documents.layout.parts import Document
from scoring.documents.layout.standard import Standard
from scoring.documents.official.titleshape import torn_words

_NO_START = "）》〉」』】〕”’，。、；：！？·…)"
_NO_END = "（《〈「『【〔“‘("
_SAME_EM = 0.5  # lines of a title this close in length count as equally long
_FACES = {1: "黑体", 2: "楷体", 3: "仿宋", 4: "仿宋"}


@rule("B1-face")
def title_face(doc: Document, std: Standard) -> Iterator[Measure]:
    """The title is set in 小标宋."""
    if not doc.opening.title:
        yield wrong(1, "")
    yield from faces(doc.opening.title, "小标宋", std)


@rule("B1-size")
def title_size(doc: Document, std: Standard) -> Iterator[Measure]:
    """The title is of 二号."""
    yield from sizes(doc.opening.title, std["title_size_least"], std["title_size"], std)


@rule("B1-centre")
def title_centre(doc: Document, std: Standard) -> Iterator[Measure]:
    """Every line of the title is centred."""
    for line in doc.opening.title:
        middle = doc.sheets[0].area.centre
        yield at(line, std.within("centre", line.centre, middle), mm(line.centre), mm(middle))


@rule("B1-shape")
def title_shape(doc: Document, std: Standard) -> Iterator[Measure]:
    """The lines of a title make a trapezium or a rhombus: they grow, shrink, or grow and then shrink."""
    del std
    lengths = [sum(char.x1 - char.x0 for char in line.chars) for line in doc.opening.title]
    if len(lengths) > 1:
        em = (doc.opening.title[0].bottom - doc.opening.title[0].top) * _SAME_EM
        steps = [0 if abs(b - a) < em else b - a for a, b in itertools.pairwise(lengths)]
        hourglass = any(a < 0 < b for a, b in itertools.combinations(steps, 2))
        shown = " / ".join(f"{len(line.text)} 字" for line in doc.opening.title)
        yield at(doc.opening.title[0], not hourglass and any(steps), shown)


@rule("B1-breaks")
def title_breaks(doc: Document, std: Standard) -> Iterator[Measure]:
    """No line of the title begins with a closing mark or ends with an opening one."""
    del std
    for line in doc.opening.title:
        wrong = line.text[0] in _NO_START or line.text[-1] in _NO_END
        yield at(line, not wrong, f"{line.text[0]}…{line.text[-1]}")


@rule("B1-words")
def title_words(doc: Document, std: Standard) -> Iterator[Measure]:
    """No line end of the title tears a word, as far as words are known."""
    del std
    if len(doc.opening.title) > 1:
        torn = torn_words([line.text for line in doc.opening.title])
        yield at(doc.opening.title[0], not torn, "、".join(torn))


@rule("B2-gap")
def addressees_gap(doc: Document, std: Standard) -> Iterator[Measure]:
    """主送机关 stands one blank line below the title."""
    if doc.opening.title and doc.opening.addressees:
        yield from gap(doc.opening.title[-1], doc.opening.addressees[0], 1, std, doc.pitch)


@rule("B2-place")
def addressees_place(doc: Document, std: Standard) -> Iterator[Measure]:
    """主送机关 begins flush left, and so do its further lines."""
    for line in doc.opening.addressees:
        yield at(line, std.within("position", line.x0, std["left"]), mm(line.x0))


@rule("B2-colon")
def addressees_colon(doc: Document, std: Standard) -> Iterator[Measure]:
    """主送机关 ends with a full-width colon."""
    del std
    if doc.opening.addressees:
        line = doc.opening.addressees[-1]
        yield at(line, line.text.endswith("："), line.text[-1])


@rule("B3-page1")
def text_on_page_one(doc: Document, std: Standard) -> Iterator[Measure]:
    """Page 1 shows text."""
    del std
    count = sum(line.page == 1 for line in doc.text)
    yield Measure(1, count > 0, f"{count} 行")


@rule("B3-next")
def text_follows(doc: Document, std: Standard) -> Iterator[Measure]:
    """The text begins on the line after 主送机关."""
    if doc.opening.addressees and doc.text:
        yield from gap(doc.opening.addressees[-1], doc.text[0], 0, std, doc.pitch)


@rule("B4-face")
def heading_faces(doc: Document, std: Standard) -> Iterator[Measure]:
    """Headings 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋."""
    seen: set[tuple[int, str]] = set()
    for heading in doc.headings:
        line = Line(heading.line.page, heading.chars)
        if (heading.level, line.family) not in seen:
            seen.add((heading.level, line.family))
            yield from faces([line], _FACES[heading.level], std)


@rule("B4-order")
def heading_order(doc: Document, std: Standard) -> Iterator[Measure]:
    """Headings of a level are numbered through, from one, below each heading of the level above."""
    del std
    counts: dict[int, int] = {}
    for heading in doc.headings:
        counts = {level: count for level, count in counts.items() if level <= heading.level}
        wanted = counts.get(heading.level, 0) + 1
        counts[heading.level] = heading.ordinal
        yield Measure(heading.line.page, heading.ordinal == wanted, str(heading.ordinal), str(wanted), quote(heading.line))


@rule("B4-alone")
def heading_alone(doc: Document, std: Standard) -> Iterator[Measure]:
    """No heading stands alone at the foot of a page."""
    del std
    last = {line.page: line for line in doc.text}
    end = doc.text[-1].page if doc.text else 0
    for heading in doc.headings:
        alone = heading.is_whole and heading.line is last[heading.line.page] and heading.line.page != end
        yield at(heading.line, not alone, f"第 {_row(doc, heading)} 行")


def _row(doc: Document, heading: Heading) -> int:
    return [line for line in doc.text if line.page == heading.line.page].index(heading.line) + 1
