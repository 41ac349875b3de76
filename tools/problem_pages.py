"""Writes docs/problems.md, the page of all problem codes, from the catalogue.

Run it after a change in scoring/problems/*.yaml; tests/problems/test_problems.py says when it is due.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "problems.md"
HEAD = """# Problem codes

Generated from `scoring/problems/*.yaml` by `tools/problem_pages.py`; do not edit.

Every message reads: place, what is wrong, what was found, what was expected, how to mend it, code. Words in braces are filled in. \
With an *error* nothing is scored; a *warning* is listed in the data-quality report; an *info* is only shown.
"""


def page() -> str:
    """The whole page, one section per catalogue file, one entry per code."""
    rooms = {file.stem: yaml.safe_load(file.read_text("utf-8")) or {} for file in sorted((ROOT / "scoring" / "problems").glob("*.yaml"))}
    return HEAD + "".join(_section(room, entries) for room, entries in rooms.items())


def _section(room: str, entries: dict[str, dict[str, Any]]) -> str:
    return f"\n## {room}\n" + "".join(_entry(code, entries[code]) for code in sorted(entries))


def _entry(code: str, entry: dict[str, Any]) -> str:
    zh, en = entry["zh"], entry["en"]
    chinese = f"{zh['what']}{_after('；应为', zh.get('expected'))}。{_after('', zh.get('fix'), '。')}"
    english = f"{en['what']}{_after(', expected ', en.get('expected'))}. {_after('', en.get('fix'), '.')}"
    return f"\n### {code} ({entry['severity']})\n\n- {chinese}\n- {english.strip()}\n"


def _after(words: str, text: str | None, stop: str = "") -> str:
    return f"{words}{text}{'' if text.endswith('?') else stop}" if text else ""


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
