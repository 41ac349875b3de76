"""How inputs are called and counted in sentences."""

from __future__ import annotations

from scoring.criteria import read_criteria
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Input, Names
from scoring.rules.naming import Naming, uom
from tests.rules.frame import FRAME, merged


def test_occurrences_are_counted_in_times_unless_a_unit_is_declared() -> None:
    naming = Naming({"a": "甲", "b": "乙"}, {"a": "件", "b": ""})
    assert [naming.uom(column) for column in ("a", "b", "c")] == ["件", "次", "次"]
    assert [naming.title(column) for column in ("a", "c")] == ["甲", "c"]


def test_units_come_from_events_and_facts_and_from_nothing_else() -> None:
    written = merged(FRAME, {"events": {"leak": {"title": "失泄密", "uom": "起"}}})
    criteria, _ = read_criteria(
        yamlfile.YamlFile("x.yaml", written | {"indicators": [{"id": "a", "title": "甲", "points": 1, "rule": "presence"}]})
    )
    names = Names(criteria, metrics())
    declared = metrics()["requests_closed"].uom
    assert declared
    assert uom(names, Input("event", "leak")) == "起"
    assert uom(names, Input("unit_event", "late_reply")) == "次"
    assert uom(names, Input("fact", "requests_closed")) == declared
    assert uom(names, Input("fact", "unheard_of")) == ""
    assert uom(names, Input("mark", "requests_closed")) == ""
