"""Reports made to do harm: each is read or refused in the words of the table, within bounds of memory and of the processor."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.hostile.bounded import Readers

ATTACKS: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "reports.yaml").read_text("utf-8"))
MEMORY = 400_000_000  # bytes of a process with its libraries, of which it needs 35 MB before it reads anything


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_report_made_to_do_harm_is_read_or_refused_within_bounds(tmp_path: Path, bounded: Readers, attack: str) -> None:
    module, _, name = attack.partition(".")
    file = tmp_path / name
    file.write_bytes(getattr(importlib.import_module(f"tests.hostile.{module}"), name)())
    outcome = bounded.ask("report", file)
    expected = ATTACKS[attack]
    if "reads" in expected:
        assert outcome.said == ["read", expected["reads"]]
    else:
        assert outcome.said == [expected["code"], f"{name}: {expected['says']} [{expected['code']}]"]
    assert outcome.peak < MEMORY
