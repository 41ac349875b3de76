"""A screen of what units report of themselves: figures that are unlike what counting gives.

Each rule is one ``.sql`` step and its entry in ``catalogue.yaml``. What it notes is a question to the unit and never a
deduction: table ``anomalies`` is read by documents only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scoring.checks.screen.cases import CaseDates, load_cases
from scoring.checks.screen.catalogue import rules
from scoring.checks.screen.judging import JUDGES, Anomaly, Judged
from scoring.checks.screen.titles import load_titles
from scoring.engine.database import Session, sql_file

if TYPE_CHECKING:
    from scoring.intake.dictionary import Metric

BEFORE = {"twins": "pairs"}  # a step that a rule's own step reads
OF_FIGURES = ("copied", "heaping", "digits", "twins")  # rules over several figures of a report


@dataclass(frozen=True)
class Screen:
    """What is screened, and how.

    Args:
        period: The year assessed.
        metrics: All metrics by code, those that criteria declare included.
        stocks: Codes of declared metrics that are no counts of the year, besides those of ``catalogue.yaml``.
        leave_out: Rules that are not applied.
        cases: The dates of the record tables there are.
    """

    period: int
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    stocks: Collection[str] = ()
    leave_out: Collection[str] = ()
    cases: Sequence[CaseDates] = ()


def run_screen(session: Session, screen: Screen) -> None:
    """Make tables ``anomalies`` and ``anomaly_rules``.

    ``anomalies`` has one row per unit and anomaly: rule, unit_id, period, source_id, metric (codes, separated by ``;``), locator
    (their places), other_id (the other unit of two that are alike), expected, found, unusual (finished texts), sentence (Chinese).
    ``anomaly_rules`` has one row per rule: outcome (``screened``, ``left_out``, ``not_assessable``), units that could be assessed,
    units with an anomaly, anomalies.

    Args:
        session: Holds ``facts_chosen``, ``check_words`` (:func:`scoring.checks.run_checks`), ``corrections``, ``units`` and
            ``records_<name>`` of the tables whose dates are given.
        screen: What is screened.
    """
    load_titles(session, screen.metrics, screen.stocks)
    session.step("screen_figures", _sql("figures", {"period": screen.period}))
    skipped = load_cases(session, screen.cases, screen.period)
    there = _there(session, screen)
    judged = {name: JUDGES[name](session, _made(session, name, screen)) for name in rules() if name in there - set(screen.leave_out)}
    _store(session, screen, judged, skipped)


def _there(session: Session, screen: Screen) -> set[str]:
    """Rules that have anything to look at: a small assessment should not pay for steps over nothing."""
    least, enough = (rules()["copied"].parameters[name] for name in ("least", "least_figures"))
    several = f"select 1 from screen_figures where value >= {least} group by unit_id having count(distinct value) >= {enough} limit 1"
    figures = set(OF_FIGURES) if session.rows(several) else set[str]()
    changes = {"jump"} if session.rows("select 1 from screen_figures where last_value is not null limit 1") else set[str]()
    rates = "select 1 from facts_chosen as c inner join check_words as w on w.role = 'rate' and w.word = c.metric"
    shares = {"share"} if session.rows(f"{rates} where c.period = {screen.period} limit 1") else set[str]()
    return figures | changes | shares | ({"constant"} if screen.cases else set())


def _made(session: Session, name: str, screen: Screen) -> str:
    """The rule's step, and the one before it where there is one, made; its name."""
    if name in BEFORE:
        session.step(f"screen_{BEFORE[name]}", _sql(BEFORE[name], rules()[name].parameters))
    session.step(f"screen_{name}", _sql(name, {**rules()[name].parameters, "period": screen.period}))
    return f"screen_{name}"


def _sql(name: str, values: Mapping[str, Any]) -> str:
    hits = sql_file(__package__, "hits.sql").strip()  # how many figures there were, how many hit, and which: for rules that count figures
    return sql_file(__package__, f"screen_{name}.sql").replace("{hits}", hits).format(**values)


def _store(session: Session, screen: Screen, judged: Mapping[str, Judged], skipped: Collection[str]) -> None:
    import polars as pl

    found = [anomaly for name in judged for anomaly in judged[name].anomalies]
    texts = dict.fromkeys(Anomaly.columns(), pl.String)
    rows = [(*anomaly.row(), screen.period) for anomaly in sorted(found)]
    session.load("anomalies", pl.DataFrame(rows, schema={**texts, "period": pl.Int32}, orient="row"))
    counts = [
        (place, name, *_counted(name, screen, judged.get(name)), "、".join(skipped) if name == "constant" else "")
        for place, name in enumerate(rules())
    ]
    columns = {
        "ord": pl.Int32,
        "rule": pl.String,
        "outcome": pl.String,
        "units": pl.Int64,
        "noted": pl.Int64,
        "anomalies": pl.Int64,
        "skipped": pl.String,
    }
    session.load("anomaly_rules", pl.DataFrame(counts, schema=columns, orient="row"))


def _counted(name: str, screen: Screen, judged: Judged | None) -> tuple[str, int, int, int]:
    if name in screen.leave_out:
        return "left_out", 0, 0, 0
    if judged is None or not judged.units:
        return "not_assessable", 0, 0, 0
    return "screened", judged.units, len({anomaly.unit_id for anomaly in judged.anomalies}), len(judged.anomalies)
