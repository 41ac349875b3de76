"""docs/criteria.schema.json: current, a schema, and of the same mind as the reader."""

from __future__ import annotations

import copy
import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]  # its stubs would be one more package for one test
import pytest
from click.testing import CliRunner

from scoring.authoring.schema import criteria_schema, schema_text
from scoring.cli import main
from scoring.criteria import keys, read_criteria
from scoring.criteria.fields import Field
from scoring.files import yamlfile
from scoring.folder.packs import shipped, shipped_packs
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.problems import ProblemsFound, has_errors
from scoring.rules import KINDS, bind
from tests.repository import ROOT, files_under
from tests.rules.frame import FRAME, merged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scoring.rules.base import RuleKind

FILE = ROOT / "docs" / "criteria.schema.json"
SCHEMA = criteria_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
BROKEN = ROOT / "tests" / "broken" / "criteria"


def plain(value: Any) -> Any:
    """YAML data as JSON has it: dates as texts, keys as texts."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def wrong(data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(plain(data))]


def test_the_committed_schema_is_current() -> None:
    assert FILE.read_text("utf-8") == schema_text(), "run: scoring criteria schema --out docs/criteria.schema.json"


def test_the_command_writes_the_schema(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["criteria", "schema", "--out", str(tmp_path / "x.json")]).exit_code == 0
    assert (tmp_path / "x.json").read_text("utf-8") == schema_text()
    assert json.loads(CliRunner().invoke(main, ["criteria", "schema"]).stdout) == SCHEMA


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def tables() -> Iterator[tuple[str, str, Field]]:
    for name, table in vars(keys).items():
        if name.isupper() and isinstance(table, dict):
            yield from ((name, key, field) for key, field in table.items() if isinstance(field, Field))


def test_every_key_has_a_kind() -> None:
    assert [f"{name}.{key}" for name, key, field in tables() if field.kind is None] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_parameter_of_a_rule_has_a_kind(kind: RuleKind) -> None:
    assert [key for key, field in kind.fields.items() if field.kind is None] == []


@pytest.mark.parametrize("pack", shipped_packs())
def test_a_shipped_pack_is_valid_and_names_the_schema(pack: str) -> None:
    file = shipped("criteria", pack, "criteria.yaml")
    assert wrong(yamlfile.read(file).data) == []
    first = file.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../docs/criteria.schema.json"


@pytest.mark.parametrize("file", files_under("tests/cases/rules", ".yaml"), ids=lambda file: file.stem)
def test_the_indicators_of_the_rule_cases_are_valid(file: Path) -> None:
    data = yamlfile.read(file).data
    for indicator in [data["indicator"], *(case["indicator"] for case in data["cases"] if "indicator" in case)]:
        part = "indicators" if "points" in indicator else "deductions"
        criteria = {**FRAME, "indicators": [{"id": "a", "title": "方面", "points": 1, "rule": "presence"}], part: [indicator]}
        assert wrong(criteria) == []


@pytest.mark.parametrize("file", files_under("tests/cases/structure", ".yaml"), ids=lambda file: file.stem)
def test_the_criteria_of_the_structure_cases_are_valid(file: Path) -> None:
    data = yamlfile.read(file).data
    for more in [{}, *(case.get("criteria", {}) for case in data["cases"])]:
        assert wrong(merged(merged(FRAME, data.get("criteria", {})), more)) == []


REFUSED = (
    "unknown_key",
    "missing_key",
    "wrong_types",
    "unknown_choice",
    "unknown_rule",
    "not_a_mapping",
)


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_reader_refuses_by_its_form_the_schema_refuses(name: str) -> None:
    assert wrong(yamlfile.read(BROKEN / f"{name}.yaml").data)


DERIVED = {
    "extends": "openness-2016",
    "id": "x",
    "events": {"late_reply": None},
    "indicators": [{"id": "disclosure", "items": [{"id": "disclosure.gazette", "remove": True}, {"id": "disclosure.new", "after": "a"}]}],
    "gates": [{"id": "veto.leak", "then": {"grade": None, "score": 59}}],
}


def test_a_derived_file_needs_only_what_changed() -> None:
    assert wrong(DERIVED) == []
    assert wrong({**DERIVED, "indicators": [{"id": "disclosure", "removed": True}]})
    assert wrong({key: value for key, value in DERIVED.items() if key != "extends"})


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of parsed YAML that holds a single value."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(item, (*path, key))
    else:
        yield path


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    result = copy.deepcopy(data)
    inner = result
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return result


def refused(data: Any) -> bool:
    """Whether reading or binding finds an error."""
    try:
        criteria, problems = read_criteria(yamlfile.YamlFile("x.yaml", data))
        _, more = bind(criteria, Names(criteria, metrics()))
    except ProblemsFound:
        return True
    return has_errors((*problems, *more))


MINI = yamlfile.parse((Path(__file__).parents[1] / "cases" / "schema.yaml").read_text("utf-8"), "schema.yaml").data


def test_the_file_with_every_key_is_valid() -> None:
    assert wrong(MINI) == []
    assert not refused(MINI)


@pytest.mark.parametrize("path", list(places(MINI)), ids=lambda path: ".".join(map(str, path)))
def test_a_value_of_the_wrong_form_is_refused_by_both(path: tuple[Any, ...]) -> None:
    data = changed(MINI, path, [[]])
    assert (bool(wrong(data)), refused(data)) == (True, True)
