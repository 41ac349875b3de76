"""The frame of the circular as plain objects: everything around its text. Only type sizes and positions are computed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.documents.official.annexes import Annex, annexes
from scoring.documents.official.names import chinese_date
from scoring.documents.official.tables import PORTRAIT, TITLE_SIZE
from scoring.documents.official.titleshape import break_title, em_width
from scoring.problems import Problem, ProblemsFound
from scoring.results.model import Results

_HEAD_MAX, _HEAD_FILL = 48.0, 0.9  # 发文机关标志: at most 48 pt, at most nine tenths of the width
_SEAL_INDENT = 4  # characters right of the date (GB/T 9704-2012, 7.3.5.1)
_REQUIRED = ("issuer", "number", "title", "addressees", "date")


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: 抄送, 印发机关 and 印发日期, each empty when not given."""

    copies_to: str
    print_office: str
    print_date: str


@dataclass(frozen=True, slots=True)
class Circular:
    """The circular's frame; sizes and widths are pt as text."""

    head: str
    head_size: str
    number: str
    title: str
    title_lines: tuple[str, ...]
    addressees: str
    issuer: str
    date: str
    date_iso: str
    date_width: str
    date_indent: str
    annexes: tuple[Annex, ...]
    imprint: Imprint | None
    keywords: str


def circular_view(results: Results) -> Circular:
    """The circular of a run; raises ProblemsFound D040 (a setting is missing), D041 (annex of an unknown group)."""
    settings = results.document
    if missing := [Problem("D040", "assessment.yaml", where=f"circular.{key}") for key in _REQUIRED if not settings.get(key)]:
        raise ProblemsFound(missing)
    issuer, title = str(settings["issuer"]), str(settings["title"])
    head = str(settings.get("head") or f"{issuer}文件")
    date = chinese_date(settings["date"])
    return Circular(
        head=head,
        head_size=f"{min(_HEAD_MAX, _HEAD_FILL * PORTRAIT / em_width(head)):.1f}",
        number=str(settings["number"]),
        title=title.replace("\n", ""),
        title_lines=break_title(title, PORTRAIT / TITLE_SIZE, (issuer,)),
        addressees="，".join(map(str, settings["addressees"])) + "：",
        issuer=issuer,
        date=date,
        date_iso=str(settings["date"]),
        date_width=f"{em_width(date) * 16:.1f}",
        date_indent=f"{_date_indent(issuer, date):.1f}",
        annexes=annexes(results),
        imprint=_imprint(settings),
        keywords=f"{results.assessment_id}, {results.score_fingerprint}",
    )


def _date_indent(issuer: str, date: str) -> float:
    """Right indent of the date: 4 characters, more where the issuer's name, centred on it, would leave the type area."""
    return max(_SEAL_INDENT * 15.79, (em_width(issuer) - em_width(date)) * 16 / 2)


def _imprint(settings: Mapping[str, Any]) -> Imprint | None:
    copies = settings.get("copies_to") or ()
    office, day = str(settings.get("print_office") or ""), settings.get("print_date")
    if not (copies or office or day):
        return None
    return Imprint("，".join(map(str, copies)) + "。" if copies else "", office, f"{chinese_date(day)}印发" if day else "")
