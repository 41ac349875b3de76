"""The states of an assessment: draft, feedback, appeals, final; the log of how it went through them, and final runs.

Runs are made as often as needed. What the office decides about them is a line of ``states.jsonl`` beside the runs,
each chained to the one before; a final run is frozen in its own folder (``final.json``) and never changes again.
"""
