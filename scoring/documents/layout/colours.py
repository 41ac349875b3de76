"""Black and red as the standard means them (5.2.4, 6.2)."""

from __future__ import annotations

import colorsys

from scoring.documents.layout.model import Rgb

_DARK = 30 / 255  # each of red, green, blue
_RED_WITHIN = 30 / 360  # what is taken for red at all; how red it has to be is a tolerance
_COLOURED = 0.35


def is_black(rgb: Rgb | None) -> bool:
    """Whether a colour is black; inks that only a printer knows are taken for it."""
    return rgb is None or max(rgb) <= _DARK


def hue(rgb: Rgb) -> tuple[float, float]:
    """(degrees from pure red, saturation from 0 to 1)."""
    turn, saturation, _ = colorsys.rgb_to_hsv(*rgb)
    return min(turn, 1 - turn) * 360, saturation


def is_red(rgb: Rgb | None) -> bool:
    """Whether a colour is some red."""
    if rgb is None or max(rgb) <= _DARK:
        return False
    degrees, saturation = hue(rgb)
    return degrees <= _RED_WITHIN * 360 and saturation >= _COLOURED
