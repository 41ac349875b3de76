"""Writes docs/rules.md, the reference of all rule kinds, from the kinds themselves and their cases.

Run it after a change in scoring/rules or tests/cases/rules; tests/test_docs.py says when it is due.
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring.rules import KINDS  # noqa: E402 - the path above comes first, so that the script runs without an installation
from scoring.rules.base import RuleKind  # noqa: E402 - as above

PAGE = ROOT / "docs" / "rules.md"
HEAD = """# Rule kinds

Generated from `scoring/rules/*.py` and `tests/cases/rules/*.yaml` by `tools/rule_pages.py`; do not edit.

A rule turns what is known of a unit into the points of one indicator. Points are snapped half-up to four decimals. \
An input that is missing, not applicable or not assessable gives that outcome instead of a number. \
"""


def page() -> str:
    """The whole page, one section per kind in the order of KINDS."""
    index = ", ".join(f"[`{name}`](#{name})" for name in KINDS)
    return HEAD + f"Kinds: {index}.\n" + "".join(_section(kind) for kind in KINDS.values())


def _section(kind: RuleKind) -> str:
    text = inspect.cleandoc(kind.__doc__ or "")
    parameters = "".join(f"| `{name}` | {field.doc} | {'yes' if field.required else 'no'} |\n" for name, field in kind.fields.items())
    table = f"\n| parameter | meaning | required |\n|---|---|---|\n{parameters}" if parameters else ""
    case, indicator, standard = _example(kind.name)
    written = yaml.safe_dump(indicator, allow_unicode=True, default_flow_style=None, sort_keys=False, width=120).rstrip()
    return (
        f"\n## {kind.name}\n\nTaxonomy {kind.code}. Seen in: {kind.scheme}。\n\n{text}\n{table}"
        f"\nExample:\n\n```yaml\n{written}\n```\n\n{standard}> {case['expect']['reason']}\n"
    )


def _example(name: str) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The first case of a kind that pins a sentence, its indicator, and the rule in words."""
    data = yaml.safe_load((ROOT / "tests" / "cases" / "rules" / f"{name}.yaml").read_text("utf-8"))
    case = next(case for case in data["cases"] if "reason" in case["expect"])
    return case, case.get("indicator", data["indicator"]), f"评分标准：{data['standard']}。\n\n" if "standard" in data else ""


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
