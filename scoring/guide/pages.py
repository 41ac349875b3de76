"""The pages of the guide: which there are, in what language, and in what order the index names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scoring.problems import Language, Problem, ProblemsFound
from scoring.problems.nearest import nearest

INDEX = "index"
LANGUAGES: tuple[Language, ...] = ("en", "zh")
SUFFIX: Mapping[Language, str] = {"en": "", "zh": ".zh-CN"}  # behind the name of a page, of its Markdown and of its HTML
_LINK = re.compile(r"^- \[(?P<title>[^\]]+)\]\((?P<name>[\w-]+?)(?:\.zh-CN)?\.md\)", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """A purpose of the index: its heading, and (name, title) of its pages."""

    title: str
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Guide:
    """The folder of Markdown files. A page has a name (``rules``), and a text in one language or in both."""

    folder: Path

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all pages, the index first, the others as it names them."""
        named = [name for part in self.parts("en") for name, _ in part.pages]
        there = sorted({file.name.removesuffix(".md").removesuffix(SUFFIX["zh"]) for file in self.folder.glob("*.md")})
        return tuple(dict.fromkeys([INDEX, *(name for name in named if name in there), *there]))

    def is_written_in(self, name: str, language: Language) -> bool:
        """Whether a page has a text in a language of its own."""
        return (self.folder / f"{name}{SUFFIX[language]}.md").is_file()

    def text(self, name: str, language: Language) -> str:
        """The Markdown of a page: in this language, or in English where it has no other."""
        written: Language = language if self.is_written_in(name, language) else "en"
        return (self.folder / f"{name}{SUFFIX[written]}.md").read_text("utf-8")

    def parts(self, language: Language) -> tuple[Part, ...]:
        """What the index of a language names, by purpose."""
        sections = re.split(r"^## ", self.text(INDEX, language), flags=re.MULTILINE)[1:]
        found = ((section.partition("\n")[0].strip(), _LINK.findall(section)) for section in sections)
        return tuple(Part(title, tuple((name, words) for words, name in links)) for title, links in found if links)

    def named(self, wanted: str) -> str:
        """The page that is meant by ``rules``, ``rules.md`` or ``docs/rules.md``; raises ProblemsFound A070, with the nearest name."""
        name = Path(wanted).name.removesuffix(".md").removesuffix(".html").removesuffix(SUFFIX["zh"]).lower()
        if name in self.names:
            return name
        raise ProblemsFound(
            [Problem("A070", "", found=wanted, args={"nearest": nearest(name, self.names, INDEX), "names": "、".join(self.names)})]
        )
