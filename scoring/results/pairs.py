"""Neighbours whose order another choice of policy would change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PolicyPair:
    """Two neighbours in a group's order that another choice of policy would order otherwise; numbers are finished strings.

    ``choices`` are the keys of the policy (``on``, ``break_ties``, ``mode``) that decide, ``sentence`` says how.
    """

    group: str
    first: str
    second: str
    first_printed: str
    second_printed: str
    first_exact: str
    second_exact: str
    choices: tuple[str, ...]
    sentence: str
