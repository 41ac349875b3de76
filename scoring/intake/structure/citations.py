"""Documents cited under two names, subjects that differ, annexes, headings cut off by the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.intake.document import Document, Line
from scoring.intake.report import Structure
from scoring.intake.structure.rules import pattern, plain, rules

_CITED = re.compile(r"《(?P<name>[^《》]{6,60})》(?:\((?P<number>[^()]*〔\d{4}〕\d+号)\))?")
_ANNEX = re.compile(r"^附件:?(?:(?P<no>\d)[.、．])?(?P<name>.*)$")
_NEXT_ANNEX = re.compile(r"^(?P<no>\d)[.、．](?P<name>\S+)$")
_ANNEX_HEAD = re.compile(r"^附件\d?$")

Lines = tuple[tuple[str, Line], ...]


def name_variants(lines: Lines) -> Iterator[Structure]:
    """Two names that differ only by a filler word (信息公开考核办法, 信息公开工作考核办法): one document."""
    seen: dict[str, tuple[str, str]] = {}
    reported: set[str] = set()
    for text, line in lines:
        for match in _CITED.finditer(text):
            name, number = match["name"], match["number"] or ""
            key = re.sub("|".join(rules()["citation_filler"]), "", name)
            first, first_number = seen.setdefault(key, (name, number))
            if name == first or key in reported or (number and first_number and number != first_number):
                continue
            reported.add(key)
            yield Structure("document_name_variant", f"《{first}》|《{name}》", match.group(), line.locator)


def annexes(document: Document, lines: Lines, title: str) -> Iterator[Structure]:
    """Annexes listed at the end, whether they follow, and whether their subject is the title's."""
    names: list[tuple[str, Line]] = []
    position = 0
    for i, (text, line) in enumerate(lines):
        match = _ANNEX.match(text) if not names else _NEXT_ANNEX.match(text)
        if match and match["name"] and (names or match["no"] or text.startswith("附件:")):
            names.append((match["name"], line))
            position = i
        elif names:
            break
    if not names:
        return
    following = sum(1 for text, _ in lines[position + 1 :] if _ANNEX_HEAD.match(text))
    present = max(following, sum(1 for grid in document.grids if grid.after > position))
    yield Structure("annexes_listed", str(len(names)), names[0][1].text.strip(), names[0][1].locator)
    yield Structure("annexes_present", str(min(present, len(names))), "", "")
    for name, line in names:
        yield Structure("annex", name, line.text.strip(), line.locator)
    yield from _subjects(plain(title), names)


def _subject(text: str) -> str:
    subjects = "|".join(rules()["subjects"])
    match = pattern(f"({subjects}){rules()['subject_context']}").search(text)
    return match[1] if match else ""


def _subjects(title: str, names: list[tuple[str, Line]]) -> Iterator[Structure]:
    of_title = _subject(title)
    for name, line in names:
        of_annex = _subject(name)
        if of_title and of_annex:
            yield Structure("annex_subject", f"{of_title}|{of_annex}", line.text.strip(), line.locator)


def cut_headings(document: Document) -> Iterator[Structure]:
    """Table headings of which the page kept only the beginning (本年新 for 本年新制作数量)."""
    pieces = set(rules()["cut_headings"])
    for grid in document.grids:
        for row in grid.rows:
            for cell in row:
                if not cell.spanned and plain(cell.text) in pieces:
                    yield Structure("heading_cut", plain(cell.text), cell.text, cell.locator)
