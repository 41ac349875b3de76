"""What the layout checker found, as text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.documents.layout.checking import Checked, Finding
    from scoring.documents.layout.judging import Measure

FORMS = {
    "document": ("文件格式", "document form"),
    "letter": ("信函格式", "letter form"),
    "annex": ("单独的附件", "annexes alone"),
    "plain": ("没有版头的材料", "paper without a head"),
}
OUTCOMES = {
    "fails": ("不符", "fails"),
    "substituted": ("替代字体", "substituted"),
    "holds": ("符合", "holds"),
    "not_assessable": ("没有该要素", "not assessable"),
}
_MOST_PLACES = 3


def report(name: str, checked: Checked, language: str, *, everything: bool = False) -> str:
    """One line of counts, one of substituted fonts, then each rule that fails with its places; of all rules if wanted.

    Args:
        name: The file as the user named it.
        checked: What was found.
        language: zh or en.
        everything: Whether to print the other rules too.
    """
    i = 0 if language == "zh" else 1
    counts: Counter[str] = Counter(finding.outcome for finding in checked.findings)
    tally = ("，", ", ")[i].join(f"{OUTCOMES[outcome][i]} {counts[outcome]}" for outcome in OUTCOMES if counts[outcome])
    pages = (f"{checked.pages} 页", f"{checked.pages} pages")[i]
    head = f"{name}：{FORMS[checked.form][0]}，{pages}；{tally}" if i == 0 else f"{name}: {FORMS[checked.form][1]}, {pages}; {tally}"
    shown = [f for outcome in OUTCOMES for f in checked.findings if f.outcome == outcome and (everything or outcome == "fails")]
    return "\n".join([head, *_substitutes(checked, i), *(line for finding in shown for line in _lines(finding, i))])


def _substitutes(checked: Checked, i: int) -> list[str]:
    """One line for all accepted substitutes: they are information."""
    used = sorted({(place.expected, place.measured) for f in checked.findings for place in f.places if place.is_substitute})
    pairs = ("，", ", ")[i].join(f"{role}→{font}" for role, font in used)
    return [f"  替代字体（可以接受）：{pairs}" if i == 0 else f"  accepted substitutes: {pairs}"] if pairs else []


def _lines(finding: Finding, i: int) -> list[str]:
    title, word = (finding.title, finding.title_en)[i], OUTCOMES[finding.outcome][i]
    first = f"  {word} {finding.id} {title}（GB/T 9704-2012，{finding.clause}）"
    if i:
        first = f"  {word} {finding.id} {title} (GB/T 9704-2012, {finding.clause.replace('、', ', ')})"
    if finding.outcome == "not_assessable":
        return [first]
    if finding.outcome == "holds":
        measured = f"{('：', ': ')[i]}{finding.measured}" if finding.measured else ""
        return [first + measured]
    places = [f"    {_place(place, finding, i)}" for place in finding.places[:_MOST_PLACES]]
    more = len(finding.places) - _MOST_PLACES
    return [first, *places, *([(f"    另有 {more} 处", f"    {more} more places")[i]] if more > 0 else [])]


def _place(place: Measure, finding: Finding, i: int) -> str:
    measured = place.measured or ("没有找到", "not found")[i]
    wanted = place.expected or finding.expected
    off = f"（{finding.tolerance}）" if finding.tolerance and not i else f" ({finding.tolerance})" if finding.tolerance else ""
    words = (f"“{place.quote}”", f' "{place.quote}"')[i] if place.quote else ""
    if i == 0:
        return f"第 {place.page} 页{words}：{measured}" + (f"；应为 {wanted}{off}" if wanted else "")
    return f"page {place.page}{words}: {measured}" + (f"; expected {wanted}{off}" if wanted else "")
