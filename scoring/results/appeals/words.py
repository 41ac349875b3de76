"""What was decided of an indicator, as words for its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.engine.database import Session
from scoring.results.titles import metric_title

Words = dict[tuple[str, str], str]
"""By unit and indicator: whole sentences."""
UNRATED = "未评"


def decision_words(session: Session, titles: Mapping[str, str]) -> Words:
    """What is said of every indicator on whose mark, findings or points was decided; corrections of figures are told elsewhere.

    Args:
        session: Holds ``appeals``.
        titles: Titles of events by id.
    """
    asked = "applied and indicator_id <> '' and effect in ('mark', 'finding', 'points')"
    found: dict[tuple[str, str], str] = defaultdict(str)
    for row in session.records(f"select * from appeals where {asked} order by decided_on, line"):
        found[row["unit_id"], row["indicator_id"]] += _sentence(row, titles)
    return dict(found)


def _sentence(row: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    what = _points(row) if row["effect"] == "points" else _changed(row, titles)
    return f"{what}（{row['appeal_id']}，{row['decided_on'].isoformat()}，{row['decided_by']}：{row['reason']}）。"


def effect_words(row: Mapping[str, Any], settings: Mapping[str, Any]) -> str:
    """What an appeal changes or asks for: ``“超期答复”由1件改为0件``; empty where it does not say.

    Args:
        row: Row of table ``appeals``.
        settings: Settings of the run (``events``, ``metric_titles``).
    """
    if row["effect"] == "correction":
        part = f"（{row['part']}）" if row["part"] not in {"", "total"} else ""
        year = f"{row['period']}年" if row["period"] else ""
        return f"{year}{metric_title(row['metric'], settings['metric_titles'])}{part}由{row['old'] or '未读出'}更正为{row['new']}"
    if row["effect"] == "exemption":
        return "列为合理缺项"
    if row["effect"] == "points":
        return f"{'总分' if not row['indicator_id'] else ''}{'扣' if row['new'][:1] == '-' else '加'}{row['new'].lstrip('+-')}分"
    event, uom = settings["events"].get(row["event"], (row["event"], ""))
    old, new = (_number(row[name]) for name in ("old", "new"))
    words = {"mark": f"评分由{old or UNRATED}改为{new}", "finding": f"“{event}”由{old or '0'}{uom}改为{new}{uom}"}
    return words.get(row["effect"], "")


def _points(row: Mapping[str, Any]) -> str:
    return f"另{'加' if row['new_value'] > 0 else '扣'}{numbers.plain(abs(row['new_value']))}分"


def _changed(row: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    if row["effect"] == "mark":
        return f"评分经复核由{_number(row['old']) or UNRATED}改为{_number(row['new'])}"
    return f"{titles.get(row['event'], row['event'])}经复核由{_number(row['old']) or '0'}改为{_number(row['new'])}"


def _number(text: str) -> str:
    """A number as it is shown; what is none (in an appeal that is not decided) as it stands."""
    try:
        return numbers.plain(Decimal(text)) if text else ""
    except ArithmeticError:
        return text
