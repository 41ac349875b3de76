"""What a rule may ask of a unit's peers, and the columns that answer.

Peers of an indicator are the units of status ``assessed`` whose outcome for it is measured:
not exempt, applicable, with data, not refused by the rule itself. A unit that is not ranked
(``not_ranked``) is held against them but is never one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["group", "all"]
PREFIX = "peer__"


@dataclass(frozen=True, slots=True)
class Peers:
    """What a rule asks of the peers of a unit.

    Args:
        scope: ``group`` for the units of the unit's group, ``all`` for those of all groups.
        label: How sentences call them: 本组, 全部, 本组2015—2016年.
        years: Years whose values are pooled, this one included.
        mean: Whether the mean is wanted besides lowest, highest and number.
        spread: Whether mean and standard deviation are.
        order: ``desc`` when the number of peers above the unit is wanted, ``asc`` for those below, else empty.
        ties: Whether the number of other peers with the very same value is wanted.
    """

    scope: Scope
    label: str
    years: int = 1
    mean: bool = False
    spread: bool = False
    order: Literal["", "asc", "desc"] = ""
    ties: bool = False

    @property
    def counted(self) -> str:
        """What is counted: 个单位, or 个数值 where a unit has one for every year."""
        return "个数值" if self.years > 1 else "个单位"


@dataclass(frozen=True, slots=True)
class PeerColumns:
    """Columns of one indicator's peers in the wide row.

    ``low``, ``high`` and ``value`` are freed from the double's error: decimals, or DOUBLE for ``value`` where no sums are
    asked for. ``count``, ``ahead``, ``same`` and ``own`` are whole numbers, ``width``, ``mean``, ``sd``, ``mid`` and ``dev``
    DOUBLE. ``mid`` and ``dev`` are mean and sample standard deviation of the values scaled to 0 (lowest) and 1
    (highest): z-scores do not depend on the scale, and sums of values within 0 and 1 are exact and the same
    on any number of threads. ``own`` is 1 for a unit that is a peer itself.
    """

    name: str

    def _column(self, what: str) -> str:
        return f"{PREFIX}{self.name}__{what}"

    def value(self, year: int = 0) -> str:
        """The value so many years ago, in the table of values."""
        return self._column(f"value{year}" if year else "value")

    @property
    def low(self) -> str:
        """Lowest value."""
        return self._column("low")

    @property
    def high(self) -> str:
        """Highest value."""
        return self._column("high")

    @property
    def width(self) -> str:
        """Highest less lowest value."""
        return self._column("width")

    @property
    def count(self) -> str:
        """Number of values."""
        return self._column("count")

    @property
    def mean(self) -> str:
        """Mean of the values."""
        return self._column("mean")

    @property
    def mid(self) -> str:
        """Mean of the scaled values."""
        return self._column("mid")

    @property
    def dev(self) -> str:
        """Sample standard deviation of the scaled values."""
        return self._column("dev")

    @property
    def sd(self) -> str:
        """Sample standard deviation of the values, for sentences."""
        return self._column("sd")

    @property
    def ahead(self) -> str:
        """Peers strictly before the unit in the declared order."""
        return self._column("ahead")

    @property
    def same(self) -> str:
        """Other peers with the same value."""
        return self._column("same")

    @property
    def own(self) -> str:
        """1 for a unit that is a peer, 0 for one that is only held against them."""
        return self._column("own")

    @property
    def others(self) -> str:
        """SQL of the number of peers besides the unit."""
        return f"({self.count} - {self.own})"

    def shown(self, peers: Peers) -> dict[str, str]:
        """Columns that sentences and explanations show, with their Chinese titles."""
        found = {self.count: "个数", self.low: "最低值", self.high: "最高值"}
        if peers.mean or peers.spread:
            found[self.mean] = "平均值"
        if peers.spread:
            found[self.sd] = "标准差"
        if peers.order:
            found[self.ahead] = "数值高于本单位的个数" if peers.order == "desc" else "数值低于本单位的个数"
        return found
