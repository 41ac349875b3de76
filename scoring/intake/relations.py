"""The one shape of every relation between figures of a report: a linear equation or inequality.

Statutory footing rules (declared in ``forms/*.yaml``) and sums stated in prose (declared
in ``scoring/checks/relations.yaml``) are both lists of :class:`LinearRelation`, so that one
SQL step evaluates them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Side = Literal["left", "right"]
Term = tuple[Side, Decimal, str, str]
"""(side, coefficient, metric, part): one summand."""


@dataclass(frozen=True, slots=True)
class LinearRelation:
    """``sum of left terms  op  sum of right terms``.

    Args:
        check_id: Stable id, such as ``T3-row``; many relations may share it (one per row or column).
        title: Chinese sentence naming the relation, without numbers.
        severity: What a failure means: ``error``, ``warning`` or ``info``.
        op: ``=``, ``<=`` or ``>=``.
        tolerance: Largest difference that still counts as holding.
        terms: The summands of both sides.
        form: Statutory form in which the relation is printed (``2014``, ``2019``, ``2021``); empty for
            a relation between figures of the prose.
        part: What to show as the place of the relation (an applicant column, a row code).
        same_form_severity: Severity of a relation with last year's report where both are on the same form;
            empty: the same as ``severity``.
    """

    check_id: str
    title: str
    severity: Literal["error", "warning", "info"]
    op: Literal["=", "<=", ">="]
    tolerance: Decimal
    terms: tuple[Term, ...]
    form: str = ""
    part: str = "total"
    same_form_severity: Literal["", "error", "warning", "info"] = ""
