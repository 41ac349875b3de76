"""Rule kind ``checklist`` (R3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.criteria.shapes import ID, NUMBER, TEXT, list_of, mapping
from scoring.measures import Input
from scoring.rules.base import Bound, Row, RuleKind, joined, score_words
from scoring.rules.losses import ZERO
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Element:
    """One thing on the list and what it is worth."""

    id: str
    title: str
    points: Decimal


class Checklist(RuleKind):
    """A list of elements, each with its own points (R3, 要素齐全得分).

    The mark ``<indicator>.<element>`` is 1 where the element is there, else 0. The elements' points
    add up to the indicator's full points.
    """

    name = "checklist"
    code = "R3"
    scheme = "某区政务公开考核表：公开政策、对象、措施等各1分，目录2分、热线2.5分"
    element: ClassVar = {
        "id": Field("标识 id", ID, required=True),
        "title": Field("名称 title", TEXT, required=True),
        "points": Field("分值 points", NUMBER, required=True),
    }
    fields: ClassVar = {"elements": Field("要素清单 list of id, title, points", list_of(mapping(element)), required=True)}

    def read(self, reading: Reading, parameters: object) -> tuple[Element, ...]:
        reader, path = reading.reader, reading.path
        listed = reader.sequence(reader.mapping(parameters, path, self.fields).get("elements", []), (*path, "elements"))
        elements: list[Element] = []
        for i, item in enumerate(listed):
            place = (*path, "elements", i)
            fields = reader.mapping(item, place, self.element)
            identity = reading.part(fields.get("id", "none"), (*place, "id"))
            if any(identity == element.id for element in elements):
                reader.problem("C020", (*place, "id"), identity, first=reader.source.line((*path, "elements", 0)))
            points = reader.number(fields.get("points", 0), (*place, "points"), above=0)
            elements.append(Element(identity, reader.text(fields.get("title", "?"), (*place, "title")), points))
        total = sum((element.points for element in elements), Decimal(0))
        for points in set(reading.node.points.values()):
            if total != points:
                reader.problem("C034", (*path, "elements"), numbers.plain(total), points=numbers.plain(points))
        return tuple(elements)

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        return tuple(Input("mark", f"{node.id}.{element.id}") for element in parameters)

    def input_titles(self, node: Node, parameters: Any) -> Mapping[str, str]:
        return {found.column: element.title for found, element in zip(self.inputs(node, parameters), parameters, strict=True)}

    def points_sql(self, bound: Bound) -> str:
        terms = (
            f"case when {found.column} > 0 then {numbers.decimal_sql(element.points)} else 0 end"
            for found, element in zip(bound.inputs, bound.parameters, strict=True)
        )
        return " + ".join(terms)

    def sentence(self, bound: Bound, row: Row) -> str:
        pairs = list(zip(bound.inputs, bound.parameters, strict=True))
        lacking = [f"{element.title}（{numbers.plain(element.points)}分）" for found, element in pairs if row.value(found.column) == 0]
        words = f"未落实{joined(lacking)}" if lacking else "全部落实"
        return f"应有{len(pairs)}项，落实{len(pairs) - len(lacking)}项，{words}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        elements = joined(f"{element.title}{numbers.plain(element.points)}分" for element in bound.parameters)
        return f"共{len(bound.parameters)}项，逐项计分：{elements}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        return ZERO, min(sum((element.points for element in bound.parameters), ZERO), full)
