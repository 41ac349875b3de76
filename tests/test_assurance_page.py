"""Every test that docs/assurance.md names exists."""

from __future__ import annotations

import re

from tests.repository import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PAGE = ROOT / "docs" / "assurance.md"


def test_every_test_that_is_named_exists() -> None:
    named = NAMED.findall(PAGE.read_text("utf-8"))
    assert len(named) > 25
    gone = [f"{file}::{test}" for file, test in named if not (ROOT / file).is_file() or f"def {test}(" not in (ROOT / file).read_text()]
    assert gone == []
