"""Templates of offices: the text of a circular, rendered within its bounds or refused with the line."""

from __future__ import annotations

import functools
from random import Random

from scoring.documents.printing.html import circular_html
from scoring.problems import ProblemsFound
from scoring.results.model import Results
from tests.documents import sample
from tests.fuzz.machinery.markup import mutate_markup
from tests.fuzz.machinery.plain import mutate_bytes, mutate_cells, mutate_lines
from tests.fuzz.machinery.target import Target, assert_told, passing_folder

_SEEDS = (
    '{% extends "base.html" %}\n{% block body %}\n<p>全省{{ figures.disclosed }}条。</p>\n{% endblock %}\n',
    "{% for group in groups.values() %}\n{% for row in group.rows %}<p>{{ row.name }}{{ row.total }}</p>{% endfor %}\n{% endfor %}\n",
    "{% macro shown(value, width=9) %}{{ '%s' | format(value) | upper | truncate(width) }}{% endmacro %}\n{{ shown(figures) }}\n",
    "{% set found = namespace(n=0) %}\n{% if found.n > 1 and not found.n == 3 %}{{ 'x' * 3 }}{% else %}{{ range(3) | join }}{% endif %}\n",
)


@functools.cache
def _results() -> Results:
    return sample.results(3, 3)


def check(data: bytes) -> None:
    """Render the text of a circular."""
    with passing_folder() as folder:
        file = folder / "circular.html.j2"
        file.write_bytes(data)
        try:
            circular_html(_results(), file)
        except ProblemsFound as found:
            assert_told(found.problems)


def _mutate(data: bytes, random: Random) -> bytes:
    return random.choice((mutate_markup, mutate_bytes, mutate_lines, mutate_cells))(data, random)


TARGET = Target(lambda: [seed.encode() for seed in _SEEDS], check, _mutate, examples=24, longest=4_000)
