"""版头: sizes and positions of the red head in its forms.

GB/T 9704-2012, 7.2 (文件格式) and 10.1 (信函格式); ids H1 to H8 and section 6.7 of the layout
checklist. Everything is pt from the upper edge of the page's content, which lies half a leading
above the type area (30 mm below the page's edge in a letter).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from scoring.documents.official.measures import HALF_LEADING, MM, PITCH, PORTRAIT, TITLE_SIZE, TYPE
from scoring.documents.official.titleshape import em_width

Form = Literal["document", "letter"]

_MOST, _FILL = 48.0, 0.9  # the mark: at most 48 pt, at most nine tenths of the width
_WORD, _WORD_GAP = 1.25, 0.5  # 文件 beside several names: its size, and the gap before it, by the names' size
_NAMES_GAP, _NAMES_HEIGHT = 0.35, 6 * PITCH  # gap between names by their size, and most height of all: page 1 must show text
_MARK_TOP = 35 * MM + HALF_LEADING
_RULE, _RULE_GAP = 2.0, 4 * MM
_DOUBLE = 3.25  # thickness of a double line: 1.5, a gap of 1, 0.75
_BELOW_DOUBLE = TYPE * 7 / 8
_LETTER_TOP, _LETTER_FOOT = 30 * MM, 277 * MM  # upper edge of a letter's mark, lower edge of its second double line
_SHRINK = 0.9  # how far a mark may shrink so that the title stands where it should
_TITLE_INSET = (PITCH - TITLE_SIZE) / 2  # 二号 in a line of the grid


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the left: what it is, its text, and the upper edge of its line, pt as text."""

    kind: Literal["serial", "secrecy", "urgency"]
    text: str
    top: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """The red head; sizes are pt as text.

    Args:
        form: ``document`` or ``letter``.
        names: The names of the mark, host first; one for most documents, with 文件 in it.
        word: 文件 to the right of several names, or empty.
        size: Size of the names.
        word_size: Size of 文件 beside several names.
        spacings: Letter-spacing of each name, so that several names are equally wide.
        gap: Space between names.
        height: Height of the whole head, in a letter down to the title.
        left: 份号, 密级和保密期限, 紧急程度 in this order, those that are there.
        foot: Upper edge of the second double line of a letter.
        red: False for a head that an office prints in black.
        shift: How far the title of a letter stands below its lines of the grid: the text below ends where page 1 does,
            and what that takes from the two lines above the title is shared out above and below it.
    """

    form: Form
    names: tuple[str, ...]
    word: str
    size: str
    word_size: str
    spacings: tuple[str, ...]
    gap: str
    height: str
    left: tuple[Mark, ...]
    foot: str
    red: bool = True
    shift: str = "0.00"

    @property
    def text(self) -> str:
        """The mark in one line."""
        return "、".join(self.names) + self.word


def masthead(settings: Mapping[str, Any], issuers: Sequence[str]) -> Masthead:
    """The head of a circular: by default the issuer's name with 文件, in a letter without (10.1: the host's alone)."""
    form: Form = "letter" if settings.get("form") == "letter" else "document"
    given = settings.get("head")
    names, shift = _names(given, form, issuers), 0.0
    word = "文件" if len(names) > 1 and settings.get("head_word", True) else ""
    size, top = _size(names, word), 0.0
    if form == "letter":
        size, height, shift = _letter(size, max(len(_left(settings, top)), 1))
        top = _letter_elements(size, 1) - PITCH
    else:
        size, height = _document(size, len(names))
    return Masthead(
        form=form,
        names=names,
        word=word,
        size=f"{size:.1f}",
        word_size=f"{size * _WORD:.1f}",
        spacings=_spacings(names, size),
        gap=f"{size * _NAMES_GAP:.1f}",
        height=f"{height:.2f}",
        left=_left(settings, top),
        foot=f"{_LETTER_FOOT - _LETTER_TOP - _DOUBLE:.2f}",
        red=settings.get("colour", "red") == "red",
        shift=f"{shift:.2f}",
    )


def _names(given: object, form: Form, issuers: Sequence[str]) -> tuple[str, ...]:
    if given:
        return tuple(map(str, given)) if isinstance(given, list) else (str(given),)
    if form == "letter":
        return (issuers[0],)
    return tuple(issuers) if len(issuers) > 1 else (f"{issuers[0]}文件",)


def _left(settings: Mapping[str, Any], top: float) -> tuple[Mark, ...]:
    """份号, 密级和保密期限, 紧急程度 from top to bottom (7.2.1 to 7.2.3), the first line's upper edge at ``top`` pt."""
    kinds: dict[str, Literal["serial", "secrecy", "urgency"]] = {"copy_number": "serial", "secrecy": "secrecy", "urgency": "urgency"}
    given = [(kind, str(settings[key])) for key, kind in kinds.items() if settings.get(key)]
    return tuple(Mark(kind, text, f"{top + i * PITCH:.2f}") for i, (kind, text) in enumerate(given))


def _size(names: Sequence[str], word: str) -> float:
    """The size at which the mark stays on its lines and page 1 keeps room for text."""
    em = max(map(em_width, names)) + (_WORD_GAP + _WORD * len(word) if word else 0)
    rows = len(names) + _NAMES_GAP * (len(names) - 1)
    return min(_MOST, _FILL * PORTRAIT / em, _NAMES_HEIGHT / rows)


def _spacings(names: Sequence[str], size: float) -> tuple[str, ...]:
    """Letter-spacing that makes all names as wide as the widest, pt."""
    widest = max(map(em_width, names))
    return tuple(f"{(widest - em_width(name)) * size / max(len(name) - 1, 1):.2f}" for name in names)


def _document(size: float, names: int) -> tuple[float, float]:
    """Size of the mark and height of the head: whole lines, the title two lines below the red line as nearly as can be."""
    rows = names + _NAMES_GAP * (names - 1)
    return _nearest(size, lambda option: _MARK_TOP + option * rows + 3 * PITCH - 2 * HALF_LEADING + _RULE_GAP + _RULE + 2 * PITCH)


def _letter(size: float, rows: int) -> tuple[float, float, float]:
    """Size of the mark, height of the head for which page 1 ends 7/8 of a character above the second double line, shift of the title."""
    end = _LETTER_FOOT - _LETTER_TOP - _DOUBLE - _BELOW_DOUBLE + HALF_LEADING

    def wanted(option: float) -> float:
        return _letter_elements(option, rows) + 2 * PITCH + _TITLE_INSET - end

    best, below = _nearest(size, wanted)
    return best, end + below, (wanted(best) - _TITLE_INSET - below) / 2


def _nearest(size: float, wanted: Callable[[float], float]) -> tuple[float, float]:
    """The place of the title on the grid that is nearest to the wanted one.

    The mark's size is free, so it shrinks a little where that brings the two together.

    Args:
        size: Most size of the mark, pt.
        wanted: Where the title's line should begin, pt, for a size.

    Returns:
        The size and the line's place, a multiple of the line's height.
    """
    options = [size - step / 2 for step in range(int(size * (1 - _SHRINK) * 2) + 1)]
    places = [(option, PITCH * round((wanted(option) - _TITLE_INSET) / PITCH)) for option in options]
    return min(places, key=lambda place: (round(abs(place[1] + _TITLE_INSET - wanted(place[0]))), -place[0]))


def _letter_elements(size: float, rows: int) -> float:
    """Lower edge of the last line of 发文字号 and the marks left of it, pt below the mark's upper edge."""
    return size + _RULE_GAP + _DOUBLE + _BELOW_DOUBLE + (rows - 1) * PITCH + TYPE + HALF_LEADING
