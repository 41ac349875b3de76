"""What a Chinese character is, for everything that reads."""

from __future__ import annotations


def is_chinese(character: str) -> bool:
    """Whether a character is a unified ideograph, those of extension A included."""
    return "\u3400" <= character <= "\u9fff"
