"""Breaking a title into lines of trapezium or rhombus shape at word boundaries.

GB/T 9704-2012, 7.3.1: a title of several lines keeps words whole, is centred, and
has the shape of a trapezium (lines growing or shrinking) or of a rhombus (growing,
then shrinking). Words are found with a short list of administrative vocabulary
(``words.txt``); anything between two known words stays whole as well.
"""

from __future__ import annotations

import functools
import importlib.resources
import itertools
import math
import re
from collections.abc import Sequence

_WHOLE = re.compile(r"《[^》]*》|〔[^〕]*〕|[(（][^)）]*[)）]|“[^”]*”|[0-9A-Za-z.%]+(?:年度|年|月|日|号)?")
_NO_START = "的)）》〉」”、，。；：！？·…～~和与及或等"
_NO_END = "(（《〈「“关于对在向和与及或"
_MAX_LINES = 5
_BAD_SHAPE, _SAME_LENGTH, _SHORT_LINE, _EXTRA_LINE, _AFTER_OF, _GOOD_BREAK = 100.0, 6.0, 12.0, 2.0, 4.0, -3.0
_SAME_EM = 0.75  # lines this close in length make a rectangle
_SHORT = 4
_SHORT_HEAD = 4  # characters of a head that two lines of two hold
_WIDE_HEAD = 5
_HEAD_LINES = 3
_WIDE_START = 0x2E80  # Chinese characters and signs begin here
_CIRCLED = range(0x2460, 0x2500)  # ①, as wide as a character


def em_width(text: str) -> float:
    """Width of a text in em: Chinese characters and full-width signs 1, others about a half."""
    if text.isascii():  # numbers, most cells of a table
        return 0.55 * len(text)
    return sum(1.0 if ord(c) >= _WIDE_START or ord(c) in _CIRCLED or c in "—…“”‘’" else 0.55 for c in text)


def break_title(title: str, width: float, names: Sequence[str] = ()) -> tuple[str, ...]:
    """The lines of a title.

    Args:
        title: The title; line ends written in it are kept as they are.
        width: Most em per line.
        names: Names in it that must stay whole, such as the issuer's.

    Returns:
        One line per item, together the title.
    """
    if "\n" in title:
        return tuple(line.strip() for line in title.split("\n") if line.strip())
    if em_width(title) <= width:
        return (title,)
    words = _words(title, width, names)
    options = (lines for n in range(2, _MAX_LINES + 1) for lines in _partitions(words, n) if all(em_width(x) <= width for x in lines))
    return min(options, key=lambda lines: (_cost(lines, names), lines), default=tuple(_cut(title, width)))


def break_heading(text: str, width: float) -> tuple[str, ...]:
    """The lines of a column head: at a word boundary near the middle, none needlessly short, the first not shorter."""
    if em_width(text) <= width:
        return (text,)
    words = _words(text, width, ())
    for lines in range(2, _MAX_LINES + 1):
        options = [o for o in _partitions(words, lines) if all(em_width(line) <= width for line in o)]
        if options:
            return min(options, key=lambda o: (max(map(em_width, o)), -min(map(em_width, o)), [-em_width(line) for line in o]))
    return tuple(_cut(text, width))


@functools.cache
def heading_width(text: str) -> float:
    """Em that a column head needs at least: broken at word boundaries in at most three lines, else anywhere."""
    if em_width(text) <= _SHORT_HEAD:
        return min(em_width(text), 2.0)
    words = _words(text, math.inf, ())
    widest = (max(map(em_width, option)) for lines in range(2, _HEAD_LINES + 1) for option in _partitions(words, lines))
    return min((width for width in widest if _SHORT_HEAD - 1 <= width <= _WIDE_HEAD), default=_SHORT_HEAD - 1)


def torn_words(lines: Sequence[str]) -> tuple[str, ...]:
    """Known words and numbers that the line ends of a title tear, each as ``政务|公开``; a book title may be longer than a line."""
    text, ends = "".join(lines), list(itertools.accumulate(map(len, lines)))[:-1]
    found = [match.span() for pattern in (_WHOLE, _vocabulary()) for match in pattern.finditer(text)]
    found = [(start, stop) for start, stop in found if text[start] not in _NO_END]
    return tuple(f"{text[start:end]}|{text[end:stop]}" for end in ends for start, stop in found if start < end < stop)


@functools.cache
def _vocabulary() -> re.Pattern[str]:
    words = importlib.resources.files(__package__).joinpath("words.txt").read_text("utf-8").split()
    return re.compile("|".join(sorted(words, key=lambda w: (-len(w), w))))


def _words(text: str, width: float, names: Sequence[str]) -> list[str]:
    """The text in pieces that may be separated; a piece wider than a line is cut into characters."""
    name = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")
    ends = {0, len(text)}
    for pattern in (name, _WHOLE, _vocabulary()):
        ends |= {position for match in pattern.finditer(text) for position in match.span()}
    inner = {i for pattern in (name, _WHOLE) for match in pattern.finditer(text) for i in range(match.start() + 1, match.end())}
    cuts = sorted(i for i in ends - inner if i in (0, len(text)) or (text[i] not in _NO_START and text[i - 1] not in _NO_END))
    pieces = [text[a:b] for a, b in itertools.pairwise(cuts)]
    return [part for piece in pieces for part in ([piece] if em_width(piece) <= width else list(piece))]


def _partitions(words: list[str], lines: int) -> list[tuple[str, ...]]:
    """All ways to lay the words into so many lines, few enough to try: titles have a dozen words."""
    if lines > len(words):
        return []
    cuts = itertools.combinations(range(1, len(words)), lines - 1)
    return [tuple("".join(words[a:b]) for a, b in itertools.pairwise((0, *cut, len(words)))) for cut in itertools.islice(cuts, 5000)]


def _cost(lines: tuple[str, ...], names: Sequence[str]) -> float:
    """How little the lines look like a title; the smaller the better."""
    widths = [em_width(line) for line in lines]
    mean = sum(widths) / len(widths)
    cost = sum((w - mean) ** 2 for w in widths) / mean + _EXTRA_LINE * len(lines)
    steps = [b - a for a, b in itertools.pairwise(widths)]
    cost += sum(_SAME_LENGTH for step in steps if abs(step) < _SAME_EM)
    if any(a < 0 < b for a, b in itertools.combinations(steps, 2)):  # shrinks, then grows: an hourglass
        cost += _BAD_SHAPE
    cost += sum(_SHORT_LINE for w in widths if w < _SHORT)
    cost += sum(_AFTER_OF for line in lines[:-1] if line.endswith("的"))
    return cost + sum(_GOOD_BREAK for a, b in itertools.pairwise(lines) if a in names or b.startswith(("关于", "印发", "转发")))


def _cut(text: str, width: float) -> list[str]:
    """Last resort, without regard to words: equal lines."""
    count = -(-len(text) // max(int(width), 1))
    size = -(-len(text) // count)
    return [text[i : i + size] for i in range(0, len(text), size)]
