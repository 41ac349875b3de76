"""The known word that is nearest to one that is not known, for problems that say what to write."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LIKELY = 0.6  # three of five characters of both stand in both, in one order: 发改委 is meant for 发展改革委, 教育局 is not
_FAINT = 0.4  # what is less like it is like it by chance, as any two names of offices are
_LONGEST = 80  # characters that are compared: what was found may be a whole text, and the time grows with its square


def probable(found: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; empty where none is like it."""
    return next(iter(difflib.get_close_matches(found[:_LONGEST], list(known), 1, _LIKELY)), "")


def nearest(found: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """The known word that is most like one that is not known, as an example of what may be written.

    Args:
        found: What was written.
        known: What may be written.
        otherwise: What is named where no word is like it at all; the first known word when None, empty where there is none.
    """
    names = list(known)
    like = difflib.get_close_matches(found[:_LONGEST], names, 1, _FAINT)
    return like[0] if like else next(iter(names), "") if otherwise is None else otherwise
