"""Other ways to bring indicators to a common scale, over the shares of full points that units got.

OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5. Taken over points already earned, so that more is
better for every indicator whatever rule made them; what has no points keeps none.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from scoring.results.robustness.arrays import Floats

Normalisation = Literal["min_max", "z_score", "ranks"]
NORMALISATIONS: tuple[Normalisation, ...] = ("min_max", "z_score", "ranks")


def normalised(shares: Floats, how: Normalisation) -> Floats:
    """Shares of one group on another scale.

    * ``min_max``: the lowest of the group 0, the highest 1.
    * ``z_score``: every indicator scatters as much as the indicators do on average, around the average share.
    * ``ranks``: the share of the other units that a unit is not behind, ties sharing their places.

    An indicator in which all are equal stays as it is: nothing tells its units apart on any scale.

    Args:
        shares: Indicators x units, NaN where there are no points.
        how: The scale.
    """
    deviation = np.array([_deviation(row) for row in shares])
    spread = float(deviation[deviation > 0].mean()) if (deviation > 0).any() else 0.0
    middle = float(np.nanmean(shares)) if np.isfinite(shares).any() else 0.0
    rows = []
    for row, own in zip(shares, deviation, strict=True):
        if own <= 0:
            rows.append(row)
        elif how == "min_max":
            rows.append((row - np.nanmin(row)) / (np.nanmax(row) - np.nanmin(row)))
        elif how == "z_score":
            rows.append((row - np.nanmean(row)) / own * spread + middle)
        else:
            rows.append(_ranked(row))
    return np.array(rows).reshape(shares.shape)


def _deviation(row: Floats) -> float:
    known = row[np.isfinite(row)]
    return float(known.std()) if known.size and np.ptp(known) > 0 else 0.0


def _ranked(row: Floats) -> Floats:
    """Mean share of the others that are behind or level; half a place for each that is level."""
    known = row[np.isfinite(row)]
    ordered = np.sort(known)
    below, upto = np.searchsorted(ordered, row, "left"), np.searchsorted(ordered, row, "right")
    return np.where(np.isfinite(row), (below + upto - 1) / 2 / max(len(known) - 1, 1), np.nan)
