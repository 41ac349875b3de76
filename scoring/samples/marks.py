"""How invented data are recognised: by the words that everything invented begins with.

A file of hashes would forget invented rows as soon as Excel saved them with other dates or another encoding. These words survive
that, and copying, and a change of format. Nothing heavy is imported here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

PREFIX = "sample-"  # of the ids of units, and so of the names of reports
PROVINCE, COUNTRY, NOTE = "样例省", "样例国", "〔样例〕"
BEGINNINGS = (PREFIX, PROVINCE, COUNTRY, NOTE)


def is_invented(text: object) -> bool:
    """Whether a cell or a setting is invented data."""
    return isinstance(text, str) and text.lstrip().startswith(BEGINNINGS)


def invented_settings(sections: Mapping[str, Any]) -> Iterator[str]:
    """The settings of documents that are still invented, as ``circular.issuer``."""
    for section, settings in sections.items():
        for key, value in settings.items() if isinstance(settings, Mapping) else ():
            if any(is_invented(text) for text in _texts(value)):
                yield f"{section}.{key}"


def _texts(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
    else:
        yield value
