"""What the explorer says of itself where the size of the run took something away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.results.explorer.extent import Extent


def shortened_words(extent: Extent) -> str:
    """A sentence for the pages of units; empty where they hold all that was asked for."""
    return f"本次考核共有{extent.points}个得分，数量较多，仅列明失分及加分扣分的数据来源。" if extent.cut == "sources" else ""
