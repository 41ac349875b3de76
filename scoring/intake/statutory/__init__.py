"""From grids and lines to the facts of the statutory tables."""
