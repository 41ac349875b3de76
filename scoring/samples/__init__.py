"""Invented data for a new assessment folder, made from its criteria: what ``scoring init`` fills the tables with.

Nothing here is drawn by chance: every value follows from its place (:mod:`scoring.samples.drawing`), so the same criteria give
the same files on every machine. What is invented says so (:mod:`scoring.samples.marks`), and is recognised by that until an
office has put its own data in its place (:mod:`scoring.samples.remaining`).
"""
