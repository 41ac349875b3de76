"""Workbooks that were issued to be filled in, read back by address and label."""

from __future__ import annotations

from scoring.intake.filled.marker import Marker
from scoring.intake.filled.reading import FilledBook, read_filled
from scoring.intake.filled.values import Rejected

__all__ = ["FilledBook", "Marker", "Rejected", "read_filled"]
