"""Faults of the machine: what a command leaves behind when it is struck in the middle of its work."""
