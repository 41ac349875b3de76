"""Every command that a page of the guide tells a reader to type is run, and what a page shows is what comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.budgets import FACTOR
from tests.repository import ROOT
from tools.page_outputs import Place, agrees, hidden, shown, typed
from tools.pages import Block, blocks, is_chinese, pages, unmarked

# How many blocks of a page nobody can run here; each says why in a comment before it.
NOT_RUN = {
    "README.md": 1,
    "README.zh-CN.md": 1,
    "automation.md": 2,
    "faults.md": 1,
    "howto-spark.md": 3,
    "howto-spark.zh-CN.md": 3,
    "offline.md": 2,
    "offline.zh-CN.md": 2,
    "spark.md": 1,
    "upkeep.md": 3,
    "upkeep.zh-CN.md": 3,
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("guide"))


def wrong(page: Path, place: Place) -> list[str]:
    """What does not run, and what is shown otherwise than it is said."""
    try:
        done = place.page(page)
    except ValueError as error:
        return [str(error)]
    return [
        f"{block.place}: {one.command}\nsays now:\n{one.text}"
        for block, said in done
        if block.language == "console"
        for text, one in zip(shown(block), said, strict=False)
        if not agrees(text, one.text)
    ]


def commands(page: Path) -> list[str]:
    return [line for block in blocks(page) if block.is_run for line in typed(block)]


def own(page: Path) -> bool:
    """Whether a page is run for itself: a Chinese how-to page that types what its English twin types is run as the twin.

    With EXAMPLES=1 it is run too, and what it shows in Chinese is held against what comes.
    """
    twin = page.with_name(page.name.replace(".zh-CN", ""))
    if FACTOR >= 1 or page == twin or commands(page) != commands(twin):
        return True
    return page.name.startswith(("README", "tutorial"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_of_every_page_runs_and_says_what_is_shown(place: Place, language: str) -> None:
    # One test for many pages: what is prepared for all of them takes longer than most.
    found = [what for page in pages() if own(page) and is_chinese(page) == (language == "zh") for what in wrong(page, place)]
    assert found == [], "python tools/page_outputs.py PAGE\n\n" + "\n\n".join(found)


def test_a_command_that_fails_or_says_something_else_is_noticed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ROOT / "docs" / "invented.md"
    texts = {
        "fails": "```sh\nscoring explain nowhere nobody\n```\n",
        "differs": "```console\n$ scoring criteria lint openness-2016\n1 problem\n```\n",
        "holds": "```console\n$ scoring criteria lint openness-2016\n… problems\n```\n\n"
        "<!-- exits: 1 -->\n```sh\nscoring state nowhere\n```\n",
    }
    read = Path.read_text
    found = {}
    for name, text in texts.items():
        monkeypatch.setattr(Path, "read_text", lambda path, *rest, text=text, **more: text if path == page else read(path, *rest, **more))
        found[name] = wrong(page, place)
    assert found["fails"][0].startswith("docs/invented.md:1: scoring explain nowhere nobody\nended with 1, not 0:")
    assert found["differs"] == ["docs/invented.md:1: scoring criteria lint openness-2016\nsays now:\n0 problems\n"]
    assert found["holds"] == []


def test_few_blocks_are_not_run_and_each_says_why() -> None:
    marked = [block for page in pages() for block in blocks(page) if block.value("not run") is not None]
    counted = {page.name: sum(block.page == page for block in marked) for page in pages()}
    assert {name: count for name, count in counted.items() if count} == NOT_RUN
    assert [block.place for block in marked if len(block.value("not run") or "") < 30] == []


def test_no_command_stands_in_a_block_that_nothing_runs() -> None:
    assert [where for page in pages() for where in unmarked(page)] == []


def test_what_a_page_shows_is_held_line_by_line() -> None:
    said = "one\ntwo 17 MB\nthree\nout/linjiang-2016-0a1b2c3d\n"
    assert agrees("one\n…\nout/linjiang-2016-XXXXXXXX", said)
    assert agrees("one\ntwo … MB\nthree\nout/…", said)
    assert not agrees("one\nthree\n…", said)
    assert not agrees("one\n…\nout/linjiang-2016-XXXXXXX", said)
    assert hidden(said) == said.replace("17", "…").replace("0a1b2c3d", "XXXXXXXX")


def test_what_is_typed_of_a_block() -> None:
    def block(language: str, text: str) -> Block:
        return Block(ROOT / "docs" / "x.md", 1, 0, language, text, ())

    assert typed(block("sh", "# first\nscoring a\n\nscoring b\n")) == ["scoring a", "scoring b"]
    assert typed(block("sh", "for i in 1; do\n  scoring a\ndone\n")) == ["for i in 1; do\n  scoring a\ndone\n"]
    assert typed(block("console", "$ scoring a\nsaid\n$ scoring b\n")) == ["scoring a", "scoring b"]
    assert typed(block("cron", "# m h\nX=y\n30 6 * * 1-5 /srv/x y z\n")) == ["/srv/x y z"]
