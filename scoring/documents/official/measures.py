"""Measures of the printed page, pt: one place for what the layout of official documents computes with.

``templates/_grid.css`` says the same to the typesetter and tells how the line grid comes about (GB/T 9704-2012, 5.2).
"""

from __future__ import annotations

MM = 72 / 25.4
PORTRAIT, LANDSCAPE = 442.2, 637.8  # width of the type area: 156 mm and 225 mm
PITCH, HALF_LEADING = 29.605, 6.8  # a line of the grid, and half of what it is higher than its characters
TYPE, TITLE_SIZE = 16.0, 22  # 三号 of the text, 二号 of titles
CHARACTER = 15.79  # width of a character on the grid of 28
