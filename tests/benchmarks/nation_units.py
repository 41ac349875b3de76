"""The units of the invented nation: provinces, cities, counties, departments and townships under one another.

Names are cyclical signs and ordinals (甲子省第1市第3县教育局): no place has such a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
OFFICES = tuple("教育科技公安民政司法财政人社资源环境住建交通水务农业商务文旅卫健应急审计市监统计"[i : i + 2] for i in range(0, 40, 2))
PROVINCES = 31
LETTERS = {"province": "p", "city": "c", "county": "x", "department": "d", "township": "t"}
TITLES = {"province": "省级政府", "city": "市级政府", "county": "县级政府", "department": "部门", "township": "乡镇"}
EXEMPT, NOT_RANKED = 997, 991  # every so many units below the counties


@dataclass(frozen=True, slots=True)
class Levels:
    """How many units of each level there are, numbered in this order from 0."""

    province: int
    city: int
    county: int
    department: int
    township: int

    @classmethod
    def of(cls, units: int) -> Levels:
        """So many units: few governments, a fifth townships, the others departments of all governments."""
        provinces = max(1, min(PROVINCES, units // 8))
        cities = max(provinces, units // 300)
        counties = max(cities, units // 50)
        townships = units // 5
        return cls(provinces, cities, counties, units - provinces - cities - counties - townships, townships)

    def starts(self) -> dict[str, int]:
        """The number of the first unit of every level."""
        found, total = {}, 0
        for level in LETTERS:
            found[level] = total
            total += getattr(self, level)
        return found

    def identity(self, number: str) -> str:
        """SQL of the unit_id of a number: the letter of its level and the number, short enough to be kept in line."""
        later = list(self.starts().items())[1:]
        names = list(LETTERS.values())
        cases = " ".join(f"when {number} < {start} then '{letter}'" for (_, start), letter in zip(later, names, strict=False))
        return f"case {cases} else '{names[-1]}' end || {number}"


def make_units(connection: duckdb.DuckDBPyConnection, levels: Levels) -> None:
    """Make table ``nation_units``: one row per unit with the columns of the register, and its number ``n``.

    Args:
        connection: Where to make it.
        levels: How many units there are of each level.
    """
    first, governments = levels.starts(), levels.province + levels.city + levels.county
    connection.execute(
        "create or replace table nation_units (n bigint, unit_id varchar, name varchar, grp varchar, parent bigint, region_code varchar)"
    )
    sign = f"substr('{STEMS}', cast(k % 10 as int) + 1, 1) || substr('{BRANCHES}', cast(k % 12 as int) + 1, 1)"
    connection.execute(
        f"insert into nation_units select k, {levels.identity('k')}, {sign} || '省', 'province', null, cast(9000 + k as varchar) "
        f"from range({levels.province}) as r (k)"
    )
    office = f"list_extract({list(OFFICES)}, cast(j % {len(OFFICES)} as int) + 1)"
    bureau = f"{office} || '局' || case when j < {len(OFFICES)} then '' else '第' || (j // {len(OFFICES)}) || '分局' end"
    for level, above, count, name in (
        ("city", "province", levels.province, "'第' || (j + 1) || '市'"),
        ("county", "city", levels.city, "'第' || (j + 1) || '县'"),
        ("department", "province", governments, bureau),
        ("township", "county", levels.county, "'第' || (j + 1) || '镇'"),
    ):
        connection.execute(
            f"insert into nation_units select c.n, {levels.identity('c.n')}, u.name || {name}, '{level}', u.n, "
            "u.region_code || lpad(cast(j + 1 as varchar), 3, '0') "
            f"from (select {first[level]} + k as n, {first[above]} + k % {count} as parent, k // {count} as j "
            f"from range({getattr(levels, level)}) as r (k)) as c inner join nation_units as u on u.n = c.parent order by c.n"
        ).fetchall()


def register_sql(levels: Levels) -> str:
    """SELECT of the register: one row per unit with the columns of ``units.csv``, in order."""
    below = levels.starts()["department"]
    at = f"n < {below} then 'assessed' when n % {EXEMPT} = 5 then 'exempt' when n % {NOT_RANKED} = 7 then 'not_ranked'"
    status = f"case when {at} else 'assessed' end"
    return (
        "select unit_id, name, '' as short_name, grp, n + 1 as ord, "
        f"case when parent is null then '' else {levels.identity('parent')} end as parent_id, "
        f"region_code, {status} as status, case {status} when 'exempt' then '当年新设立' when 'not_ranked' then '职能划转' "
        "else '' end as status_reason from nation_units order by n"
    )
