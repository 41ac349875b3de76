"""The folder of pages: every page in both languages, pictures, style sheet, and what the search looks through."""

from __future__ import annotations

import importlib.resources
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.guide.markdown import Rendered, rendered
from scoring.guide.pages import LANGUAGES, SUFFIX, Guide
from scoring.problems import Language

if TYPE_CHECKING:
    from jinja2 import Template

PICTURES = "pictures"
LOOK = importlib.resources.files("scoring.guide") / "look"
WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "guide": "scoring: the guide",
        "menu": "Pages",
        "search": "Search headings and text",
        "found": "results",
        "none": "Nothing found.",
        "contents": "On this page",
        "other": "中文",
        "note": "",
        "skip": "Skip to the text",
        "html": "en",
    },
    "zh": {
        "guide": "scoring 使用指南",
        "menu": "目录",
        "search": "查找标题和正文",
        "found": "条结果",
        "none": "没有找到。",
        "contents": "本页内容",
        "other": "English",
        "note": "本页只有英文。",
        "skip": "跳到正文",
        "html": "zh-CN",
    },
}


def file_of(name: str, language: Language) -> str:
    """The file of a page."""
    return f"{name}{SUFFIX[language]}.html"


def write_site(guide: Guide, folder: Path) -> list[Path]:
    """Write all pages into a folder that is there.

    Args:
        guide: The Markdown files.
        folder: Where to; files of the same names are replaced.

    Returns:
        The pages, first those in English.
    """
    made = [path for language in LANGUAGES for path in _pages(guide, language, folder)]
    for name in ("guide.css", "guide.js"):
        (folder / name).write_bytes((LOOK / name).read_bytes())
    for file in sorted(guide.folder.glob("*.json")):
        shutil.copyfile(file, folder / file.name)
    if (guide.folder / PICTURES).is_dir():
        shutil.copytree(guide.folder / PICTURES, folder / PICTURES, dirs_exist_ok=True)
    return made


def _pages(guide: Guide, language: Language, folder: Path) -> Iterator[Path]:
    template, searched = _template(), list[list[str]]()
    for name in guide.names:
        page = rendered(guide.text(name, language), lambda link: _target(guide, language, link))
        path = folder / file_of(name, language)
        path.write_text(template.render(_filled(guide, name, language, page)), "utf-8")
        searched += [[path.name, page.title, section.title, section.anchor, section.text] for section in page.sections]
        yield path
    # A script and no file of data: a page that was opened from a disk may load the one and not the other.
    data = json.dumps(searched, ensure_ascii=False, separators=(",", ":"))
    (folder / f"search{SUFFIX[language]}.js").write_text(f"window.guideSections = {data};\n", "utf-8")


def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string((LOOK / "page.html").read_text("utf-8"))


def _filled(guide: Guide, name: str, language: Language, page: Rendered) -> dict[str, Any]:
    other: Language = "zh" if language == "en" else "en"
    own = guide.is_written_in(name, language)
    return {
        "words": WORDS[language],
        "text_language": WORDS[language if own else "en"]["html"],
        "is_own": own,
        "page": page,
        "name": name,
        "headings": [section for section in page.sections if section.level == 2],  # noqa: PLR2004 - the second level of headings
        "parts": [(part.title, [(key, words, file_of(key, language)) for key, words in part.pages]) for part in guide.parts(language)],
        "home": file_of("index", language),
        "other": file_of(name, other),
        "other_language": WORDS[other]["html"],
        "search": f"search{SUFFIX[language]}.js",
    }


def _target(guide: Guide, language: Language, link: str) -> str | None:
    """Where a link of a page leads inside the folder: pages keep the language; what does not ship is no link."""
    place, mark, anchor = link.partition("#")
    if "://" in link or not place:
        return link
    if place.endswith(".md") and "/" not in place:
        name = place.removesuffix(".md")
        wanted: Language = "zh" if name.endswith(SUFFIX["zh"]) else language
        name = name.removesuffix(SUFFIX["zh"])
        return f"{file_of(name, wanted)}{mark}{anchor}" if name in guide.names else None
    ships = ".." not in Path(place).parts and (place.startswith(f"{PICTURES}/") or place.endswith(".json"))
    return link if ships and (guide.folder / place).is_file() else None
