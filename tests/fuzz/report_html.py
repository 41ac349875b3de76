"""Web pages."""

from __future__ import annotations

from tests.fuzz.machinery.markup import mutate_markup
from tests.fuzz.machinery.reports import check_report, report
from tests.fuzz.machinery.target import Target


def _seeds() -> list[bytes]:
    styles = (("clean", "2021"), ("nested", "2019"), ("split", "2021"), ("portal", "2019"), ("in-one", "2014"))
    return [*(report("html", style, form) for style, form in styles), report("html", "clean", "2019", "gbk")]


TARGET = Target(_seeds, check_report, mutate_markup, examples=50)
