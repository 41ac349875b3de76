"""The licences of everything, held against what is allowed and against NOTICE."""

from __future__ import annotations

import pytest
from license_expression import get_spdx_licensing

from tests.repository import ROOT
from tools.supply.licences import allow_list, in_notice, is_allowed, printed, report
from tools.supply.locked import Package, Scope, locked_packages


def of_npm(licence: str, scope: Scope = "bundled") -> Package:
    return Package("npm", "invented", "1.0.0", scope, licence=licence)


def test_every_licence_is_known_and_allowed_and_the_one_that_notice_tells() -> None:
    found = report()
    assert found.wrong == []
    assert {row.package.name for row in found.rows} >= {"duckdb", "weasyprint", "preact"}
    # Looked at or told as not looked at: nothing of the locks is lost.
    seen = {row.package for row in found.rows} | set(found.unseen)
    assert set(locked_packages()) - seen == set()
    assert "Every licence is one that is allowed" in printed(found)


@pytest.mark.parametrize(
    ("licence", "scope", "wrong"),
    [
        ("MIT", "bundled", ""),
        ("AGPL-3.0-only", "bundled", "AGPL-3.0-only is not allowed for `bundled`"),
        ("MPL-2.0", "tools", ""),
        ("MPL-2.0", "bundled", "MPL-2.0 is not allowed for `bundled`"),
        ("Own-1.0", "tools", "Own-1.0 is no SPDX id"),
        ("", "tools", "its licence is not known; name it in tools/supply/licences.yaml under `stated`"),
    ],
)
def test_a_licence_that_is_not_allowed_is_told(licence: str, scope: Scope, wrong: str) -> None:
    assert report([of_npm(licence, scope)]).wrong == ([f"invented 1.0.0: {wrong}"] if wrong else [])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR (MIT AND ISC)", True),
        ("GPL-3.0-only", False),
    ],
)
def test_one_branch_of_an_or_is_enough_and_every_one_of_an_and_counts(expression: str, *, expected: bool) -> None:
    assert is_allowed(get_spdx_licensing().parse(expression), {"MIT", "ISC"}) is expected


def test_another_licence_than_notice_tells_is_told() -> None:
    notice = "1. Libraries\n\nBSD-3-Clause                duckdb (or\n                            MIT), polars\n"
    assert in_notice(notice) == {"duckdb": "BSD-3-Clause", "polars": "BSD-3-Clause"}
    duckdb = next(package for package in locked_packages() if package.name == "duckdb")
    assert report([duckdb], notice).wrong == [f"duckdb {duckdb.version}: NOTICE says BSD-3-Clause, the package MIT"]


def test_notice_is_read_whole() -> None:
    told = in_notice((ROOT / "NOTICE").read_text("utf-8"))
    assert (told["duckdb"], told["pyphen"], told["d3-scale"], told["semver"]) == ("MIT", "GPL-2.0-or-later", "ISC", "BSD-3-Clause")


def test_an_entry_whose_words_left_the_package_no_longer_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    weasyprint = next(package for package in locked_packages() if package.name == "weasyprint")
    assert report([weasyprint]).wrong == []
    monkeypatch.setitem(allow_list()["stated"]["weasyprint"], "words", "a licence that nobody wrote")
    (wrong,) = report([weasyprint]).wrong
    assert "its licence is not known" in wrong
