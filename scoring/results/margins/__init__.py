"""Margins: how far units are from the next rank and grade, and what would decide it, as documents print it."""
