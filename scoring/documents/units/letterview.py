"""What every letter to one unit prints (整改通知单, 数据核实函): its frame, from its section of assessment.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from scoring.documents.official.masthead import Masthead, masthead
from scoring.documents.official.measures import PORTRAIT, TITLE_SIZE
from scoring.documents.official.names import chinese_date
from scoring.documents.official.signature import Signature, signature
from scoring.documents.official.titleshape import break_title
from scoring.results.model import Results

_CONTACT = {"person": "联系人", "phone": "联系电话", "email": "电子邮箱", "address": "地址"}
_SLIP_ROOM = 380.0  # of all rows of 回执, pt


@dataclass(frozen=True, slots=True)
class Letter:
    """The frame of a letter; sizes and widths are pt as text, ``columns`` are (title, width) of those that its table has.

    A kind of letter adds what it tells, and ``TEMPLATE``: the name of its template, and its own name in there.
    """

    TEMPLATE: ClassVar[str]

    masthead: Masthead
    number: str
    title: str
    title_lines: tuple[str, ...]
    unit: str
    assessment: str
    basis: str
    due: str
    columns: tuple[tuple[str, str], ...]
    reply_to: str
    contact: str
    issuer: str
    date: str
    date_iso: str
    signature: Signature
    reply_slip: bool
    slip_height: str
    keywords: str


def frame(results: Results, section: str, title: str) -> dict[str, Any]:
    """The fields of a :class:`Letter` that are the same for all units.

    Args:
        results: The run.
        section: The letter's section of assessment.yaml.
        title: Its title where the section names none.
    """
    settings: Mapping[str, Any] = results.documents[section]
    issuer, title = str(settings["issuer"]), str(settings.get("title") or title)
    date = chinese_date(settings["date"])
    return {
        "masthead": masthead({"form": "letter", "head": settings.get("head"), "colour": settings.get("colour", "red")}, (issuer,)),
        "title": title,
        "title_lines": break_title(title, PORTRAIT / TITLE_SIZE, (issuer,)),
        "assessment": results.title,
        "reply_to": str(settings.get("reply_to") or issuer),
        "contact": "，".join(f"{_CONTACT[key]}：{text}" for key, text in (settings.get("contact") or {}).items()),
        "issuer": issuer,
        "date": date,
        "date_iso": str(settings["date"]),
        "signature": signature({}, (issuer,), date),
        "reply_slip": bool(settings.get("reply_slip")),
        # An audit without criteria has no fingerprint.
        "keywords": ", ".join(filter(None, (results.assessment_id, results.score_fingerprint))),
    }


def slip_height(rows: int, least: float, most: float) -> str:
    """Height of a row of 回执, pt: all of them share its page within these bounds."""
    return f"{min(max(_SLIP_ROOM / rows, least), most):.1f}"
