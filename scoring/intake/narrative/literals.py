"""Which words a text must contain for a pattern to match it at all.

Looking for a word is many times cheaper than trying a pattern, and a pattern whose words never
occur is never compiled. The words are read off the pattern itself, so that they cannot disagree with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"(?P<run>[^\\()\[\]{}|?*+.^$…]+(?![?*{]))"
    r"|(?P<missing>\((?:\?:)?[^()\[\\]*\)(?:[?*]|\{\d*,?\d*\})\??)"
    r"|(?:(?P<look>\(\?<?[=!])|(?P<open>\((?:\?(?:P<\w+>|:))?)|(?P<bar>\|)|\{(?P<macro>[a-z]+)\}|(?P<close>\))"
    r"|(?P<other>\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[+.^$…])|(?P<letter>.))(?P<count>(?:[?*]|\{\d*,?\d*\})\??)?",
    re.DOTALL,
)

Words = tuple[str, ...]
"""Words of which one must occur."""
Needs = tuple[Words, ...]
"""What must occur together; empty when nothing can be said."""


@dataclass(slots=True)
class _Group:
    """One group while it is read: the best that is known of its finished alternatives, and what the current one needs."""

    is_look: bool = False
    alternatives: list[Words] = field(default_factory=list)
    needs: list[Words] = field(default_factory=list)
    run: str = ""

    def end_run(self) -> None:
        if self.run:
            self.needs.append((self.run,))
        self.run = ""

    def end_alternative(self) -> None:
        self.end_run()
        self.alternatives.append(max(self.needs, key=_strength, default=()))
        self.needs = []

    def all_needs(self) -> Needs:
        """All that the only alternative needs, else one word of every alternative; nothing when one needs none."""
        self.end_run()
        if self.is_look:
            return ()
        if not self.alternatives:
            return tuple(dict.fromkeys(sorted(self.needs, key=_strength, reverse=True)))
        self.end_alternative()
        words = tuple(dict.fromkeys(word for words in self.alternatives for word in words))
        return (words,) if all(self.alternatives) else ()


def _strength(words: Words) -> tuple[int, int]:
    """How much a requirement excludes: the length of its shortest word, then how few words it has."""
    return min(map(len, words)), -len(words)


def needs_of(source: str, macros: Mapping[str, Needs]) -> Needs:
    """The words that stand in every text that a pattern matches.

    Args:
        source: A regular expression with macros as ``{name}``; what stands only in a look-ahead or
            look-behind, and what may be repeated or left out, is not counted.
        macros: What each macro needs.

    Returns:
        Needs, the one that excludes most first; empty when a match needs no word.
    """
    groups = [_Group()]
    for token in _TOKEN.finditer(source):
        group, kind = groups[-1], token.lastgroup
        if kind in {"run", "letter"}:
            group.run += token[0]
            continue
        group.end_run()
        if kind in {"look", "open"}:
            groups.append(_Group(kind == "look"))
        elif kind == "bar":
            group.end_alternative()
        elif token["close"]:
            needs = groups.pop().all_needs()
            groups[-1].needs += needs if kind == "close" else ()  # else a count follows: it may be missing
        elif kind == "macro":
            group.needs += macros.get(token["macro"], ())
    return groups[0].all_needs()


def has_all(needs: Needs, text: str) -> bool:
    """Whether a text has what a pattern needs."""
    for words in needs:  # written out, as any() with a generator takes three times as long
        for word in words:
            if word in text:
                break
        else:
            return False
    return True
