"""Writes docs/layout.md, the reference of the layout checker, from its registry and data files.

Run it after a change in scoring/documents/layout; tests/documents/layout/test_registry.py says when it is due.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring.documents.layout.registry import Rule, rules  # noqa: E402 - as above
from scoring.documents.layout.standard import standard  # noqa: E402 - as above
from scoring.files import yamlfile  # noqa: E402 - the path above comes first, so that the script runs without an installation

PAGE = ROOT / "docs" / "layout.md"
HEAD = """# Layout of official documents

Generated from `scoring/documents/layout` (`rules.yaml`, `standard.yaml`, `families.yaml`) by `tools/layout_pages.py`; do not edit.

`scoring layout FILE.pdf` measures a PDF against GB/T 9704-2012 《党政机关公文格式》, whoever made it: this program, Word, WPS \
or LibreOffice. It reads positions, fonts, sizes, colours and rules from the PDF itself. {count} rules; each ends as

- `holds` 符合,
- `fails` 不符, with page, what was measured and what is wanted,
- `substituted` 替代字体: an accepted free face serves for the face that the standard names (information, not a failure),
- `not_assessable` 没有该要素: the document has no such element, or too little text to measure it.

The exit code is 1 if a rule fails or a file cannot be measured (password, damage, scan, no text: one sentence says which). \
`--format json` prints one object per file with every finding, `--all` also the rules that hold.

A character is measured by its em box (0.88 em above the baseline, 0.12 em below), because the boxes that fonts declare differ \
from maker to maker. Punctuation that hangs over the right edge, as Word allows, is not text outside the type area. The line \
pitch of the document itself is used where a rule counts blank lines.

What the form is (`--form`): `document` 文件格式, `letter` 信函格式, `annex` annexes alone, `plain` papers without a head; `auto` \
looks at the mark of page 1.

Not on a PDF, so not checked: trimming and misregistration in print (6.2), binding and staples (6.3), the print itself (P9, P10 of the \
checklist); whether a seal shows the right body; words of a title that are not in the short vocabulary of official titles.
"""
FORMS = {"document": "文件", "letter": "信函", "annex": "附件", "plain": "无版头"}
GROUPS = {
    "P": "Page, type area, text",
    "H": "版头",
    "B": "主体",
    "A": "附件 and tables",
    "V": "版记 and page numbers",
    "L": "信函格式",
    "M": "Glyphs and fonts",
}


def page() -> str:
    """The whole page: one table per part of the document, then tolerances and fonts."""
    made = HEAD.format(count=len(rules()))
    for letter, title in GROUPS.items():
        made += f"\n## {title}\n\n| id | clause | rule | wanted | tolerance | forms |\n|---|---|---|---|---|---|\n"
        made += "".join(map(_row, (rule for rule in rules() if rule.id.startswith(letter))))
    return made + _items() + _fonts()


def _row(rule: Rule) -> str:
    measures = standard()
    forms = "、".join(FORMS[form] for form in rule.forms)
    wanted, within = rule.wanted(measures) or "—", rule.within(measures) or "—"
    return f"| `{rule.id}` | {rule.clause} | {rule.title['zh']} | {wanted} | {within} | {forms} |\n"


def _items() -> str:
    """Which rules answer the 17 machine checks of the checklist."""
    answered: dict[int, list[str]] = {}
    for rule in rules():
        if rule.item is not None:
            answered.setdefault(rule.item, []).append(f"`{rule.id}`")
    rows = "".join(f"| {item} | {', '.join(answered[item])} |\n" for item in sorted(answered))
    return f"\n## Machine checks\n\nRules by the number of the machine check that they answer.\n\n| check | rules |\n|---|---|\n{rows}"


def _fonts() -> str:
    data = yamlfile.shipped("scoring.documents.layout", "families.yaml")
    rows = "".join(f"| {role} | {'、'.join(entry['canonical'])} | {'、'.join(entry['accepted'])} |\n" for role, entry in data.items())
    return (
        "\n## Fonts\n\nA name stands for every font whose name begins with it, without regard to case, blanks and hyphens. An office gives "
        "its own map with `--fonts map.yaml`, in the same form; a role that it names replaces the shipped one:\n\n"
        "```yaml\n仿宋: {canonical: [仿宋_GB2312, 方正仿宋], accepted: [朱雀仿宋]}\n```\n\n"
        f"| role | the face itself | accepted substitutes |\n|---|---|---|\n{rows}"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
