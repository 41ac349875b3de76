"""Undoes four reversible kinds of damage before a report is read, and shows every change.

1. *Lost byte.* The lead byte of a GBK pair ``X A1`` in front of a full-width bracket was dropped (printed
   ``?``); everything after it was decoded one byte off until an ASCII byte closed the last pair. Encoding
   the run again, putting the lead byte back and decoding gives the original text.
2. *Pinyin.* Readings in brackets were inserted after characters: 問(wèn).
3. *Traditional characters*, where the whole text was converted to them.
4. *Marks without width* between digits of running text, which would take a number apart. Where writing is turned round (U+202E), what
   is read is not what is shown: the mark becomes the sign of a lost character, so that the sentence is unread.

Each part acts only on a text that shows the damage; no digit is ever changed; clean simplified text comes
back as the same object.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from scoring.files.lookalike import made_visible
from scoring.files.yamlfile import parse
from scoring.intake.cells import LOST
from scoring.intake.chinese import is_chinese
from scoring.intake.document import Document, Grid, Repair

_READING = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+"
_RUN = re.compile(r"\?(?P<run>。[^\x00-\x7f]*)(?P<last>[@-~]?)(?P<lost>\?(?P<reading>" + _READING + r")\))?")
_TURNED = "\u202e"
_HIDDEN = re.compile("(?<=[0-9０-９])[\u00ad\u200b-\u200f\u2060\ufeff]+(?=[0-9０-９])|[\u202a-\u202e\u2066-\u2069]+")
_MANY_READINGS = 5  # one reading in brackets is an author's note, many are damage
_LEFT_OUT = re.compile(rb"&#(\d{5});")  # ideographs have five digits
_TRADITIONAL_SHARE = 0.02
_TRADITIONAL_KINDS = 3
_EURO = "€"  # byte 80, which opens no pair when printed alone


def repair_document(document: Document) -> Document:
    """The document with its lines and cells repaired; the same object when nothing is damaged."""
    texts = [line.text for line in document.lines] + [cell.text for grid in document.grids for row in grid.rows for cell in row]
    repairs: list[Repair] = []
    document = _seen(document, repairs)
    mend = _plan("\n".join([document.title, *texts]))
    if mend is None:
        return replace(document, repairs=(*document.repairs, *repairs)) if repairs else document
    lines = tuple(replace(line, text=mend(line.text, line.locator, repairs)) for line in document.lines)
    grids = tuple(_grid(grid, mend, repairs) for grid in document.grids)
    title = mend(document.title, "title", [])
    return replace(document, lines=lines, grids=grids, title=title, repairs=(*document.repairs, *repairs))


def _seen(document: Document, repairs: list[Repair]) -> Document:
    """The document with what nobody sees taken out of its running text; a cell is read without it anyway."""
    if not any(_HIDDEN.search(line.text) for line in document.lines):
        return document
    lines = []
    for line in document.lines:
        text = _HIDDEN.sub(lambda found: LOST if _TURNED in found[0] else "", line.text)
        if text != line.text:
            repairs.append(Repair("unseen", made_visible(line.text), text, line.locator))
        lines.append(replace(line, text=text))
    return replace(document, lines=tuple(lines))


def repair_text(text: str) -> tuple[str, tuple[Repair, ...]]:
    """A whole text repaired line by line, with its changes (locator ``line n``)."""
    mend = _plan(text)
    if mend is None:
        return text, ()
    repairs: list[Repair] = []
    lines = [mend(line, f"line {number}", repairs) for number, line in enumerate(text.split("\n"), 1)]
    return "\n".join(lines), tuple(repairs)


@functools.cache
def _pinyin() -> re.Pattern[str]:
    """A reading behind a character; compiled for damaged texts only, as the range is large."""
    return re.compile(rf"(?<=[\u3400-\u9fff])\({_READING}\)")


@functools.cache
def _toned() -> re.Pattern[str]:
    """A character with a reading that has a tone mark, which no word in brackets has."""
    return re.compile(rf"[\u3400-\u9fff]\((?=[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]){_READING}\)")


Mend = Callable[[str, str, list[Repair]], str]


def _grid(grid: Grid, mend: Mend, repairs: list[Repair]) -> Grid:
    return replace(
        grid,
        rows=tuple(
            tuple(replace(cell, text=mend(cell.text, cell.locator, repairs if not cell.spanned else [])) for cell in row)
            for row in grid.rows
        ),
    )


def _plan(text: str) -> Mend | None:
    """What has to be done to every line of this text, None when it is not damaged."""
    annotated = text.count("(") >= _MANY_READINGS and len(_toned().findall(text)) >= _MANY_READINGS
    shifted = "?。" in text and any(_unshift(m, text, {}) for m in _RUN.finditer(text))
    traditional = _is_traditional(text)
    if not (annotated or shifted or traditional):
        return None
    readings = _readings(text) if annotated else {}

    def mend(line: str, locator: str, repairs: list[Repair]) -> str:
        fixed = line
        if shifted:
            fixed = _bytes_back(fixed, locator, repairs, readings)
        if annotated:
            fixed = _without_pinyin(_in_context(fixed, locator, repairs), locator, repairs)
        return _simplified(fixed, locator, repairs) if traditional else fixed

    return mend


@functools.cache
def _known() -> Mapping[str, Any]:
    file = importlib.resources.files("scoring.intake.formats") / "repairs.yaml"
    return parse(file.read_text("utf-8"), "repairs.yaml").data  # type: ignore[no-any-return]  # our own file


def _readings(text: str) -> dict[str, set[str]]:
    """The characters that the text itself annotates with each reading."""
    found: dict[str, set[str]] = {}
    for match in _toned().finditer(text):
        found.setdefault(match[0][2:-1], set()).add(match[0][0])
    return found


def _bytes_back(line: str, locator: str, repairs: list[Repair], readings: Mapping[str, set[str]]) -> str:
    def fix(match: re.Match[str]) -> str:
        fixed = _unshift(match, line, readings)
        if fixed is None or _digits(fixed) != _digits(match[0]):
            return match[0]
        repairs.append(Repair("lost_byte", match[0], fixed.strip(), locator))
        return fixed

    return _RUN.sub(fix, line)


def _unshift(match: re.Match[str], line: str, readings: Mapping[str, set[str]]) -> str | None:
    """The text that a run stood for, None when it is not this kind of damage."""
    lead = _lead_byte(line[: match.start()].rpartition("\n")[2])
    if lead is None:
        return None
    try:
        data = lead + b"".join(b"\x80" if c == _EURO else c.encode("gb18030") for c in match["run"] + match["last"])
        dangling = data[-1:] if len(data) % 2 else b""
        text = data[: len(data) - len(dangling)].decode("gb18030")
    except UnicodeError:
        return None
    if len(text) < len("省(") or text[1] not in "（）" or re.search("[\ue000-\uf8ff]", text):
        return None
    return text + _dangling(dangling, match, readings)


def _lead_byte(before: str) -> bytes | None:
    leads = _known()["lead_bytes"]
    name = leads["line_start"] if not before.strip() else leads["after"].get(before[-1])
    return bytes.fromhex(name) if name else None


def _dangling(lead: bytes, match: re.Match[str], readings: Mapping[str, set[str]]) -> str:
    """The last character of a run, of which only the lead byte is left: the reading behind it names it."""
    if not lead:
        return match["lost"] or ""
    candidates = [c for c in readings.get(match["reading"] or "", ()) if c.encode("gb18030")[:1] == lead]
    if len(candidates) == 1:
        return f"{candidates[0]}({match['reading']})"
    return LOST + (match["lost"] or "")


def _in_context(line: str, locator: str, repairs: list[Repair]) -> str:
    for known in _known()["context"]:
        repairs.extend([Repair("context", known["before"], known["after"], locator)] * line.count(known["before"]))
        line = line.replace(known["before"], known["after"])
    return line


def _without_pinyin(line: str, locator: str, repairs: list[Repair]) -> str:
    repairs.extend(Repair("pinyin", line[m.start() - 1 : m.end()], line[m.start() - 1], locator) for m in _pinyin().finditer(line))
    return _pinyin().sub("", line)


def _is_traditional(text: str) -> bool:
    """Whether the text is written in traditional characters: many that GB 2312 lacks and Big5 has."""
    # One encoding of the whole text finds what GB 2312 lacks much faster than a look at every character.
    lacking = {chr(int(number)) for number in _LEFT_OUT.findall(text.encode("gb2312", "xmlcharrefreplace"))}
    foreign = [c for c in lacking if is_chinese(c) and c in text and not _encodes(c, "gb2312") and _encodes(c, "big5")]
    if len(foreign) < _TRADITIONAL_KINDS:
        return False
    return sum(map(text.count, foreign)) >= _TRADITIONAL_SHARE * sum(map(is_chinese, text))


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@functools.cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    return OpenCC("t2s").convert  # type: ignore[no-any-return]  # the library has no types


def _simplified(line: str, locator: str, repairs: list[Repair]) -> str:
    fixed = _converter()(line)
    if fixed == line or _digits(fixed) != _digits(line):
        return line
    repairs.append(Repair("traditional", *_changed(line, fixed), locator))
    return fixed


def _changed(before: str, after: str) -> tuple[str, str]:
    """Only the characters that changed, where that can be told."""
    if len(before) != len(after):
        return before, after
    pairs = [(b, a) for b, a in zip(before, after, strict=True) if b != a]
    return "".join(b for b, _ in pairs), "".join(a for _, a in pairs)


def _digits(text: Iterable[str]) -> str:
    return "".join(c for c in text if c.isdigit())
