"""Evidence in words, for paper and for the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scoring.documents.official.names import chinese_date
from scoring.documents.quality.places import place_words
from scoring.results.material import SourceEntry

_DAY = re.compile(r"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])")
_APART = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")  # blanks beside Chinese part what was written down


def proof_words(sources: Iterable[SourceEntry], title: str, *, registers: bool = False) -> str:
    """The evidence of one problem, one clause each.

    Args:
        sources: What proves it.
        title: Title of the problem, which is not said again.
        registers: Whether the rows of the office's own tables are named too (检查发现记录第5行), which units never see.
    """
    return "；".join(dict.fromkeys(filter(None, (_one(source, title, registers=registers) for source in sources))))


def recorded(quote: str) -> str:
    """What the office wrote down, as a clause: 2016年1月27日，栏目长期不更新（台账第278号），日常考核组."""
    return _APART.sub("，", dated(quote))


def dated(text: str) -> str:
    """A text whose days are written as on paper: 2016-01-27 -> 2016年1月27日; what is no day stays."""
    return _DAY.sub(lambda found: _day(found[0]), text)


def _day(text: str) -> str:
    try:
        return chinese_date(text)
    except ValueError:
        return text


def _one(source: SourceEntry, title: str, *, registers: bool) -> str:
    if "." in source.file:  # a report; tables of the office come with their Chinese names
        words = f"{source.title}{source.value}" or (f"“{source.quote}”" if source.quote else "")
        place = f"{source.file.rpartition('/')[2]} {place_words(source.locator)}".strip()
    else:
        words = _recorded(source, title)
        place = f"{source.file}{place_words(source.locator)}" if registers else ""
    return f"{words}（{place}）" if words and place else words or place


def _recorded(source: SourceEntry, title: str) -> str:
    """What the office wrote down: when, what, by whom; nothing where the sentence of the problem says it all."""
    about = "" if source.title == title else source.title
    told = recorded(source.quote)
    if not told:
        return f"{about}{source.value}" if about else ""
    return f"{about}：{told}" if about else told
