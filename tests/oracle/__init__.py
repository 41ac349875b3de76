"""Scoring in slow, plain Python: fractions and decimals, no SQL, nothing of the engine.

It reads the criteria file itself and takes the same rows as the engine. Where the two
disagree, one of them is wrong; the property tests say on which input.
"""
