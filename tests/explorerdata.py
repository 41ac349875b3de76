"""The data files of an explorer, read back as a page reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_CALL = re.compile(r'scoringData\("(?P<name>[^"]+)",(?P<value>.*)\);\n', re.DOTALL)


def data_files(folder: Path) -> dict[str, Any]:
    """Value by name of every file below ``data/``; each names itself by its place."""
    found = {}
    for file in sorted((folder / "data").rglob("*.js")):
        match = _CALL.fullmatch(file.read_text("utf-8"))
        assert match, file
        assert match["name"] == file.relative_to(folder / "data").with_suffix("").as_posix()
        found[match["name"]] = json.loads(match["value"])
    return found
