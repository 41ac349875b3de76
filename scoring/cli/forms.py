"""The statutory forms that a command may name: the files that are there, listed without reading them."""

from __future__ import annotations

from pathlib import Path

FORMS = sorted(file.stem for file in (Path(__file__).parent.parent / "intake" / "forms").glob("*.yaml"))
