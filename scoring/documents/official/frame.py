"""The frame of the circular as plain objects: everything around its text. Only type sizes and positions are computed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.documents.official.annexes import Annex, annexes
from scoring.documents.official.masthead import Masthead, masthead
from scoring.documents.official.measures import PORTRAIT, TITLE_SIZE
from scoring.documents.official.names import chinese_date
from scoring.documents.official.signature import Signature, signature
from scoring.documents.official.titleshape import break_title
from scoring.problems import Problem, ProblemsFound
from scoring.results.model import Results

_REQUIRED = ("issuer", "number", "title", "addressees", "date")


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: 主送 that found no room on page 1, 抄送, 印发机关 and 印发日期, each empty when not given.

    ``ruled`` is false in a letter, whose 版记 has no lines (10.1).
    """

    copies_to: str
    print_office: str
    print_date: str
    addressees: str = ""
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Circular:
    """The circular's frame; sizes and widths are pt as text.

    Args:
        masthead: The red head.
        number: 发文字号.
        title: In one line; ``title_lines`` as it is printed.
        addressees: 主送机关 with the colon; empty where they stand in 版记.
        issuers: The issuers, host first; ``issuer`` all in one line.
        date: 成文日期.
        signature: Names, date, seals and stamps in their places.
        note: 附注 in its brackets, or empty.
        annexes: The annexes; ``imprint`` 版记 or None; ``keywords`` of the file.
    """

    number: str
    title: str
    title_lines: tuple[str, ...]
    addressees: str
    issuer: str
    date: str
    date_iso: str
    annexes: tuple[Annex, ...]
    imprint: Imprint | None
    keywords: str
    masthead: Masthead
    issuers: tuple[str, ...]
    signature: Signature
    note: str = ""


def circular_view(results: Results, *, addressees_below: bool = False) -> Circular:
    """The circular of a run.

    Args:
        results: The run.
        addressees_below: 主送 stands in 版记, because page 1 would show no text otherwise (7.3.2).

    Returns:
        The frame. Raises ProblemsFound D040 (a setting is missing), D041 (annex of an unknown group).
    """
    settings = results.document
    if missing := [Problem("D040", "assessment.yaml", where=f"circular.{key}") for key in _REQUIRED if not settings.get(key)]:
        raise ProblemsFound(missing)
    issuers, title = _issuers(settings["issuer"]), str(settings["title"])
    head, date = masthead(settings, issuers), chinese_date(settings["date"])
    addressees = "，".join(map(str, settings["addressees"]))
    return Circular(
        number=str(settings["number"]),
        title=title.replace("\n", ""),
        title_lines=break_title(title, PORTRAIT / TITLE_SIZE, issuers),
        addressees="" if addressees_below else f"{addressees}：",
        issuer="、".join(issuers),
        date=date,
        date_iso=str(settings["date"]),
        annexes=annexes(results),
        imprint=_imprint(settings, f"{addressees}。" if addressees_below else ""),
        keywords=f"{results.assessment_id}, {results.score_fingerprint}",
        masthead=head,
        issuers=issuers,
        signature=signature(settings, issuers, date),
        note=_note(str(settings.get("note") or "")),
    )


def _issuers(given: object) -> tuple[str, ...]:
    return tuple(map(str, given)) if isinstance(given, list | tuple) else (str(given),)


def _note(text: str) -> str:
    """附注 in round brackets, which may be written in the settings already (B11)."""
    bare = text.strip()
    if bare[:1] in {"(", "（"} and bare[-1:] in {")", "）"}:
        bare = bare[1:-1]
    return f"（{bare}）" if bare else ""


def _imprint(settings: Mapping[str, Any], addressees: str) -> Imprint | None:
    copies = settings.get("copies_to") or ()
    office, day = str(settings.get("print_office") or ""), settings.get("print_date")
    if not (copies or office or day or addressees):
        return None
    return Imprint(
        copies_to="，".join(map(str, copies)) + "。" if copies else "",
        print_office=office,
        print_date=f"{chinese_date(day)}印发" if day else "",
        addressees=addressees,
        ruled=settings.get("form") != "letter",
    )
