"""Writes docs/checks.md, the reference of all checks, from their declarations.

Run it after a change in scoring/checks or in the rules of a form; tests/checks/test_catalogue.py says when it is due.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring.checks.catalogue import Described, catalogue  # noqa: E402 - the path above comes first, so that the script runs without an installation
from scoring.checks.declarations import declarations  # noqa: E402 - as above
from scoring.documents.quality.checkrows import SEVERITY_WORDS  # noqa: E402 - as above
from scoring.intake.forms import continuity_relations, footing_relations  # noqa: E402 - as above

PAGE = ROOT / "docs" / "checks.md"
HEAD = """# Checks

Generated from `scoring/checks/catalogue.yaml`, `relations.yaml` and `scoring/intake/forms/*.yaml` by `tools/check_pages.py`; do not edit.

A check compares figures of one report with each other, with the report of the year before, or with the reports of the \
units below. Its outcome is `holds`, `fails` or `not_assessable` (不能核对: a blank cell, two readings, a bound, another \
scope; never a failure). `/` and `—` (不适用) count nothing and are not missing. A list in prose that is not closed (其中) \
fails only when it exceeds its total. What a failure costs is the criteria's business (rule kind `consistency`).

`caused_by` names the check that a failure only follows from: several failures that one wrong figure explains are one \
mistake, the first of them is its cause, and its message names the suspected figure. Nothing is repaired. `locator` gives \
the places of the figures used, the total first, separated by `;`. A rate is recomputed to the digits printed; one that was \
cut off instead of rounded holds, and the message says so (截去尾数). An approximate figure (约, 余) is compared up to \
{about} of the larger side.
"""


def page() -> str:
    """The whole page: one table per group of checks."""
    head = HEAD.format(about=declarations()["about_tolerance"])
    groups = groupby(catalogue().values(), key=lambda check: check.group)
    return head + _footing() + "".join(_section(group, list(checks)) for group, checks in groups)


def _footing() -> str:
    forms = sorted({relation.form for relation in footing_relations()} - {"2014"})
    counts = {
        form: sum(relation.form == form and relation.check_id.startswith(("T3-", "T4-")) for relation in footing_relations())
        for form in forms
    }
    stated = ", ".join(f"{count} in form {form}" for form, count in counts.items())
    return f"\nStatutory footing checks per report (T3-row, T3-sum, T3-identity, T4-sum): {stated}.\n"


def _section(group: str, checks: list[Described]) -> str:
    rows = "".join(_row(check) for check in checks)
    return f"\n## {group}\n\n| 编号 | 名称 | 关系 | 不符为 | 处数 | 何时不能核对 |\n|---|---|---|---|---|---|\n{rows}"


def _row(check: Described) -> str:
    severity = "或".join(SEVERITY_WORDS[name] for name in check.severities)
    return f"| `{check.check_id}` | {check.title} | {check.formula} | {severity} | {_places(check.check_id)} | {check.open or '—'} |\n"


def _places(check_id: str) -> str:
    """How many relations a report of each form has under this id."""
    counts: dict[str, int] = {}
    for relation in (*footing_relations(), *continuity_relations()):
        if relation.check_id == check_id:
            counts[relation.form] = counts.get(relation.form, 0) + 1
    distinct = sorted(set(counts.values()))
    return "—" if not distinct else "/".join(map(str, distinct))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
