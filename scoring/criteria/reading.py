"""YAML -> criteria model, with every problem of the file in one pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from scoring.criteria import keys
from scoring.criteria.fields import ABSENT, Reader
from scoring.criteria.model import Bonus, Criteria, Event, Gate, Grade, Group, Measure, Missing, Node, NotApplicable, Policy, Rounding, Rule
from scoring.problems import Problem, ProblemsFound
from scoring.yamlfile import Path, YamlFile

ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z0-9]+(_[a-z0-9]+)*)*\Z")
NOT_APPLICABLE = ("inherit", "rescale", "no_rescale", "full_marks", "zero")
MISSING = ("error", "zero", "not_assessable")


def read_criteria(source: YamlFile) -> tuple[Criteria, tuple[Problem, ...]]:
    """Resolve a criteria file.

    Args:
        source: The YAML file with its lines.

    Returns:
        The criteria and all problems of the file (C0xx); with problems of severity error the
        criteria are only good for finding more problems.

    Raises:
        ProblemsFound: C002 when the file is not a mapping at all.
    """
    return _CriteriaReader(source).read()


class _CriteriaReader(Reader):
    """Reads the parts in order, so that later ones can refer to earlier ones."""

    def read(self) -> tuple[Criteria, tuple[Problem, ...]]:
        top = self.mapping(self.source.data, (), keys.CRITERIA)
        if self.problems and not top:
            raise ProblemsFound(self.problems)
        grades = self._grades(top.get("grades", ABSENT))
        groups = self._groups(top.get("groups", ABSENT), grades)
        self.group_ids = tuple(group.id for group in groups)
        self.policy = self._policy(top.get("policy", ABSENT))
        criteria = Criteria(
            id=self._id(top.get("id", "none"), ("id",), pattern=re.compile(r"[a-z0-9][a-z0-9.-]*\Z")),
            title=self.text(top.get("title", "?"), ("title",)),
            basis=tuple(self.text(item, ("basis", i)) for i, item in enumerate(self.sequence(top.get("basis", []), ("basis",)))),
            period=int(self.number(top.get("period", 1), ("period",), low=1)),
            groups=groups,
            policy=self.policy,
            events=self._events(top.get("events", {})),
            measures=self._measures(top.get("measures", {})),
            indicators=tuple(
                self._node(item, ("indicators", i), None)
                for i, item in enumerate(self.sequence(top.get("indicators", []), ("indicators",)))
            ),
            bonuses=tuple(self._bonus(item, ("bonus", i)) for i, item in enumerate(self.sequence(top.get("bonus", []), ("bonus",)))),
            gates=tuple(self._gate(item, ("gates", i)) for i, item in enumerate(self.sequence(top.get("gates", []), ("gates",)))),
            source=self.source,
        )
        return criteria, tuple(self.problems)

    def _id(self, value: object, path: Path, pattern: re.Pattern[str] = ID) -> str:
        if isinstance(value, str) and pattern.match(value):
            return value
        self.problem("C008", path, value)
        return "none"

    def _groups(self, value: object, grades: Mapping[str, tuple[Grade, ...]]) -> tuple[Group, ...]:
        groups = []
        for key, item in self.mapping(value, ("groups",)).items():
            path: Path = ("groups", key)
            fields = self.mapping(item, path, keys.GROUP)
            table = self.choice(fields["grades"], (*path, "grades"), tuple(grades) or ("?",)) if "grades" in fields else ""
            groups.append(Group(self._id(key, path), self.text(fields.get("title", key), (*path, "title")), grades.get(table, ())))
        return tuple(groups)

    def _grades(self, value: object) -> dict[str, tuple[Grade, ...]]:
        tables = {}
        for key, rows in self.mapping(value, ("grades",)).items():
            table = []
            for i, row in enumerate(self.sequence(rows, ("grades", key))):
                path: Path = ("grades", key, i)
                fields = self.mapping(row, path, keys.GRADE)
                table.append(
                    Grade(self.text(fields.get("grade", "?"), (*path, "grade")), self.number(fields.get("from", 0), (*path, "from")))
                )
            tables[str(key)] = tuple(table)
        return tables

    def _policy(self, value: object) -> Policy:
        fields = self.mapping(value, ("policy",), keys.POLICY)
        rounding = self.mapping(fields.get("rounding", ABSENT), ("policy", "rounding"), keys.ROUNDING)
        ranking = self.mapping(fields.get("ranking", ABSENT), ("policy", "ranking"), keys.RANKING)
        path: Path = ("policy", "rounding")
        return Policy(
            rounding=Rounding(
                int(self.number(rounding.get("digits", 2), (*path, "digits"), low=0, high=4)),
                cast("Any", self.choice(rounding.get("mode", "half_up"), (*path, "mode"), ("half_up", "truncate"))),
                cast("Any", self.choice(rounding.get("at", "total"), (*path, "at"), ("item", "component", "total"))),
            ),
            rank_on=cast("Any", self.choice(ranking.get("on", "printed"), ("policy", "ranking", "on"), ("printed", "exact"))),
            ties=cast("Any", self.choice(ranking.get("ties", "competition"), ("policy", "ranking", "ties"), ("competition", "dense"))),
            not_applicable=cast(
                "NotApplicable", self.choice(fields.get("not_applicable", "rescale"), ("policy", "not_applicable"), NOT_APPLICABLE[1:])
            ),
            missing=cast("Missing", self.choice(fields.get("missing", "error"), ("policy", "missing"), MISSING)),
        )

    def _events(self, value: object) -> dict[str, Event]:
        events = {}
        for key, item in self.mapping(value, ("events",)).items():
            path: Path = ("events", key)
            fields = self.mapping(item, path, keys.EVENT)
            uom = self.text(fields["uom"], (*path, "uom")) if "uom" in fields else "次"
            events[key] = Event(self._id(key, path), self.text(fields.get("title", key), (*path, "title")), uom)
        return events

    def _measures(self, value: object) -> dict[str, Measure]:
        measures = {}
        for key, item in self.mapping(value, ("measures",)).items():
            path: Path = ("measures", key)
            fields = self.mapping(item, path, keys.MEASURE)
            if "of" in fields:
                self.choice(fields["of"], (*path, "of"), ("facts",))
            measures[key] = Measure(
                id=self._id(key, path),
                title=self.text(fields.get("title", key), (*path, "title")),
                value=self.formula(fields.get("value", 0), (*path, "value")),
                show=cast("Any", self.choice(fields.get("show", "number"), (*path, "show"), ("number", "percent"))),
                zero_denominator=cast(
                    "Any",
                    self.choice(
                        fields.get("zero_denominator", "not_applicable"),
                        (*path, "zero_denominator"),
                        ("not_applicable", "not_assessable", "missing"),
                    ),
                ),
                qualified=cast("Any", self.choice(fields.get("qualified", "refuse"), (*path, "qualified"), ("refuse", "accept"))),
                uom=self.text(fields["uom"], (*path, "uom")) if "uom" in fields else "",
                path=path,
            )
        return measures

    def _points(self, value: object, path: Path, parent: tuple[str, ...], groups: tuple[str, ...]) -> dict[str, Decimal]:
        members = [group for group in self.group_ids if group in parent and group in groups]
        if not isinstance(value, dict):
            points = self.number(value, path, low=0)
            return dict.fromkeys(members, points)
        given = self.mapping(value, path)
        for key in given:
            if key not in self.group_ids:
                self.choice(key, (*path, key), self.group_ids or ("?",))
        return {group: self.number(given[group], (*path, group), low=0) for group in members if group in given}

    def _group_list(self, fields: Mapping[str, Any], path: Path) -> tuple[str, ...]:
        if "groups" not in fields:
            return self.group_ids
        listed = self.sequence(fields["groups"], (*path, "groups"))
        return tuple(self.choice(group, (*path, "groups", i), self.group_ids or ("?",)) for i, group in enumerate(listed))

    def _node(self, value: object, path: Path, parent: Node | None) -> Node:
        fields = self.mapping(value, path, keys.NODE)
        above = tuple(parent.points) if parent else self.group_ids
        points = self._points(fields.get("points", 0), (*path, "points"), above, self._group_list(fields, path))
        default = "inherit"
        node = Node(
            id=self._id(fields.get("id", "none"), (*path, "id")),
            title=self.text(fields.get("title", "?"), (*path, "title")),
            points=points,
            path=path,
            rule=self._rule(fields, path),
            measure=self._measure(fields, path),
            applies_when=self.formula(fields["applies_when"], (*path, "applies_when"), condition=True)
            if "applies_when" in fields
            else None,
            missing=cast("Missing", self.choice(fields.get("missing", self.policy.missing), (*path, "missing"), MISSING)),
            not_applicable=cast(
                "NotApplicable", self.choice(fields.get("not_applicable", default), (*path, "not_applicable"), NOT_APPLICABLE)
            ),
            basis=self.text(fields["basis"], (*path, "basis")) if "basis" in fields else (parent.basis if parent else ""),
            evidence=self.text(fields["evidence"], (*path, "evidence")) if "evidence" in fields else "",
        )
        if ("items" in fields) == ("rule" in fields):
            self.problem("C009", path, node.id)
        items = self.sequence(fields["items"], (*path, "items")) if "items" in fields else []
        children = tuple(self._node(item, (*path, "items", i), node) for i, item in enumerate(items))
        return Node(**{**node.__dict__, "items": children})

    def _rule(self, fields: Mapping[str, Any], path: Path) -> Rule | None:
        if "rule" not in fields:
            return None
        value = fields["rule"]
        if isinstance(value, str):
            return Rule(value, None, (*path, "rule"))
        if isinstance(value, dict) and len(value) == 1:
            ((kind, parameters),) = value.items()
            return Rule(str(kind), parameters, (*path, "rule", str(kind)))
        self.problem("C012", (*path, "rule"), "、".join(map(str, value)) if isinstance(value, dict) else value)
        return None

    def _measure(self, fields: Mapping[str, Any], path: Path) -> str | None:
        return self.text(fields["measure"], (*path, "measure")) if "measure" in fields else None

    def _bonus(self, value: object, path: Path) -> Bonus:
        fields = self.mapping(value, path, keys.BONUS)
        cap = self.number(fields.get("cap", 1), (*path, "cap"), above=0)
        node = Node(
            id=self._id(fields.get("id", "none"), (*path, "id")),
            title=self.text(fields.get("title", "?"), (*path, "title")),
            points=dict.fromkeys(self._group_list(fields, path), cap),
            path=path,
            rule=self._rule(fields, path),
            measure=self._measure(fields, path),
            missing="zero",
            basis=self.text(fields["basis"], (*path, "basis")) if "basis" in fields else "",
        )
        if "evidence" in fields:
            self.choice(fields["evidence"], (*path, "evidence"), ("required",))
        gate = self.formula(fields["gate"], (*path, "gate"), condition=True) if "gate" in fields else None
        return Bonus(node, cap, gate, "evidence" in fields)

    def _gate(self, value: object, path: Path) -> Gate:
        fields = self.mapping(value, path, keys.GATE)
        then = self.mapping(fields.get("then", {}), (*path, "then"), keys.THEN)
        if "then" in fields and not then:
            self.problem("C004", (*path, "then"), "grade")
        return Gate(
            id=self._id(fields.get("id", "none"), (*path, "id")),
            title=self.text(fields.get("title", "?"), (*path, "title")),
            when=self.formula(fields.get("when", "1 > 0"), (*path, "when"), condition=True),
            grade=self.text(then["grade"], (*path, "then", "grade")) if "grade" in then else None,
            score=self.number(then["score"], (*path, "then", "score")) if "score" in then else None,
            ranked=self.flag(then["ranked"], (*path, "then", "ranked")) if "ranked" in then else True,
            basis=self.text(fields["basis"], (*path, "basis")) if "basis" in fields else "",
            path=path,
        )
