"""Writes docs/figures.md, how the numbers of a text are declared: tools/figures_head.md, then the kinds of figures themselves.

Run it after a change in scoring/results/figures; tests/test_figure_page.py says when it is due.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring.results.figures import COMMON, KINDS, SPLIT  # noqa: E402 - the path above comes first
from scoring.results.figures.base import Kind  # noqa: E402 - as above
from scoring.results.figures.keys import Key  # noqa: E402 - as above

PAGE = ROOT / "docs" / "figures.md"
HEAD = (ROOT / "tools" / "figures_head.md").read_text("utf-8") + "\n"


def page() -> str:
    """The whole page: what holds for all, the common keys, one section per kind."""
    common = _table({**COMMON, **SPLIT}, "key")
    index = ", ".join(f"[`{name}`](#{name}-{kind.title})" for name, kind in KINDS.items())
    return f"{HEAD}## Keys of every kind\n\n{common}\n`by` splits a number and is not for lists and words.\n\nKinds: {index}.\n" + "".join(
        _section(name, kind) for name, kind in KINDS.items()
    )


def _table(keys: dict[str, Key], head: str) -> str:
    rows = "".join(f"| `{name}` | {key.doc}{'（必填）' if key.required else ''} |\n" for name, key in keys.items())
    return f"| {head} | meaning |\n|---|---|\n{rows}"


def _section(name: str, kind: Kind) -> str:
    keys = f"\n{_table(dict(kind.keys), 'key')}" if kind.keys else ""
    words = "".join(f"| `.{word}` | {meaning} |\n" for word, meaning in kind.words.items())
    printed = f"\n| word | what the text may print |\n|---|---|\n{words}" if words else ""
    return f"\n## {name} {kind.title}\n\nOf: {kind.argument.doc}.\n\n```yaml\n{kind.example}\n```\n{keys}{printed}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
