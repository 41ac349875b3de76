"""The generated reports of the corpus: forms x formats x styles x encodings, each with its seed."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tests.corpus.generator.files import SUFFIXES, content
from tests.corpus.generator.making import contradicted, made
from tests.corpus.generator.model import Model
from tests.corpus.generator.render import html, text
from tests.corpus.generator.values import Place

FORMS = {
    "2014": ({"1": "2014"}, 2016),
    "2019": ({"2": "2019", "3": "2019", "4": "2019"}, 2020),
    "2021": ({"2": "2021", "3": "2021", "4": "2021"}, 2022),
    "2019-late": ({"2": "2019", "3": "2019", "4": "2019"}, 2021),
    "mixed": ({"2": "2021", "3": "2019", "4": "2021"}, 2023),
}
"""Tables by form, and the reporting year: 2019 tables in a later report, the single row 其他处理 under a new table 2."""


@dataclass(frozen=True, slots=True)
class Case:
    """One generated report in one format."""

    kind: str
    style: str
    form: str
    seed: int
    encoding: str = "utf-8"
    options: tuple[str, ...] = ()
    planted: tuple[Place, ...] = field(default=())

    @property
    def id(self) -> str:
        """Its name in the tests, and of its file."""
        return "-".join([self.kind, self.style, self.form, *([self.encoding] if self.encoding != "utf-8" else []), *self.options])

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.id}{SUFFIXES[self.kind]}"

    def model(self) -> Model:
        """The report."""
        forms, year = FORMS[self.form]
        report = made(forms, self.seed, year, **dict.fromkeys((o for o in self.options if o in {"dense", "dressed", "blanks"}), True))
        return contradicted(report, *self.planted) if self.planted else report

    def data(self) -> bytes:
        """The bytes of its file."""
        return content(self.model(), self.kind, self.style, self.encoding)


_PLAIN = (Case("html", style, form, 0) for form in ("2014", "2019", "2021") for style in html.STYLES)
_DRESSED = (
    Case("html", style, form, 0, options=("dressed", "blanks"))
    for form, style in (
        ("2014", "word"),
        ("2019", "centred"),
        ("2021", "clean"),
        ("2021", "split"),
        ("2019", "in-one"),
        ("2021", "in-pieces"),
    )
)
_TEXT = (Case("text", style, form, 0) for form in ("2014", "2019", "2021") for style in text.STYLES)
_TEXT_DRESSED = (
    Case("text", style, form, 0, options=("dressed", "blanks"))
    for form, style in (("2014", "tabs"), ("2019", "closing"), ("2021", "opening"), ("2021", "one-per-line"), ("2019", "markdown"))
)
_MIXED = (
    Case(kind, style, form, 0, options=("dense",))
    for form in ("2019-late", "mixed")
    for kind, style in (("html", "clean"), ("html", "word"), ("text", "closing"), ("text", "markdown"), ("xlsx", "sheets"))
)
_ENCODED = (
    Case("html", "clean", "2021", 0, "gbk"),
    Case("html", "wrongly-declared", "2019", 0, "gbk"),
    Case("html", "wrongly-declared", "2014", 0, "gb18030"),
    Case("html", "clean", "2019", 0, "big5"),
    Case("text", "markdown", "2021", 0, "gb18030"),
    Case("text", "closing", "2019", 0, "utf-16"),
    Case("text", "spaced", "2014", 0, "utf-8-sig"),
    Case("text", "closing", "2021", 0, "big5"),
    Case("text", "tabs", "2014", 0, "utf-16-be"),
)
_WORKBOOKS = (
    *(Case("xlsx", style, form, 0) for form in ("2014", "2019", "2021") for style in ("one-sheet", "sheets")),
    *(
        Case("xlsx", style, form, 0, options=("dressed", "blanks"))
        for form, style in (("2014", "sheets"), ("2019", "one-sheet"), ("2021", "sheets"))
    ),
)
_DOCUMENTS = (
    *(Case("docx", style, form, 0) for form in ("2014", "2019", "2021") for style in ("word", "wps")),
    Case("docx", "word", "2021", 0, options=("dressed", "blanks")),
    Case("docx", "wps", "mixed", 0, options=("dense",)),
)
_CONTRADICTED = (
    Case("html", "portal", "2019", 0, options=("row",), planted=(("granted", "enterprise"),)),
    Case("html", "clean", "2021", 0, options=("total",), planted=(("results_total", "total"),)),
    Case(
        "html",
        "nested",
        "2021",
        0,
        options=("identity",),
        planted=(("requests_carried_in", "natural_person"), ("requests_carried_in", "total")),
    ),
    Case("text", "closing", "2019", 0, options=("sum",), planted=(("results_total", "natural_person"), ("results_total", "total"))),
    Case("xlsx", "sheets", "2021", 0, options=("disputes",), planted=(("review_total", "total"),)),
    Case("html", "word", "2014", 0, options=("channels",), planted=(("requests_online", "total"),)),
)


@functools.cache
def generated() -> dict[str, Case]:
    """All cases by id, each with a seed of its own."""
    return {case.id: replace(case, seed=number) for number, case in enumerate(_all(), 1)}


def _all() -> Iterator[Case]:
    yield from (*_PLAIN, *_DRESSED, *_TEXT, *_TEXT_DRESSED, *_MIXED, *_ENCODED, *_WORKBOOKS, *_DOCUMENTS, *_CONTRADICTED)
