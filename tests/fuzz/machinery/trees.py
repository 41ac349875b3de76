"""Changes of YAML and JSON, node by node; a text that is neither is changed by lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import yaml

from tests.fuzz.machinery.plain import mutate_lines
from tests.fuzz.machinery.words import number, word

_DEEP = 50
Place = tuple[Any, Any]  # a mapping or list, and the key or position in it


def mutate_yaml(data: bytes, random: Random) -> bytes:
    """A node of a YAML file changed, or its text."""
    return _mutated(data, random, _yaml, _as_yaml)


def mutate_json(data: bytes, random: Random) -> bytes:
    """A node of a JSON file changed, or its text."""
    return _mutated(data, random, json.loads, lambda tree: json.dumps(tree, ensure_ascii=False).encode())


def mutate_jsonl(data: bytes, random: Random) -> bytes:
    """A node of one line of JSON changed, or the lines."""
    lines = data.split(b"\n")
    place = random.randrange(len(lines))
    if random.random() < 0.4 or not lines[place].strip():
        return mutate_lines(data, random)
    lines[place] = mutate_json(lines[place], random)
    return b"\n".join(lines)


def _as_yaml(tree: Any) -> bytes:
    text: str = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return text.encode()


def _yaml(data: bytes) -> Any:
    return yaml.load(data, Loader=yaml.CSafeLoader)


def _mutated(data: bytes, random: Random, read: Callable[[bytes], Any], write: Callable[[Any], bytes]) -> bytes:
    if random.random() < 0.25:
        return mutate_lines(data, random)
    try:
        tree = {"": read(data)}
        places = list(_places(tree))
        _change(random.choice(places), places, random)
        return write(tree[""]).decode("utf-8", "surrogatepass").encode("utf-8", "replace")
    except (ValueError, TypeError, yaml.YAMLError, RecursionError, KeyError, IndexError):
        return mutate_lines(data, random)


def _places(tree: Any) -> Iterator[Place]:
    """Every node, by where it stands."""
    for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        yield tree, key
        if isinstance(value, (dict, list)):
            yield from _places(value)


def _change(place: Place, places: list[Place], random: Random) -> None:
    holder, key = place
    other, other_key = random.choice(places)
    match random.randrange(8):
        case 0 | 1:
            holder[key] = _value(random)
        case 2:
            del holder[key]
        case 3:
            holder[key], other[other_key] = other[other_key], holder[key]
        case 4 if isinstance(holder, dict):
            holder[_key(random, places)] = holder.pop(key)
        case 5 if isinstance(holder, list):
            holder.insert(random.randrange(len(holder) + 1), holder[key])
        case 6 if isinstance(holder[key], dict):
            holder[key][_key(random, places)] = _value(random)
        case 7:
            holder[key] = _nested(holder[key], random)
        case _:
            holder[key] = other[other_key]


def _nested(value: Any, random: Random) -> Any:
    for _ in range(random.choice((1, 1, 2, _DEEP))):
        value = random.choice(([value], {"a": value}))
    return value


def _key(random: Random, places: list[Place]) -> Any:
    keys = [key for holder, key in places if isinstance(holder, dict)]
    return random.choice(keys) if random.random() < 0.7 else _value(random, hashable=True)


def _value(random: Random, *, hashable: bool = False) -> Any:
    values = [word(random), word(random), number(random), number(random) / 8, 0, 1, 100, True, False, None]
    return random.choice(values if hashable else [*values, [], {}, [word(random)], {word(random): number(random)}])
