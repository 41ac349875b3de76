"""The linear checks of the statutory tables in plain Python, written from the forms and not from our data files.

A cell is a Decimal, None (blank, unread) or ``"/"`` (not applicable).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

Cell = Decimal | str | None
Cells = Mapping[tuple[str, str], Cell]
Terms = Sequence[tuple[int, str, str]]

PARTS = ("natural_person", "enterprise", "research_institute", "public_welfare_org", "legal_service_org", "other_org", "total")
_REFUSED = (
    "state_secret law_prohibits three_securities_one_stability third_party_rights internal_affairs deliberative "
    "enforcement_file administrative_inquiry"
)
_UNABLE = "not_held not_existing_form still_unclear"
_UNPROCESSED = "petition duplicate publication excessive reissue"
_COMMON = (
    "granted",
    "partially_granted",
    *(f"refused_{name}" for name in _REFUSED.split()),
    *(f"unable_{name}" for name in _UNABLE.split()),
    *(f"unprocessed_{name}" for name in _UNPROCESSED.split()),
)
RESULTS = {"2019": (*_COMMON, "other_disposal"), "2021": (*_COMMON, "other_no_correction", "other_fee_unpaid", "other_rest")}
GROUPS = ("review", "suit_direct", "suit_after_review")
OUTCOMES = ("upheld", "corrected", "other", "pending")
ITEMS = ("permit", "service", "penalty", "coercion", "charge")
REPLIES = "already_public granted partially_granted refused not_this_authority nonexistent amend_requested other_channel"
REFUSED_FLAT = "state_secret trade_secret privacy three_securities_one_stability not_government_information other_statutory"
FLAT: dict[tuple[str, str], tuple[str, str, str]] = {
    ("A1", "total"): ("requests_in_person requests_fax requests_online requests_letter", "=", "requests_received"),
    ("A2", "total"): ("requests_closed_on_time requests_closed_extended", "=", "requests_closed"),
    ("A3", "total"): (" ".join(f"replies_{name}" for name in REPLIES.split()), "=", "replies_total"),
    ("A4", "total"): (
        " ".join(f"refused_{name}" for name in REFUSED_FLAT.split()),
        "=",
        "replies_refused",
    ),
    ("A5", "total"): ("reviews_upheld reviews_corrected reviews_other", "=", "reviews_total"),
    ("A6", "total"): ("litigation_upheld litigation_corrected litigation_other", "=", "litigation_total"),
    ("A7", "total"): ("staff_full_time staff_part_time", "=", "staff_total"),
    ("A8", "proactive_disclosed_total"): ("normative_docs_disclosed", "<=", "proactive_disclosed_total"),
    ("A8", "normative_docs_issued"): ("normative_docs_disclosed", "<=", "normative_docs_issued"),
    ("A9", "total"): (
        "disclosed_via_gazette disclosed_via_website disclosed_via_weibo disclosed_via_wechat disclosed_via_other",
        ">=",
        "proactive_disclosed_total",
    ),
    ("A10", "press_conferences"): ("press_conferences_by_principal", "<=", "press_conferences_held"),
    ("A10", "online_interviews"): ("online_interviews_by_principal", "<=", "online_interviews"),
    ("A11", "requests_closed"): ("requests_closed", "<=", "requests_received"),
    ("A11", "replies_total"): ("replies_total", "<=", "requests_closed"),
    ("A12", "total"): ("reviews_total litigation_total", "<=", "replies_total"),
}


class Verdict(NamedTuple):
    """What a check says of one place."""

    check_id: str
    part: str
    outcome: str
    difference: str


def verdicts(form: str, cells: Cells) -> set[Verdict]:
    """Every verdict on the statutory tables of one report."""
    return {
        Verdict(check_id, part, *judged(cells, left, op, right))
        for check_id, part, left, op, right in _rules(form)
        if _is_there(cells, left + right, op)
    }


def _is_there(cells: Cells, terms: list[tuple[str, str]], op: str) -> bool:
    return op == "=" or any(term in cells for term in terms)


def _rules(form: str) -> Iterator[tuple[str, str, list[tuple[str, str]], str, list[tuple[str, str]]]]:
    if form == "2014":
        for (check_id, part), (left, op, right) in FLAT.items():
            yield check_id, part, [(name, "total") for name in left.split()], op, [(right, "total")]
        return
    for row in ("requests_new", "requests_carried_in", *RESULTS[form], "results_total", "requests_carried_out"):
        yield "T3-row", row, [(row, part) for part in PARTS[:-1]], "=", [(row, "total")]
    for part in PARTS:
        yield "T3-sum", part, [(row, part) for row in RESULTS[form]], "=", [("results_total", part)]
        new, closed = [("requests_new", part), ("requests_carried_in", part)], [("results_total", part), ("requests_carried_out", part)]
        yield "T3-identity", part, new, "=", closed
    for group in GROUPS:
        yield "T4-sum", group, [(f"{group}_{outcome}", "total") for outcome in OUTCOMES], "=", [(f"{group}_total", "total")]
    yield "PL-1", "total", [("review_total", "total"), ("suit_direct_total", "total")], "<=", [("results_total", "total")]
    if form == "2019":
        for name in ("rules", "normative_docs"):
            yield "T2-B1", name, [(f"{name}_disclosed", "total")], "<=", [(f"{name}_public_total", "total")]
        for name in ITEMS:
            yield "T2-B2", f"{name}_items", [(f"{name}_items_prev", "total"), (f"{name}_items_change", "total")], ">=", []


def judged(cells: Cells, left: list[tuple[str, str]], op: str, right: list[tuple[str, str]]) -> tuple[str, str]:
    """Outcome and difference (right minus left) of one relation."""
    found = [[cells.get(term) for term in side] for side in (left, right)]
    if any(cell is None for side in found for cell in side):
        return "not_assessable", ""
    low, high = (sum((cell for cell in side if isinstance(cell, Decimal)), Decimal(0)) for side in found)
    void_left, void_right = (bool(side) and all(cell == "/" for cell in side) for side in found)
    if (void_left and (void_right or high)) or (void_right and low):
        return "not_assessable", ""
    met = {"=": low == high, "<=": low <= high, ">=": low >= high}[op]
    return "holds" if met else "fails", f"{(high - low).normalize():f}"
