"""``scoring docs``: whole pages in two languages, links that lead somewhere, a search that needs no server."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from lxml import html

from scoring import ProblemsFound, docs
from scoring.cli import main
from scoring.files.caching import VARIABLE
from scoring.guide import opening
from scoring.guide.markdown import rendered, slug
from scoring.guide.pages import Guide
from scoring.guide.site import file_of
from tests.repository import ROOT

GUIDE = Guide(ROOT / "docs")


def page_of(file: Path) -> Any:
    """A page as a tree; its stubs know too many sorts of answers."""
    return html.fromstring(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return docs("index", tmp_path_factory.mktemp("site") / "guide").folder


def test_every_page_is_there_in_both_languages_and_named_by_both_indexes(site: Path) -> None:
    for language in ("en", "zh"):
        named = [name for part in GUIDE.parts(language) for name, _ in part.pages]
        assert sorted([*named, "index"]) == sorted(GUIDE.names), language
        assert len(named) == len(set(named))
        assert [name for name in GUIDE.names if not (site / file_of(name, language)).is_file()] == []


def test_links_and_pictures_lead_to_files_and_anchors_that_are_there(site: Path) -> None:
    pages = {file.name: page_of(file) for file in site.glob("*.html")}
    anchors = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for link in page.xpath("//@href | //@src"):
            place, _, anchor = unquote(str(link)).partition("#")
            if "://" in place or place.startswith("data:"):
                continue
            if not (site / (place or name)).is_file() or (anchor and anchor not in anchors[place or name]):
                broken.append((name, link))
    assert broken == []


def test_links_between_markdown_files_lead_to_headings_that_are_there() -> None:
    # Also from README, which is read where the repository lies.
    broken = []
    for page in [*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md")]:
        for link in re.findall(r"\]\(([^)\s]+\.md)#([^)\s]+)\)", page.read_text("utf-8")):
            target = page.parent / link[0]
            if target.suffix == ".md" and link[1] not in {section.anchor for section in rendered(target.read_text("utf-8"), str).sections}:
                broken.append((page.name, *link))
    assert broken == []


def test_nothing_is_loaded_from_anywhere_else(site: Path) -> None:
    loaded = [link for file in site.glob("*.html") for link in page_of(file).xpath("//link/@href | //@src")]
    assert {link for link in loaded if "//" in link} == set()
    assert "//" not in re.sub(r"/\*.*?\*/", "", (site / "guide.css").read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize(("suffix", "words"), [("", "A001"), (".zh-CN", "入门教程")])
def test_the_search_knows_every_heading(site: Path, suffix: str, words: str) -> None:
    text = (site / f"search{suffix}.js").read_text("utf-8")
    sections = json.loads(text.removeprefix("window.guideSections = ").removesuffix(";\n"))
    assert all((site / file).is_file() for file, *_ in sections)
    assert any(words in title for _, _, title, _, _ in sections)
    assert len({file for file, *_ in sections}) == len(GUIDE.names)


def test_a_page_that_is_english_says_so_in_chinese_and_only_there(site: Path) -> None:
    page = page_of(site / "rules.zh-CN.html")
    assert page.xpath("string(//p[@class='note'])") == "本页只有英文。"
    assert (page.get("lang"), page.xpath("//main")[0].get("lang")) == ("zh-CN", "en")
    assert not page_of(site / "tutorial.zh-CN.html").xpath("//p[@class='note']")


def test_the_same_texts_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    other = docs("rules", tmp_path / "again").folder
    files = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    assert [file for file in files if (site / file).read_bytes() != (other / file).read_bytes()] == []


def test_a_page_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as raised:
        docs("rulse", tmp_path / "guide")
    (problem,) = raised.value.problems
    assert problem.as_dict("en")["message"].startswith(
        "the guide has no such page: found rulse, expected such as rules. One of: index、tutorial、"
    )
    assert problem.as_dict("zh")["message"].startswith("使用指南没有这一页：rulse；应为如 rules。可选：index、tutorial、")
    assert not (tmp_path / "guide").exists()


@pytest.mark.parametrize("name", ["rules", "rules.md", "docs/rules.md", "rules.zh-CN.md", "RULES"])
def test_a_page_may_be_named_as_its_file(name: str) -> None:
    assert GUIDE.named(name) == "rules"


def test_pages_are_kept_and_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    first = docs("scores", language="zh")
    assert first.page == first.folder / "scores.zh-CN.html"
    first.page.unlink()
    (first.folder / "guide.css").write_text("")
    assert docs("scores", language="zh") == first
    assert first.page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (first.folder / "guide.css").read_text("utf-8")
    monkeypatch.setattr(opening, "write_site", lambda *_: pytest.fail("written twice"))
    assert docs("rules").folder == first.folder


def test_the_command_prints_the_page_and_opens_it_where_there_is_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(opening, "opened", lambda page: shown.append(page) or not shown[1:])  # type: ignore[func-returns-value]  # notes, then says
    called = ["--lang", "zh", "docs", "rules", "--out", str(tmp_path / "guide")]
    page = tmp_path / "guide" / "rules.zh-CN.html"
    results = [CliRunner().invoke(main, called), CliRunner().invoke(main, called), CliRunner().invoke(main, [*called, "--no-open"])]
    assert [result.stdout for result in results] == [f"{page}\n"] * 3
    assert [result.stderr for result in results] == ["", "没有打开浏览器，请在浏览器中打开上面的文件。\n", ""]
    assert shown == [page, page]


def test_no_browser_is_started_without_a_screen() -> None:
    assert not opening.has_browser({})


def test_a_heading_has_the_anchor_that_code_hosts_give_it() -> None:
    taken: dict[str, int] = {}
    titles = ["`scoring run`: what it does?", "二、只写改动", "Same", "Same", "a_b-c"]
    assert [slug(title.replace("`", ""), taken) for title in titles] == [
        "scoring-run-what-it-does",
        "二只写改动",
        "same",
        "same-1",
        "a_b-c",
    ]


def test_markdown_becomes_no_markup_of_its_own() -> None:
    page = rendered("# T\n\n<script>x</script> [out](../x.md) [in](y.md)\n", lambda link: None if ".." in link else "y.html")
    assert "<script>" not in page.html
    assert 'out <a href="y.html">in</a>' in page.html
