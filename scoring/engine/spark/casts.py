"""Casts of doubles to decimals on Spark, to the digit that DuckDB gives.

DuckDB multiplies the double by a power of ten, rounds half away from zero and takes that whole number as the decimal's
digits. Spark rounds the shortest text of the double instead, and about one number in a thousand differs in the last
digit. So the cast is written out. ``round`` of a double without decimals is exact on Spark: a tie is a double, and no
other double's shortest text reaches it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot import exp

_INTEGERS = frozenset({"TINYINT", "SMALLINT", "INT", "BIGINT", "BOOLEAN"})
# Whole numbers of a double below it fit into 64 bits; beyond, they are taken in two parts.
_LARGEST_BIGINT = 9 * 10**18
_PART = 2**40
_SHORT = 18  # digits of a decimal that 64 bits hold
_LONG = 80  # characters of an operand that is not written several times


def exact_cast(cast: exp.Cast) -> exp.Expr:
    """The cast as Spark must write it: as it is unless its operand is, or may be, a double.

    Args:
        cast: ``cast`` or ``try_cast`` to DECIMAL.
    """
    from sqlglot import exp, parse_one

    known = _is_double(cast.this)
    if known is False:
        return cast
    operand = cast.this.sql("spark")
    precision, scale = (int(size.this.this) for size in cast.to.expressions)
    tried = "TRY_CAST" if isinstance(cast, exp.TryCast) else "CAST"
    exact = _digits_sql(f"({operand})" if known else f"CAST({operand} AS DOUBLE)", precision, scale, tried)
    if known is None:
        # Constant when the query is planned: Spark knows the type of the operand and drops the other branch.
        exact = f"CASE WHEN TYPEOF({operand}) = 'double' THEN {exact} ELSE {cast.sql('spark')} END"
    return parse_one(f"({exact})", read="spark")


def _digits_sql(operand: str, precision: int, scale: int, tried: str) -> str:
    unit = f" * 0.{'1'.zfill(scale)}" if scale else ""
    digits = f"{operand} * 1E{scale}"
    if precision <= _SHORT:
        return f"{tried}({_whole(f'ROUND({digits})', tried)}{unit} AS DECIMAL({precision}, {scale}))"
    # A long operand stands once, as the variable of a function over a list of one: casts of casts would grow beyond all bounds.
    name = "x" if len(operand) > _LONG else f"ROUND({digits})"
    long = f"{_whole(f'FLOOR({name} / {_PART}E0)', tried)} * {_PART}. + {_whole(f'PMOD({name}, {_PART}E0)', tried)}"
    whole = f"CASE WHEN ABS({name}) < {_LARGEST_BIGINT}E0 THEN {_whole(name, tried)} ELSE {long} END"
    exact = f"{tried}({whole}{unit} AS DECIMAL({precision}, {scale}))"
    return f"ELEMENT_AT(TRANSFORM(ARRAY(ROUND({digits})), x -> {exact}), 1)" if name == "x" else exact


def _whole(value: str, tried: str) -> str:
    """A whole number of a double as a decimal."""
    return f"CAST({tried}({value} AS BIGINT) AS DECIMAL(20, 0))"


def _is_double(node: exp.Expr) -> bool | None:  # noqa: PLR0911 - one line per sort of expression
    """Whether an expression is a double; None where its columns decide."""
    from sqlglot import exp

    if isinstance(node, exp.Paren | exp.Neg | exp.Abs):
        return _is_double(node.this)
    if isinstance(node, exp.Cast):
        return node.to.this in {exp.DType.DOUBLE, exp.DType.FLOAT}
    if isinstance(node, exp.Null | exp.Count | exp.DateDiff | exp.Boolean):
        return False
    if isinstance(node, exp.Literal):
        return "e" in node.this.lower() and not node.is_string
    if isinstance(node, exp.Div | exp.Sqrt | exp.Ln | exp.Exp | exp.Pow):
        return True
    if isinstance(node, exp.Add | exp.Sub | exp.Mul):
        return _any_double([_is_double(node.left), _is_double(node.right)])
    if isinstance(node, exp.Nullif | exp.Sum | exp.Max | exp.Min):
        return _is_double(node.this)
    if isinstance(node, exp.Coalesce | exp.Greatest | exp.Least):
        return _any_double([_is_double(node.this), *map(_is_double, node.expressions)])
    if isinstance(node, exp.Case):
        ends = [branch.args["true"] for branch in node.args["ifs"]] + [node.args.get("default")]
        return _any_double([_is_double(end) for end in ends if end is not None])
    return None


def _any_double(found: list[bool | None]) -> bool | None:
    if True in found:
        return True
    return None if None in found else False
