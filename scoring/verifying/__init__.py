"""``scoring verify``: is a finished run what its inputs, its program and its own tables say it is?

Sits above everything but the command line, like the run itself: it recomputes with :func:`scoring.commands.running.run`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.verifying.model import Verified
    from scoring.verifying.whole import Wanted, verify

__all__ = ["Verified", "Wanted", "verify"]

_HOMES = {"Verified": "model", "Wanted": "whole", "verify": "whole"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
