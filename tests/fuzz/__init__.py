"""Fuzzing: every reader of what comes from outside, fed with files that were valid until something was changed in them.

One module per target, each with a ``TARGET``; what they share is in ``machinery``. The suite tries a few changes of every
target (``test_fuzz.py``), ``make fuzz`` tries them for as long as one likes, guided by what the reader's code does.
What was found stays under ``found/<target>/`` and is tried again by every run of the suite.
"""
