"""The data files of an edition, read without a browser, and the addresses of all its pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

TABS = {
    "quality": ("findings", "open", "files", "screen", "coverage"),
    "method": ("city",),
    "comparison": ("city?unit=yanbei",),
    "robustness": ("department",),
    "whatif": ("department?w=requests:1.5",),
}  # parts of pages with an address of their own


def read(folder: Path, name: str) -> Any:
    """The value of a data file."""
    text = (folder / "data" / f"{name}.js").read_text("utf-8")
    head = f"scoringData({json.dumps(name)},"
    assert text.startswith(head)
    assert text.endswith(");\n")
    return json.loads(text[len(head) : -3])


def routes(folder: Path) -> list[str]:
    """One address per kind of page: every page that the edition has, and one of each that belongs to one thing."""
    meta = read(folder, "meta")
    pages = meta["pages"]
    made = [f"#/{page}" for page in pages if page != "unit"]
    made += [f"#/ranking/{group['id']}" for group in meta["groups"][1:]]
    if "unit" in pages:
        made.append(f"#/unit/{meta['units'][1]['id']}")
    if "indicator" in pages:
        made.append(f"#/indicator/{next(node['id'] for node in meta['nodes'] if node['leaf'])}")
    made += [f"#/{page}/{tab}" for page, tabs in TABS.items() if page in pages for tab in tabs]
    return made
