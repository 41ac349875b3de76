"""What somebody may send, changed in every way that a change of its parts can make, ends in facts or in problems."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from scoring.files import yamlfile
from tests.budgets import examples
from tests.fuzz.machinery.hunting import Hunt, ending, hunt_at_random, smallest
from tests.fuzz.machinery.target import FOUND, load, names

CASES = [pytest.param(file, id=f"{file.parent.name}-{file.stem}") for file in sorted(FOUND.glob("*/*"))]
NO_SHRINKING_BY_TIME = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)


@pytest.mark.parametrize("name", names())
def test_a_file_with_something_changed_in_it_ends_in_facts_or_in_problems(name: str) -> None:
    target = load(name)
    seeds = target.seeds()
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]

    @settings(max_examples=examples(target.examples), deadline=None, suppress_health_check=slow, phases=NO_SHRINKING_BY_TIME)
    @given(start=st.integers(0, len(seeds) - 1), changes=st.lists(st.integers(0, 2**32 - 1), max_size=4))
    def check(start: int, changes: list[int]) -> None:
        data = seeds[start]
        for seed in changes:
            data = target.mutate(data, Random(seed))  # noqa: S311 - the same change for the same seed
        note(f"{name}: {data!r}")
        target.check(data[: target.longest])

    check()


@pytest.mark.parametrize("file", CASES)
def test_what_was_found_once_ends_in_facts_or_in_problems(file: Path) -> None:
    load(file.parent.name).check(file.read_bytes())


def test_every_case_belongs_to_a_target() -> None:
    assert {file.name for file in FOUND.iterdir()} <= set(names())


def test_a_reader_that_breaks_is_found_and_its_input_made_small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = load("yaml_files")
    right = yamlfile.parse

    def broken(text: str, name: str) -> yamlfile.YamlFile:
        if "points" in text:
            raise LookupError(name)
        return right(text, name)

    monkeypatch.setattr(yamlfile, "parse", broken)
    hunt, rounds = Hunt(target, tmp_path), iter(range(5))
    hunt_at_random(hunt, lambda: next(rounds, None) is not None, Random(1))  # noqa: S311 - the same every time
    assert hunt.executions == len(target.seeds()) + 5
    (place,) = hunt.found
    assert place.startswith("LookupError at ")
    assert smallest(target, hunt.found[place]) == b"points"
    assert ending(target, b"a: 1") is None
