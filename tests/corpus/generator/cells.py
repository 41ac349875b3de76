"""One printed cell: the characters, and what they mean by the rules of the cells (five semantics)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell as printed and as it must be read; ``value`` None with ``numeric`` means that it must not be read at all."""

    text: str
    value: Decimal | None
    semantic: str
    uom: str = ""


def plain(number: int | Decimal) -> Printed:
    """The number in plain digits."""
    return Printed(f"{number}", Decimal(number), "numeric" if number else "zero")


def wide(text: str) -> str:
    """ASCII digits as full-width digits."""
    return text.translate({ord("0") + i: ord("０") + i for i in range(10)})


def in_dress(number: int, random: Random, unit: str = "件") -> Printed:
    """The number in one of the dresses that units put on it."""
    value, semantic = Decimal(number), "numeric" if number else "zero"
    texts = [f"{number}", wide(f"{number}"), f" {number} ", f"{number}{unit}", f"{number}.0", f"{number:,}", f"\u3000{number}"]
    if not number:
        texts += ["零", "无", f"0{unit}", "０"]
    return Printed(random.choice(texts), value, semantic, unit)


def noted(number: int) -> Printed:
    """The number with a note in brackets behind it."""
    return Printed(f"{number}（含上年结转1件）", Decimal(number), "numeric" if number else "zero")


def blank(random: Random) -> Printed:
    """Nothing in the cell, in one of the ways to print nothing."""
    return Printed(random.choice(["", " ", "\xa0", "\u3000"]), None, "blank")


def absent(random: Random) -> Printed:
    """Does not apply."""
    return Printed(random.choice(["/", "—", "——", "-", "不适用"]), None, "not_applicable")


def change(number: int, random: Random) -> Printed:
    """A signed change as it is written in the column 本年增/减."""
    texts = {
        1: [f"+{number}", f"增{number}", f"增加{number}", f"↑{number}", f"{number}"],
        0: ["0", "无", "０"],
        -1: [f"{number}", f"减{-number}", f"减少{-number}", f"↓{-number}", f"－{-number}"],
    }
    return Printed(random.choice(texts[(number > 0) - (number < 0)]), Decimal(number), "numeric" if number else "zero")


def yuan(amount: int, random: Random) -> Printed:
    """An amount of money whose unit stands in the cell; the form prints none."""
    value = Decimal(amount)
    ten_thousands = f"{value / 10000:.4f}".rstrip("0").rstrip(".")
    text = random.choice([f"{amount}元", f"{amount:,}元", f"{ten_thousands}万元", f"{ten_thousands}（万元）"])
    return Printed(text, value, "numeric", "元")


def wan_yuan(amount: Decimal, random: Random) -> Printed:
    """An amount in 万元 under a heading that says so."""
    text = random.choice([f"{amount}", f"{amount}万元", f"{amount:.4f}", f"{amount * 10000:.0f}元"])
    return Printed(text, amount, "numeric" if amount else "zero", "万元")
