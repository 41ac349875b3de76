"""署名, 成文日期, seals and stamps on the line grid.

GB/T 9704-2012, 7.3.5; ids B6 to B9 of the layout checklist. Three ways of signing: with a seal
(``seal``), without (``none``), with the stamp of the one who signs (``stamp``). Everything has its
place in one block of whole lines; seals and stamps are images of the office, or room is left for them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from scoring.documents.official.measures import CHARACTER, MM, PITCH, PORTRAIT, TYPE
from scoring.documents.official.titleshape import break_heading, em_width

Signing = Literal["seal", "none", "stamp"]
Role = Literal["issuer", "date", "signer", "seal", "stamp"]

_SEAL_INDENT = 4 * CHARACTER  # of the date before the right edge
_PLAIN_INDENT = _SHIFT = 2 * CHARACTER
_ABOVE = 2  # blank lines above a sealed or stamped signature
_DEFAULT_SEAL, _SEALS_APART = 42, 2 * MM
_LOW = 0.3 * PITCH  # how far the middle of the seal lies above the middle of name and date: both in its lower part
_MOST_COLUMNS = 3  # seals of 42 mm side by side
_BETWEEN_NAMES = TYPE
_STAMP_WIDTH, _STAMP_HEIGHT = 40 * MM, 14 * MM


@dataclass(frozen=True, slots=True)
class Placed:
    """A text or an image: its left and upper edge in the block, width and height, pt as text; ``spacing`` spreads a text over its width."""

    role: Role
    text: str
    left: str
    top: str
    width: str
    height: str
    spacing: str = ""

    @property
    def is_image(self) -> bool:
        """Whether ``text`` names a file."""
        return self.role in {"seal", "stamp"}


@dataclass(frozen=True, slots=True)
class Signature:
    """The whole signature.

    Args:
        kind: How it is signed.
        rows: Names of the issuers as they stand side by side (``seal``), below each other (``none``),
            or titles of the signers (``stamp``).
        placed: What is printed and where.
        height: Height of the block, whole lines, pt as text.
    """

    kind: Signing
    rows: tuple[tuple[str, ...], ...]
    placed: tuple[Placed, ...]
    height: str


def signature(settings: Mapping[str, Any], issuers: Sequence[str], date: str) -> Signature:
    """The signature of a circular under its settings ``signing``, ``seal``, ``seal_size``, ``signers``."""
    kind = settings.get("signing", "seal")
    if kind == "none":
        return _plain(issuers, date)
    if kind == "stamp":
        return _stamped(settings.get("signers", ()), date)
    return _sealed(issuers, date, list(settings.get("seal", ())), int(settings.get("seal_size", _DEFAULT_SEAL)) * MM)


def width(text: str) -> float:
    """Width of a text of the signature, pt; figures are half as wide as characters in every 仿宋."""
    return sum(1.0 if em_width(c) >= 1 else 0.5 for c in text) * TYPE


def _placed(role: Role, text: str, left: float, top: float, size: tuple[float, float]) -> Placed:
    spare = size[0] - width(text) if role == "issuer" else 0.0
    spacing = f"{spare / (len(text) - 1):.2f}" if spare > 1 and len(text) > 1 else ""
    return Placed(role, text, f"{left:.2f}", f"{top:.2f}", f"{size[0]:.2f}", f"{size[1]:.2f}", spacing)


def _made(kind: Signing, rows: Sequence[Sequence[str]], placed: Sequence[Placed], lines: float) -> Signature:
    return Signature(kind, tuple(map(tuple, rows)), tuple(placed), f"{lines * PITCH:.2f}")


def _plain(issuers: Sequence[str], date: str) -> Signature:
    """Without seals (B7): names below each other, equally wide, two characters in; the date begins two characters further right."""
    names, day = max(map(width, issuers)), width(date)
    left = PORTRAIT - _PLAIN_INDENT - max(names, _SHIFT + day)
    left = max(left, 0.0)
    placed = [_placed("issuer", name, left, (1 + i) * PITCH, (names, PITCH)) for i, name in enumerate(issuers)]
    placed.append(_placed("date", date, left + _SHIFT, (1 + len(issuers)) * PITCH, (day, PITCH)))
    return _made("none", [[name] for name in issuers], placed, 2 + len(issuers))


def _stamped(signers: Sequence[Mapping[str, str]], date: str) -> Signature:
    """With stamps (B8): each four characters in, the title two characters to its left, the date a blank line below the last."""
    right = PORTRAIT - _SEAL_INDENT
    placed = []
    for i, signer in enumerate(signers):
        top, title = (_ABOVE + 2 * i) * PITCH, str(signer["title"])
        left = right - _STAMP_WIDTH - _SHIFT - width(title)
        placed.append(_placed("signer", title, max(left, 0.0), top, (width(title), PITCH)))
        if stamp := signer.get("stamp"):
            above = (PITCH - _STAMP_HEIGHT) / 2
            placed.append(_placed("stamp", stamp, right - _STAMP_WIDTH, top + above, (_STAMP_WIDTH, _STAMP_HEIGHT)))
    lines = _ABOVE + 2 * len(signers)
    placed.append(_placed("date", date, right - width(date), lines * PITCH, (width(date), PITCH)))
    return _made("stamp", [[str(signer["title"])] for signer in signers], placed, lines + 1)


def _sealed(issuers: Sequence[str], date: str, seals: Sequence[str], size: float) -> Signature:
    """With seals (B6): rows of names, each under its seal; the last name stands over the date, four characters in."""
    columns, apart = _columns(issuers, size, date)
    room = (apart - _BETWEEN_NAMES if len(issuers) > 1 else PORTRAIT) / TYPE
    centre = PORTRAIT - max(_SEAL_INDENT + width(date) / 2, max(map(width, break_heading(issuers[-1], room))) / 2)
    rows = [issuers[i : i + columns] for i in range(0, len(issuers), columns)]
    placed: list[Placed] = []
    top, pictures, shown = 0.0, list(seals), []
    for row in rows:
        broken = [break_heading(name, room) for name in row]
        most = max(map(len, broken))
        base = top + (_ABOVE + most) * PITCH  # lower edge of the names' last line
        for place, lines in enumerate(broken):
            middle = centre - (len(row) - 1 - place) * apart
            placed += _name(lines, middle, base)
            if pictures:
                shown.append(_placed("seal", pictures.pop(0), middle - size / 2, base - _LOW - size / 2, (size, size)))
        top += max(_ABOVE + most, math.ceil((size + _SEALS_APART) / PITCH)) * PITCH
    day = width(date)
    placed.append(_placed("date", date, centre - day / 2, base, (day, PITCH)))
    below = min(len(issuers), 2)  # the date, and a line that the foremost seal of a row would cover of 附注
    return _made("seal", rows, [*placed, *shown], round(base / PITCH) + below)


def _name(lines: Sequence[str], middle: float, base: float) -> list[Placed]:
    return [
        _placed("issuer", line, middle - width(line) / 2, base - (len(lines) - i) * PITCH, (width(line), PITCH))
        for i, line in enumerate(lines)
    ]


def _columns(issuers: Sequence[str], size: float, date: str) -> tuple[int, float]:
    """How many names stand side by side, and how far apart their middles are, pt."""
    needed = max(size + _SEALS_APART, max(map(width, issuers)) + _BETWEEN_NAMES)
    first = PORTRAIT - _SEAL_INDENT - width(date) / 2 - needed / 2  # how far left of the last the middle of the first can lie
    if len(issuers) >= _MOST_COLUMNS and first >= (_MOST_COLUMNS - 1) * needed:
        return _MOST_COLUMNS, first / (_MOST_COLUMNS - 1)
    return min(len(issuers), 2), PORTRAIT / 2
