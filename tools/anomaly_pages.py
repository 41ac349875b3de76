"""Writes docs/anomalies.md, the reference of the screen, from its catalogue and from what was measured on invented clean data.

Run it after a change in scoring/checks/screen/catalogue.yaml; with ``--measure`` after a change of a rule: it screens
assessments in which nothing is wrong, and assessments with one planted thing, and writes scoring/checks/screen/measured.yaml
(two minutes). tests/checks/test_screen_rates.py says when either is due.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring import numbers  # noqa: E402 - the path above comes first, so that the script runs without an installation
from scoring.checks.screen.catalogue import Rule, common_reasons, rules  # noqa: E402 - as above
from scoring.files import yamlfile  # noqa: E402 - the path above comes first, so that the script runs without an installation

PAGE = ROOT / "docs" / "anomalies.md"
MEASURED = ROOT / "scoring" / "checks" / "screen" / "measured.yaml"
CLEAN, PLANTED, UNITS = 100, 60, 60
HEAD = """# The screen of self-reported data

Generated from `scoring/checks/screen/catalogue.yaml` and `measured.yaml` by `tools/anomaly_pages.py`; do not edit.

`scoring run` and `scoring check` look at what units report of themselves for figures that are unlike what counting gives: copied \
from last year, rounded, impossible for the counts, unlike the peers', equal to another unit's, the same over all cases. What is \
noted is a **question to the unit, never a deduction**: table `anomalies` is read by documents only, and a test proves that scores, \
ranks and grades are the same with and without the screen. A figure that the office has corrected is not asked about again. \
Figures of a table `data` of more than a million cells, and cases of a register of more than a million rows, are not screened.

| where | what |
|---|---|
| `checks.html`, section 数据筛查 | every anomaly with its sentence, place and what the unit is asked for; what every rule could compare |
| `anomalies.csv`, sheet 数据筛查 of `results.xlsx` | the same as rows; `anomalies.csv` is written where there is any |
| tables `anomalies`, `anomaly_rules` | the same for other tools (`results/*.parquet`, `results.duckdb`) |
| `requests/<unit>.pdf` and `.docx` | 数据核实函, one letter per unit with an anomaly, where assessment.yaml has a section \
`requests`; `scoring check` writes them too, before anything is scored, `scoring render RUN requests --unit NAME` again |

## Settings of assessment.yaml

```yaml
screen:                            # may be left out
  leave_out: [heaping]             # rules that are not applied
  stocks: [permit_items]           # codes of declared figures that may well stay the same from year to year
requests:                          # 数据核实函
  issuer: 临江省人民政府办公厅
  number: 临政公开核〔2017〕{{n}}号
  date: 2017-05-10
  due: 2017-05-24                  # by when to answer
  basis: [《政府信息公开工作年度报告编制要求》]
  rules: [copied, twins, share]    # which rules ask; all by default
  contact: {{person: 政务公开办公室综合组, phone: 0990-8001234}}
  reply_slip: true
```

## How often a rule errs

Measured on {clean} invented assessments of {units} units in two groups in which nothing is wrong (`tests/benchmarks/clean.py`, \
seeds 0 to {last}): Poisson counts whose means differ by unit, figure and year, common trends, totals that are sums, stocks that \
stay, shares rounded or cut off, cases replied to in batches. *False alarms* are units noted of units that the rule could \
compare; the *bound* is not exceeded with a confidence of 95 % (Clopper-Pearson, one side). *Found*: units noted of {planted} units, \
each in an assessment of its own, in which the thing was planted (seven tenths of the figures copied, rounded, ended in 7 or taken from \
another unit; one figure of at least 5 twelvefold; one share at random; every case after 18 days); \
what is missed are units with too few or too small figures, and random shares of large counts that happen to be \
possible. Real data are rougher than invented ones: mergers, changed forms and campaigns are noted too, which is why a rule only asks.

| rule | 名称 | units compared | false alarms | rate | bound | found |
|---|---|---|---|---|---|---|
{rates}
"""


def page() -> str:
    """The whole page."""
    measured = yamlfile.read(MEASURED).data
    made = {key: measured[key] for key in ("units", "planted")} | {"clean": measured["assessments"], "last": measured["assessments"] - 1}
    head = HEAD.format(**made, rates="\n".join(_rate(rule, measured["rules"][name]) for name, rule in rules().items()))
    common = "".join(f"| `{key}` | {value} | {why} |\n" for key, (value, why) in common_reasons().items())
    shared = f"\n## Parameters of all rules\n\n| parameter | value | why |\n|---|---|---|\n{common}"
    return head + shared + "".join(map(_section, rules().values()))


def _rate(rule: Rule, found: Mapping[str, Any]) -> str:
    shown = (found["compared"], found["noted"], found["rate"], found["bound"], found["found"])
    return f"| `{rule.rule}` | {rule.title} | {' | '.join(map(str, shown))} |"


def _section(rule: Rule) -> str:
    rows = "".join(f"| `{key}` | {rule.parameters[key]} | {why} |\n" for key, why in rule.reasons.items())
    table = f"\n| parameter | value | why |\n|---|---|---|\n{rows}" if rows else ""
    return f"\n## `{rule.rule}` {rule.title}\n\n{rule.title_en}. {rule.method}。\n\n请单位说明：{rule.ask}。\n{table}"


def measure() -> dict[str, Any]:
    """Screen clean and planted assessments; what stands in measured.yaml."""
    from scoring.engine.database import Session
    from tests.benchmarks.clean import clean, plant, screened

    counts = {name: [0, 0] for name in rules()}
    with Session(threads=1) as session:
        for seed in range(CLEAN):
            for name, (compared, noted) in screened(session, clean(seed, UNITS)).items():
                counts[name] = [counts[name][0] + compared, counts[name][1] + len(noted)]
        found = {name: sum(_finds(session, clean(seed, UNITS), name, seed, plant, screened) for seed in range(PLANTED)) for name in rules()}
    described = {name: _described(compared, noted, found[name]) for name, (compared, noted) in counts.items()}
    return {"assessments": CLEAN, "units": UNITS, "planted": PLANTED, "rules": described}


def _finds(session: Any, data: Any, rule: str, seed: int, plant: Any, screened: Any) -> bool:
    unit = plant(data, rule, seed)
    return unit in screened(session, data)[rule][1]


def _described(compared: int, noted: int, found: int) -> dict[str, Any]:
    from fractions import Fraction

    from scoring.checks.screen.tails import upper_bound

    rates = {"rate": Fraction(noted, compared), "bound": upper_bound(compared, noted)}
    return {"compared": compared, "noted": noted, **{key: numbers.percent(rate, 3) for key, rate in rates.items()}, "found": found}


if __name__ == "__main__":
    if "--measure" in sys.argv[1:]:
        head = "# What the rules noted on invented clean data; written by tools/anomaly_pages.py --measure.\n"
        MEASURED.write_text(head + yamlfile.dump(measure()), "utf-8")
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
