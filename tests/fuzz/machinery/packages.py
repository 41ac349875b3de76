"""Changes of ZIP packages, part by part: a part by its own format, or what the archive says of it."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from tests.fuzz.machinery.markup import mutate_markup
from tests.fuzz.machinery.plain import mutate_bytes, mutate_lines
from tests.fuzz.machinery.trees import mutate_json, mutate_jsonl, mutate_yaml
from tests.fuzz.machinery.words import word

BY_END: dict[str, Callable[[bytes, Random], bytes]] = {
    "xml": mutate_markup,
    "rels": mutate_markup,
    "html": mutate_markup,
    "yaml": mutate_yaml,
    "json": mutate_json,
    "jsonl": mutate_jsonl,
    "csv": mutate_lines,
    "txt": mutate_lines,
    "md": mutate_lines,
}
"""How a part is changed, by the end of its name; other parts are bytes."""
DULL = ("theme", "docProps", "webSettings", "fontTable", "settings.xml", "stylesWithEffects", "thumbnail")
"""Parts that no reader of ours opens: they are changed as seldom as it takes."""
_MOST = 2_000_000  # bytes of a part that is opened to be changed
Parts = list[tuple[str, bytes]]


def packed(parts: Parts) -> bytes:
    """A ZIP package, the same bytes for the same parts."""
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two parts of one name are meant
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts:
                package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def unpacked(data: bytes) -> Parts | None:
    """The parts of a package; None where it cannot be opened any more."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return [(info.filename, package.read(info)) for info in package.infolist() if info.file_size < _MOST]
    except Exception:  # noqa: BLE001 - a package that was broken on purpose may fail anyhow
        return None


def mutate_package(data: bytes, random: Random) -> bytes:
    """A part changed, taken out, doubled, renamed or exchanged; or the bytes of the archive."""
    parts = unpacked(data)
    if not parts or random.random() < 0.12:
        return mutate_bytes(data, random)
    place = _place(parts, random)
    name, part = parts[place]
    match random.randrange(12):
        case 0:
            del parts[place]
        case 1:
            parts.append((name, mutate_part(name, part, random)))
        case 2:
            parts[place] = (random.choice((word(random), parts[_place(parts, random)][0], name.upper(), f"../{name}")), part)
        case 3:
            parts[place] = (name, parts[_place(parts, random)][1])
        case 4:
            parts[place] = (name, b"")
        case _:
            for _ in range(random.choice((1, 1, 2, 4))):
                part = mutate_part(name, part, random)
            parts[place] = (name, part)
    try:
        return packed(parts)
    except (ValueError, UnicodeEncodeError):  # a name that no archive takes
        return data


def _place(parts: Parts, random: Random) -> int:
    telling = [number for number, (name, _) in enumerate(parts) if not any(dull in name for dull in DULL)]
    return random.choice(telling) if telling and random.random() < 0.97 else random.randrange(len(parts))


def mutate_part(name: str, part: bytes, random: Random) -> bytes:
    """A part changed by its own format."""
    return BY_END.get(name.rpartition(".")[2].lower(), mutate_bytes)(part, random)
