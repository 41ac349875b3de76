"""The list of documents."""

from __future__ import annotations

import datetime as dt
import importlib

import pytest

from scoring.documents.kinds import KINDS, configured, named
from scoring.folder.paperwork import SECTIONS
from scoring.problems import ProblemsFound
from scoring.results.packing import packed, unpacked
from tests.documents import sample


def test_every_kind_has_something_that_makes_it_and_a_section_that_is_read() -> None:
    for kind in KINDS:
        module, _, function = kind.make.partition(":")
        assert callable(getattr(importlib.import_module(module), function)), kind.name
        assert kind.section is None or kind.section in SECTIONS, kind.name
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_a_kind_is_made_where_its_section_is() -> None:
    names = [kind.name for kind in configured(sample.results())]
    assert "circular" in names
    assert "workbook" in names
    assert all(kind.section in {None, "circular"} for kind in configured(sample.results()))


def test_names_are_taken_in_the_order_of_the_list() -> None:
    assert [kind.name for kind in named(["circular", "workbook"])] == ["workbook", "circular"]
    with pytest.raises(ProblemsFound) as found:
        named(["workbook", "letter", "book"])
    assert [(p.code, p.found) for p in found.value.problems] == [("A027", "book"), ("A027", "letter")]


def test_settings_keep_dates_apart_from_texts() -> None:
    sections = {
        "circular": {"date": dt.date(2017, 8, 11), "title": "2017-08-11", "annexes": [{"group": "city", "until": dt.date(2017, 9, 1)}]}
    }
    assert unpacked(packed(sections)) == sections
