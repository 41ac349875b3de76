"""Mutants of SQL text: of a whole file with its placeholders, or of a fragment that Python puts together.

The text is cut into tokens by sqlglot and changed in place, so everything else stays as it was written, and a piece of
SQL that is no whole statement is changed by the same rules as a file.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlglot
import sqlglot.errors
import yaml


@dataclass(frozen=True, slots=True)
class Change:
    """What stands from ``start`` to ``end`` in a text, and what stands there instead."""

    start: int
    end: int
    now: str

    def made(self, text: str) -> str:
        """The text with the change."""
        return text[: self.start] + self.now + text[self.end :]


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its text in lower case, its kind as sqlglot names it, its place, and how many brackets and cases are open before it."""

    text: str
    kind: str
    start: int
    end: int
    depth: int


@functools.cache
def table() -> dict[str, Any]:
    """The operators of ``operators.yaml``."""
    found = yaml.safe_load((Path(__file__).parent / "operators.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def tokens(text: str) -> list[Token]:
    """The tokens of a text; none where it is no SQL."""
    try:
        read = sqlglot.tokenize(text, dialect="duckdb")
    except sqlglot.errors.TokenError:
        return []
    found, depth = [], 0
    for token in read:
        kind = token.token_type.name
        depth -= kind in {"R_PAREN", "END", "R_BRACE"}
        found.append(Token(token.text.lower(), kind, token.start, token.end + 1, depth))
        depth += kind in {"L_PAREN", "CASE", "L_BRACE"}
    return found


def changes(text: str) -> list[Change]:
    """Every mutant of a piece of SQL, in the order of the text."""
    read = tokens(text)
    found = [change for place in range(len(read)) for change in _at(read, place)]
    unique = {change: None for change in found if change.made(text) != text}
    return sorted(unique, key=lambda change: (change.start, change.end, change.now))


def _at(read: Sequence[Token], place: int) -> Iterator[Change]:
    token = read[place]
    if token.kind == "L_BRACE" or (place and read[place - 1].kind == "L_BRACE"):
        return  # a placeholder of a template
    yield from _swapped(read, place)
    yield from _literal(token)
    if token.text == "and":
        yield from _conjuncts(read, place)
    if token.kind == "WHEN":
        yield from _branch(read, place)
    if token.kind == "ELSE":
        yield Change(token.end, read[_end(read, place + 1) - 1].end, " null")
    if token.text in {"where", "having"}:
        yield Change(token.end, token.end, " true or")
    if token.text in {"by", "partition by", "order by", "group by", "coalesce"}:
        yield from _members(read, place)


def _swapped(read: Sequence[Token], place: int) -> Iterator[Change]:
    token, rules = read[place], table()
    alone = len(read) == 1
    if token.kind in {"STRING", "IDENTIFIER"}:
        return
    if token.text in rules["swap"] and not (token.text == "*" and _is_every_column(read, place)):
        yield Change(token.start, token.end, rules["swap"][token.text])
    if token.text in rules["call"] and (alone or (place + 1 < len(read) and read[place + 1].kind == "L_PAREN")):
        yield Change(token.start, token.end, rules["call"][token.text])
    if token.text in rules["drop"] and not alone:
        yield Change(token.start, token.end, "")
    if token.text in {"is", "in"} and place + 1 < len(read) and read[place + 1].text != "not":
        now = "is not" if token.text == "is" else "not in"
        if not (token.text == "in" and place and read[place - 1].text == "not"):
            yield Change(token.start, token.end, now)


def _is_every_column(read: Sequence[Token], place: int) -> bool:
    """Whether a star stands for columns or rows and not for a product."""
    return not place or read[place - 1].text in {"select", "(", ".", ",", "distinct"}


def _literal(token: Token) -> Iterator[Change]:
    if token.kind == "NUMBER":
        head, *rest = token.text.partition("e")
        whole, *decimals = head.partition(".")
        if whole.isdigit():
            yield Change(token.start, token.end, "".join([str(int(whole) + 1), *decimals, *rest]).upper())
    if token.kind == "STRING":
        yield Change(token.start + 1, token.start + 1, "XX")
    if token.kind == "NULL":
        yield Change(token.start, token.end, "0")


def _conjuncts(read: Sequence[Token], place: int) -> Iterator[Change]:
    """Either side of an ``and`` left out."""
    if _is_between(read, place):
        return
    yield Change(read[place].start, read[_end(read, place + 1) - 1].end, "")
    first = _start(read, place)
    if first < place:
        yield Change(read[first].start, read[place].end, "")


def _is_between(read: Sequence[Token], place: int) -> bool:
    before = [token.text for token in read[:place] if token.depth == read[place].depth]
    return "between" in before and "and" not in before[len(before) - before[::-1].index("between") :]


def _end(read: Sequence[Token], place: int) -> int:
    """The place after an operand that begins at ``place``."""
    depth = read[place].depth if place < len(read) else 0
    for at in range(place, len(read)):
        token = read[at]
        if token.depth < depth or (token.depth == depth and at > place and _ends(token)):
            return at
    return len(read)


def _start(read: Sequence[Token], place: int) -> int:
    """The place where the operand before ``place`` begins."""
    depth = read[place].depth
    for at in range(place - 1, -1, -1):
        token = read[at]
        if token.depth < depth or (token.depth == depth and _ends(token)):
            return at + 1
    return 0


def _ends(token: Token) -> bool:
    return token.kind in {"COMMA", "R_BRACE", "SEMICOLON"} or token.text.split(" ")[0] in table()["ends"]


def _branch(read: Sequence[Token], place: int) -> Iterator[Change]:
    """A branch of a case left out, where another one is left."""
    depth = read[place].depth
    inside = [at for at in range(len(read)) if read[at].depth == depth and read[at].kind == "WHEN"]
    following = next((at for at in range(place + 1, len(read)) if _closes(read[at], depth)), len(read))
    case = next((at for at in range(place, -1, -1) if read[at].kind == "CASE" and read[at].depth == depth - 1), -1)
    if len([at for at in inside if at > case]) > 1:
        yield Change(read[place].start, read[following - 1].end, "")


def _closes(token: Token, depth: int) -> bool:
    return token.depth < depth or (token.depth == depth and token.kind in {"WHEN", "ELSE"})


def _members(read: Sequence[Token], place: int) -> Iterator[Change]:
    """One key of a list left out; of ``coalesce`` one argument."""
    first = place + 2 if read[place].text == "coalesce" else place + 1
    parts, start = [], first
    while start < len(read):
        stop = _end(read, start)
        parts.append((start, stop))
        if stop >= len(read) or read[stop].kind != "COMMA":
            break
        start = stop + 1
    if len(parts) < 2:
        return
    for number, (start, stop) in enumerate(parts):
        if number + 1 < len(parts):
            yield Change(read[start].start, read[parts[number + 1][0]].start, "")
        else:
            yield Change(read[start - 1].start, read[stop - 1].end, "")
