"""The assessed units, how the generator sees them: name, words for itself, and how well it works."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

EXEMPLARY = ("chengyang", "qingping", "fenglan", "minzheng", "shiyao")


@dataclass(frozen=True)
class Unit:
    """One unit of units.csv with the words its report uses for itself.

    Args:
        unit_id: Stable id, also the name of its report.
        name: Full name.
        short_name: Short name.
        group: ``city`` or ``department``.
        new_area: Whether it is the new area, which is smaller than a city.
        diligence: 0 (careless) to 100 (exemplary); marks, findings and timeliness follow it.
    """

    unit_id: str
    name: str
    short_name: str
    group: str
    new_area: bool
    diligence: int

    @property
    def is_city(self) -> bool:
        """Whether it is a city, prefecture or the new area."""
        return self.group == "city"

    @property
    def whole(self) -> str:
        """Whose figures it reports: 全市, 全州, 全区, or the office itself."""
        return f"全{self._kind}" if self.is_city else self.we

    @property
    def we(self) -> str:
        """How the report calls the unit: 我市, 我厅 ..."""
        return f"我{self._kind}"

    @property
    def own(self) -> str:
        """The adjective in 市政府, 州直部门 ...; departments have none."""
        return self._kind

    @property
    def office(self) -> str:
        """The office that signs the report."""
        if self.new_area:
            return f"{self.name}办公室"
        return f"{self.name}办公室" if self.is_city else f"{self.name}"

    @property
    def _kind(self) -> str:
        for word in ("新区", "市", "州", "厅", "委", "局"):
            if self.short_name.endswith(word):
                return "区" if word == "新区" else word
        raise ValueError(self.short_name)


def read_units(file: Path, rng: Random) -> tuple[Unit, ...]:
    """The units in the order of units.csv, each with a diligence drawn once."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return tuple(
        Unit(
            unit_id=row["unit_id"],
            name=row["name"],
            short_name=row["short_name"],
            group=row["grp"],
            new_area=row["short_name"].endswith("新区"),
            diligence=_diligence(row["unit_id"], rng),
        )
        for row in rows
    )


def _diligence(unit_id: str, rng: Random) -> int:
    """Most units lie between 45 and 90; the exemplary ones, which were commended, above."""
    drawn = 45 + rng.randint(0, 30) + rng.randint(0, 15)
    return max(drawn, 94) if unit_id in EXEMPLARY else drawn
