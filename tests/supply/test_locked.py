"""What the locks say: every package of both, and what it is for."""

from __future__ import annotations

import json
import re

from tests.repository import ROOT
from tools.supply.locked import Package, locked_packages

PACKAGES = locked_packages()


def one(name: str) -> Package:
    return next(package for package in PACKAGES if package.name == name)


def test_every_line_of_both_locks_is_a_package() -> None:
    locks = "".join(file.read_text("utf-8") for file in ROOT.glob("requirements*.lock"))
    lines = set(re.findall(r"^[a-z0-9-]+==\S+", locks, re.MULTILINE))
    python = [f"{package.name}=={package.version}" for package in PACKAGES if package.ecosystem == "PyPI"]
    assert sorted(lines) == sorted(python)
    places = json.loads((ROOT / "explorer/package-lock.json").read_text("utf-8"))["packages"]
    assert len([package for package in PACKAGES if package.ecosystem == "npm"]) == len(places) - 1  # one is the explorer itself


def test_every_package_has_hashes_and_they_are_those_of_its_own_block() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    # Packages of npm that only other systems have may come without one.
    assert [package.name for package in PACKAGES if not package.hashes and package.scope != "tools"] == []
    of_main = [package for package in PACKAGES if package.ecosystem == "PyPI" and f"{package.name}=={package.version}" in lock]
    assert sum(len(package.hashes) for package in of_main) == lock.count("--hash=sha256:")


def test_a_package_is_for_what_asks_for_it_first() -> None:
    scopes = {name: one(name).scope for name in ("duckdb", "pydantic", "weasyprint", "pyphen", "py4j", "pytest", "preact", "vitest")}
    assert scopes == {
        "duckdb": "run",
        "pydantic": "run",  # pandera needs it
        "weasyprint": "documents",
        "pyphen": "documents",  # weasyprint needs it
        "py4j": "spark",
        "pytest": "tools",
        "preact": "bundled",
        "vitest": "tools",
    }


def test_what_is_asked_for_directly_is_told_apart() -> None:
    assert {name: one(name).is_direct for name in ("polars", "polars-runtime-32", "d3-scale", "d3-array")} == {
        "polars": True,
        "polars-runtime-32": False,
        "d3-scale": True,
        "d3-array": False,
    }
    assert one("polars").needs == ("polars-runtime-32",)
    assert "d3-array" in one("d3-scale").needs
