"""A component of the total as formulas: base, bonus, penalty and total on its own full points."""

from __future__ import annotations

from decimal import Decimal

from scoring.documents.workbook.cellformulas import UnitRow, rounded
from scoring.documents.workbook.terms import Term, cell
from scoring.results.model import Arithmetic, ComponentScore, RankedUnit, TreeNode

HEADS = ("基础分", "加分", "扣分", "得分")


def component_terms(cells: UnitRow, node: TreeNode, unit: RankedUnit, arithmetic: Arithmetic) -> tuple[Term | None, ...]:
    """Base, bonus, penalty and total of a component.

    Args:
        cells: The cells of the unit.
        node: The component.
        unit: The unit with the amounts of the run.
        arithmetic: Where and how the criteria round.

    Returns:
        Four amounts: the bonus and the penalty as numbers of the run, the total as a number too where a
        gate of the component sets it; None where the component could not be scored.
    """
    score = next((part for part in unit.components if part.component == node.node_id), None)
    if score is None:
        return (None, None, None, None)
    base, _ = cells.component(node)
    total = _total(cells, node, base, score, arithmetic)
    return (base, Term("", Decimal(score.bonus or 0)), Term("", Decimal(score.penalty or 0)), total)


def _total(cells: UnitRow, node: TreeNode, base: Term, score: ComponentScore, arithmetic: Arithmetic) -> Term | None:
    if not score.total:
        return None
    column = cells.layout.components[node.node_id]
    formula = "{}+{}-{}".format(*(cell(cells.row, column - back) for back in (3, 2, 1)))
    value = base.value + Decimal(score.bonus or 0) - Decimal(score.penalty or 0)
    if node.floor:
        formula, value = f"MAX({formula},{node.floor})", max(value, Decimal(node.floor))
    if node.ceiling:
        formula, value = f"MIN({formula},{node.ceiling})", min(value, Decimal(node.ceiling))
    term = Term(f"ROUND({formula},{arithmetic.carry})", value)
    term = rounded(term, arithmetic) if arithmetic.at == "component" else term
    set_by_gate = bool(score.gate) and term.value != Decimal(score.total)
    return Term("", Decimal(score.total)) if set_by_gate else term
