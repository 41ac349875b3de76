"""Numbers that are no figures: dates, document numbers, citations, ordinals, and wording that is declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PATTERNS = {
    "日期": re.compile(
        r"[0-9]{4}(?:年?[—－至-][0-9]{4})?年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|(?:(?<=年)|(?<![0-9]))[0-9]{1,2}月(?:[0-9]{1,2}日)?"
    ),
    "文号": re.compile(r"〔[0-9]{4}〕(?:第?[0-9]+号)?|第[0-9]+号|(?<=〕)[0-9]+(?=号)"),
    "引文": re.compile(
        r"《[^《》]*(?:〈[^〉]*〉[^《》]*)?》(?:[^，。；、]{0,12}?第[0-9一二三四五六七八九十百]+[条款项章])*|第[0-9]+[条款项章]"
    ),
    "序号": re.compile(r"(?m)^[ \u3000]*[0-9]{1,2}[.．、](?=[^0-9])|^[ \u3000]*（[0-9]{1,2}）|附件[0-9]+|(?<=附件：)[0-9]{1,2}[.．]"),
}


def explained(text: str, wording: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Parts of a text whose numbers are no figures: start, end and what they are.

    Args:
        text: Plain text, one line per paragraph.
        wording: Wording that is declared (``fixed_wording`` of figures.yaml).
    """
    for name, pattern in _PATTERNS.items():
        yield from ((found.start(), found.end(), name) for found in pattern.finditer(text))
    for words in wording:
        yield from ((found.start(), found.end(), "固定用语") for found in re.finditer(re.escape(words), text))
