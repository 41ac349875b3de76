"""Cases and what became of them in words: 按期42件、逾期3件（A-0013：期限至2019年7月3日，2019年7月9日办结，逾期4个工作日）."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from scoring.numbers import day_words
from scoring.records import states

MOST_CASES = 3  # cases that a sentence names; the others are counted
UNUSABLE_EFFECTS = {"exclude": "按规定不计", "not_assessable": "按规定不作评价", "late": "按规定计为逾期"}
_SUFFIX = "，无法判断"
NO_KEY = "未编号"


def state_title(state: int) -> str:
    """A state in words: 逾期未办结, 没有起算日期."""
    return states.TITLES[state].removesuffix(_SUFFIX)


def is_late(state: int) -> bool:
    """Whether a case in this state is late, done or not."""
    return state in {states.LATE, states.OVERDUE}


def outcome_sentence(deadline: Mapping[str, str], counts: Mapping[str, int], cases: Sequence[Mapping[str, Any]]) -> str:
    """What became of all cases of one unit and measure under one deadline, as one Chinese sentence.

    Args:
        deadline: As :func:`scoring.results.records.describing.describe_records` gives it.
        counts: Row of ``record_states``.
        cases: Rows of ``record_cases`` that the measure is taken over, the worst first, with ``listed``, the number of such rows of
            the same state; may be fewer than were counted.
    """
    parts = list(_usable(deadline, counts, cases))
    sentence = f"{deadline['title']}：{counts['cases']}件中{'、'.join(parts)}"
    if not counts["unusable"]:
        return f"{sentence}。"
    other = "；另有" if parts else ""
    reasons = unusable_reasons(counts, cases)
    why = f"（{reasons}）" if reasons else ""
    return f"{sentence}{other}{counts['unusable']}件无法判断{why}，{UNUSABLE_EFFECTS[deadline['unusable']]}。"


def late_count(deadline: Mapping[str, str], counts: Mapping[str, int]) -> int:
    """Cases that are late by their days; those that cannot be judged and count as late are told apart."""
    return counts["late"] - (counts["unusable"] if deadline["unusable"] == "late" else 0)


def unusable_reasons(counts: Mapping[str, int], cases: Sequence[Mapping[str, Any]], *, named: bool = True) -> str:
    """Why cases cannot be judged, how many for every reason and which; empty where not all of them are listed."""
    unusable = [case for case in cases if not states.is_usable(case["state"])]
    numbers = {case["state"]: int(case["listed"]) for case in unusable}
    if sum(numbers.values()) != counts["unusable"]:
        return ""
    return "、".join(f"{state_title(state)}{numbers[state]}件{_named(unusable, state) if named else ''}" for state in sorted(numbers))


def _usable(deadline: Mapping[str, str], counts: Mapping[str, int], cases: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if counts["on_time"]:
        yield f"按期{counts['on_time']}件"
    late = late_count(deadline, counts)
    if late:
        listed = [case for case in cases if is_late(case["state"])]
        words = "；".join(case_words(case, deadline) for case in listed[:MOST_CASES])
        more = "等" if words and late > MOST_CASES else ""
        yield f"逾期{late}件" + (f"（{words}{more}）" if words else "")
    if counts["pending"]:
        yield f"未到期{counts['pending']}件"


def _named(cases: Iterable[Mapping[str, Any]], state: int) -> str:
    """The keys of the first cases in a state that have one."""
    keys = [case["case_key"] for case in cases if case["state"] == state and case["case_key"]]
    more = "等" if len(keys) > MOST_CASES else ""
    return f"：{'、'.join(keys[:MOST_CASES])}{more}" if keys else ""


def case_words(case: Mapping[str, Any], deadline: Mapping[str, str]) -> str:
    """A late case: its key, its last day, when it was done, by how much that is late."""
    return f"{case['case_key'] or NO_KEY}：{late_words(case, deadline)}"


def late_words(case: Mapping[str, Any], deadline: Mapping[str, str]) -> str:
    """The same without the key."""
    due = f"期限至{day_words(case['due_on'])}，" if case["due_on"] else ""
    late = f"，逾期{case['days_late']}{deadline['uom']}" if case["days_late"] else ""
    if case["state"] == states.OVERDUE:
        return f"{due}至{day_words(date.fromisoformat(deadline['as_of']))}未办结{late}"
    return f"{due}{day_words(case['end_on'])}办结{late}"
