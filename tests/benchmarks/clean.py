"""Invented self-reported data without anything wrong in them, by seed, and the same with one planted thing: for the screen's false alarms.

Counts are what counting gives: units of very different sizes, every figure a Poisson count whose mean differs by unit, figure and
year (gamma), common trends, totals that are sums, stocks that mostly stay, shares rounded or cut off from their counts, cases
replied to in batches on working days. Nothing is taken from any report.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from scoring.checks.declarations import words_frame
from scoring.checks.screen import Screen, run_screen
from scoring.checks.screen.cases import CaseDates
from scoring.engine.database import Session, sql_file
from tests.checks.loading import FACTS, load

YEAR = 2016
SUMS = {
    "requests_received": ["requests_in_person", "requests_fax", "requests_online", "requests_letter"],
    "replies_total": [
        "replies_already_public", "replies_granted", "replies_partially_granted", "replies_refused", "replies_not_this_authority",
        "replies_nonexistent", "replies_amend_requested", "replies_other_channel",
    ],
    "reviews_total": ["reviews_upheld", "reviews_corrected", "reviews_other"],
    "litigation_total": ["litigation_upheld", "litigation_corrected", "litigation_other"],
}  # fmt: skip
COUNTS = [
    "proactive_disclosed_total", "normative_docs_disclosed", "disclosed_via_gazette", "disclosed_via_website", "disclosed_via_weibo",
    "disclosed_via_wechat", "disclosed_via_other", "hot_topics_answered", "press_conferences_held", "online_interviews",
    "policy_interpretations_published", "answered_via_weibo_wechat", "meetings", "training_sessions", "training_attendees",
    "complaints_total", "normative_docs_issued",
]  # fmt: skip
STOCKS = ["agencies", "reading_points", "staff_total", "staff_full_time", "staff_part_time"]
SHARES = {
    "requests_online_share_pct": ("requests_online", "requests_received"),
    "requests_letter_share_pct": ("requests_letter", "requests_received"),
    "replies_granted_share_pct": ("replies_granted", "replies_total"),
    "disclosed_via_website_share_pct": ("disclosed_via_website", "proactive_disclosed_total"),
}
CASES = CaseDates("requests", "依申请公开台账", "received_on", (("received_on", "登记收到日期"), ("replied_on", "答复日期")))
METRICS = [*COUNTS, *(part for parts in SUMS.values() for part in parts)]
Figures = dict[tuple[str, int, str], int]


@dataclass
class Data:
    """One invented assessment: units with groups, figures by unit, year and metric, stated shares, dates of cases by unit."""

    units: list[tuple[str, str]]
    figures: Figures
    shares: dict[tuple[str, str], str]
    cases: dict[str, list[tuple[dt.date, dt.date]]]


def poisson(rng: random.Random, mean: float) -> int:
    """A count of a given mean; normal beyond 60, where nobody sees the difference."""
    if mean > 60:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    left, count = math.exp(-mean), 0
    product = rng.random()
    while product > left:
        product *= rng.random()
        count += 1
    return count


def clean(seed: int, units: int = 60) -> Data:
    """One assessment of two groups in which nothing is wrong."""
    rng = random.Random(seed)  # noqa: S311 - invented figures, no secrets
    typical = {metric: rng.lognormvariate(2.5, 1.2) for metric in METRICS}
    trend = {metric: rng.lognormvariate(0, 0.25) for metric in METRICS}
    register = [(f"u{i:03}", "city" if i % 2 else "department") for i in range(units)]
    data = Data(register, {}, {}, {})
    for unit, _ in register:
        _report(rng, data, unit, typical, trend)
        data.cases[unit] = _cases(rng)
    return data


def _report(rng: random.Random, data: Data, unit: str, typical: Mapping[str, float], trend: Mapping[str, float]) -> None:
    size, growth = rng.lognormvariate(0.3, 0.9), rng.lognormvariate(0, 0.25)
    for metric in METRICS:
        mean = size * typical[metric] * rng.gammavariate(1.5, 1 / 1.5)
        data.figures[unit, YEAR - 1, metric] = poisson(rng, mean * rng.gammavariate(12, 1 / 12))
        data.figures[unit, YEAR, metric] = poisson(rng, mean * growth * trend[metric] * rng.gammavariate(12, 1 / 12))
    for metric in STOCKS:
        stock = 5 + poisson(rng, size * 12)
        data.figures[unit, YEAR - 1, metric] = stock
        data.figures[unit, YEAR, metric] = stock if rng.random() < 0.7 else stock + rng.randint(-3, 3)
    add_up(data, unit)
    for share, (part, whole) in SHARES.items():
        if rng.random() < 0.5 and (of := data.figures[unit, YEAR, whole]) and data.figures[unit, YEAR, part] <= of:
            data.shares[unit, share] = _printed(rng, data.figures[unit, YEAR, part], of)


def add_up(data: Data, unit: str) -> None:
    """Totals as the sums of their parts."""
    for year in (YEAR - 1, YEAR):
        for total, parts in SUMS.items():
            data.figures[unit, year, total] = sum(data.figures[unit, year, part] for part in parts)


def _printed(rng: random.Random, part: int, whole: int) -> str:
    """A share in per cent with none to two decimals, rounded half up or cut off."""
    scale = 10 ** rng.choice((0, 1, 1, 2))
    scaled, half = part * 100 * scale, whole if rng.random() < 0.8 else 0
    hundredths = (2 * scaled + half) // (2 * whole)
    return str(Decimal(hundredths) / scale)


def _cases(rng: random.Random) -> list[tuple[dt.date, dt.date]]:
    """Applications of the year; half of them are replied to on one of a few days a month, the others when they are ready."""
    made = []
    for _ in range(poisson(rng, rng.lognormvariate(3.4, 0.7))):
        received = dt.date(YEAR, 1, 1) + dt.timedelta(days=rng.randrange(366))
        days = min(max(1, round(rng.gammavariate(4, 3.5))), 40)
        if rng.random() < 0.25:
            days = 20 + rng.randrange(3)  # on the last days of the term
        replied = received + dt.timedelta(days=days)
        if rng.random() < 0.5:
            replied += dt.timedelta(days=(4 - replied.weekday()) % 7)
        made.append((received, replied + dt.timedelta(days={5: 2, 6: 1}.get(replied.weekday(), 0))))
    return made


def plant(data: Data, rule: str, seed: int) -> str:
    """Plant what a rule is for in one unit; the unit."""
    rng = random.Random(seed)  # noqa: S311 - invented figures, no secrets
    unit, other = data.units[seed % len(data.units)][0], data.units[(seed + 2) % len(data.units)][0]
    for metric in METRICS:
        value, last = data.figures[unit, YEAR, metric], data.figures[unit, YEAR - 1, metric]
        changed = {
            "copied": last,
            "heaping": value - value % 5,
            "digits": value - value % 10 + 7,
            "twins": data.figures[other, YEAR, metric],
        }
        if rule in changed and rng.random() < 0.7:
            data.figures[unit, YEAR, metric] = changed[rule]
    if rule == "jump":
        metric = rng.choice([name for name in METRICS if data.figures[unit, YEAR - 1, name] >= 5] or METRICS)
        data.figures[unit, YEAR, metric] = 12 * data.figures[unit, YEAR - 1, metric] + 12
    if rule in {"copied", "heaping", "digits", "twins", "jump"}:
        add_up(data, unit)
    if rule == "share":
        whole = data.figures[unit, YEAR, "requests_received"] or 1
        data.shares[unit, "requests_online_share_pct"] = str(Decimal(round(rng.random() * 10000)) / 100) if whole < 10**6 else "0"
    if rule == "constant":
        data.cases[unit] = [(received, received + dt.timedelta(days=18)) for received, _ in data.cases[unit]]
    return unit


def screened(session: Session, data: Data) -> dict[str, tuple[int, set[str]]]:
    """What the screen makes of an assessment: by rule, units assessed and units noted. The tables stay in the session."""
    load_data(session, data)
    run_screen(session, Screen(YEAR, cases=(CASES,)))
    noted: dict[str, set[str]] = {}
    for rule, unit in session.rows("select rule, unit_id from anomalies"):
        noted.setdefault(rule, set()).add(unit)
    return {rule: (units, noted.get(rule, set())) for rule, units in session.rows("select rule, units from anomaly_rules order by ord")}


def load_data(session: Session, data: Data) -> None:
    """The tables that the screen reads."""
    facts = [_fact(unit, year, metric, str(value)) for (unit, year, metric), value in data.figures.items()]
    facts += [_fact(unit, YEAR, metric, value, "line 9", "%") for (unit, metric), value in data.shares.items()]
    sources = [(f"{u}-{y}", f"{u}-{y}.html", "", 1, "html", "2014", u, y, "read", "") for u, _ in data.units for y in (YEAR - 1, YEAR)]
    load(session, facts, sources, ())
    session.load("check_words", words_frame())
    session.step("facts_chosen", sql_file("scoring.checks", "facts_chosen.sql"))
    units = [(unit, f"单位{unit}", grp, None) for unit, grp in data.units]
    session.load("units", pl.DataFrame(units, schema=dict.fromkeys(("unit_id", "name", "grp", "parent_id"), pl.String), orient="row"))
    keys: dict[str, Any] = {name: FACTS[name] for name in ("unit_id", "period", "metric", "part")}
    session.load("corrections", pl.DataFrame(schema=keys))
    cases = [(unit, *dates) for unit, made in data.cases.items() for dates in made]
    dates: dict[str, Any] = {"unit_id": pl.String, "received_on": pl.Date, "replied_on": pl.Date}
    session.load("records_requests", pl.DataFrame(cases, schema=dates, orient="row"))


def _fact(unit: str, year: int, metric: str, value: str, place: str = "table 1 row 1", uom: str = "件") -> tuple[Any, ...]:
    return (unit, year, metric, "total", Decimal(value), "numeric", "exact", uom, value, "", f"{unit}-{year}", place, "")
