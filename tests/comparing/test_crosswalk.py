"""What continues under another id: units that merged, split, were renamed; indicators and groups; every mistake is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.comparing import Options, compare
from scoring.comparing.crosswalk import Crosswalk, read_crosswalk
from scoring.comparing.links import Unit, unit_kinds, unit_links
from scoring.comparing.meeting import Meeting
from scoring.problems import ProblemsFound, sentence
from tests.comparing.folders import replaced, scored
from tests.runs import mini

HEAD = "kind,old_id,new_id,weight\n"


def crosswalk(tmp_path: Path, rows: str, head: str = HEAD) -> Crosswalk:
    file = tmp_path / "crosswalk.csv"
    file.write_text(head + rows, "utf-8")
    return read_crosswalk(file, "crosswalk.csv")


def told(call: Any, *args: Any, **kwargs: Any) -> list[str]:
    """The sentences of the problems that a call ends with."""
    with pytest.raises(ProblemsFound) as found:
        call(*args, **kwargs)
    return [sentence(problem, "zh") for problem in found.value.problems]


def units(*ids: str, grp: str = "county") -> dict[str, Unit]:
    return {unit: Unit(unit, f"{unit}县", unit, i, grp) for i, unit in enumerate(ids, 1)}


def test_every_way_of_continuing_has_its_word(tmp_path: Path) -> None:
    rows = "unit,a,x,3\nunit,b,x,1\nunit,c,y,\nunit,c,z,\nunit,d,w,\n"
    old, new = units("a", "b", "c", "d", "e", "f"), units("x", "y", "z", "w", "e", "g")
    walk = crosswalk(tmp_path, rows)
    links = unit_links(walk, old, new)
    kinds = {(kind.unit.unit_id, kind.change): kind for kind in unit_kinds(links, old, new, {}, ["county"])}
    assert [*kinds] == [
        ("x", "merged"),
        ("y", "split"),
        ("z", "split"),
        ("w", "renamed"),
        ("e", "same"),
        ("g", "joined"),
        ("f", "left"),
    ]
    assert kinds["x", "merged"].predecessors == "a县、b县"
    assert not kinds["x", "merged"].same_group
    assert kinds["w", "renamed"].same_group


def test_a_unit_that_took_in_another_continues_both(tmp_path: Path) -> None:
    links = unit_links(crosswalk(tmp_path, "unit,a,b,2\n"), units("a", "b"), units("b"))
    assert [(link.old_id, link.weight, link.parts) for link in links] == [("a", Decimal(2), 2), ("b", Decimal(1), 2)]


@pytest.mark.parametrize(
    ("head", "rows", "message"),
    [
        ("kind,old,new_id\n", "unit,a,b\n", "crosswalk.csv:1: 对照表的列不对：old、old_id；应为 kind、old_id、new_id、weight、remark"),
        (HEAD, "units,a,b,\n", "crosswalk.csv:2: kind: 对照表的 kind 不对：units；应为 unit、indicator、group。"),
        (HEAD, "unit,a,b,-1\n", "crosswalk.csv:2: weight: 权重不对：-1；应为大于0、最多四位小数的数。"),
        (HEAD, "unit,a,b,\nunit,a,b,2\n", "crosswalk.csv:3: unit: 对照表中同一行出现两次：a b。"),
        (
            HEAD,
            "indicator,p,q,\nindicator,r,q,\n",
            "crosswalk.csv:3: indicator: 一个旧组别或旧指标对应了两个新的，或两个旧指标对应同一个新指标：r q",
        ),
        (HEAD, "group,p,q,\ngroup,p,r,\n", "crosswalk.csv:3: group: 一个旧组别或旧指标对应了两个新的，或两个旧指标对应同一个新指标：p r"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path: Path, head: str, rows: str, message: str) -> None:
    (found,) = told(crosswalk, tmp_path, rows, head)
    assert found.startswith(message), found


RENAMED = (("id: requests.lapses", "id: requests.errors"), ("county: {title: 县区", "district: {title: 区县"))


@pytest.fixture(scope="module")
def runs(old: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A year, and another in which 甲河县 and 乙山县 merged, an indicator and the group have other ids."""
    base = tmp_path_factory.mktemp("crosswalk")
    new = mini.make(base / "new")
    (new / "criteria.yaml").write_text(replaced(mini.CRITERIA, RENAMED), "utf-8")
    for name, text in mini.TABLES.items():
        rows = text.replace("county", "district").replace("requests.lapses", "requests.errors").splitlines(keepends=True)
        kept = [row for row in rows if not row.startswith("yi,") or name == "findings"]
        (new / f"{name}.csv").write_text(
            "".join(kept).replace("jia,甲河县人民政府,甲河县", "he,甲乙市,甲乙市").replace("jia,", "he,").replace("yi,", "he,"), "utf-8"
        )
    (new / "reports" / "yi.txt").unlink()
    (new / "reports.csv").write_text("unit_id,file,published_on\nhe,jia.txt,2017-03-20\nbing,bing.txt,\n", "utf-8")
    (new / "reports" / "jia.txt").write_text(mini.report("甲乙市", "12", "12"), "utf-8")
    return {"old": old, "new": scored(new)}


def test_a_merged_unit_is_held_against_the_weighted_mean(runs: dict[str, Path], tmp_path: Path) -> None:
    crosswalk(tmp_path, "unit,jia,he,3\nunit,yi,he,1\nindicator,requests.lapses,requests.errors,\ngroup,county,district,\n")
    made = compare(runs["old"], runs["new"], Options(out=tmp_path / "c", crosswalk=tmp_path / "crosswalk.csv")).comparison
    found = next(unit for unit in made.units if unit.unit_id == "he")
    # (102.00 x 3 + 78.67) / 4; the rules are the same, so all of the move is due to the data
    assert found.totals.old == found.totals.old_by_new == "96.1675"
    assert (found.change, found.total.criteria, found.ranks.old, found.rank.move) == ("merged", "0.00", "", "")
    lapses = next(item for item in made.items if (item.unit_id, item.item) == ("he", "requests.errors"))
    # (20 x 3 + 14) / 4 = 18.5; the merged unit has the late reply: 14
    assert (lapses.points.old, lapses.points.old_by_new, lapses.points.new) == ("18.5", "18.5", "14")
    other = next(unit for unit in made.units if unit.unit_id == "bing")
    assert (other.change, other.rank.move, other.total.move) == ("same", "1", "0.00")


def test_without_the_rows_the_groups_and_ids_are_asked_for(runs: dict[str, Path], tmp_path: Path) -> None:
    options = Options(out=tmp_path / "c")
    (found,) = told(compare, runs["old"], runs["new"], options)[:1]
    assert "另一标准没有这个单位的组别：county；应为 district" in found
    crosswalk(tmp_path, "unit,jio,he,\n")
    (found,) = told(compare, runs["old"], runs["new"], Options(out=tmp_path / "c", crosswalk=tmp_path / "crosswalk.csv"))
    assert "crosswalk.csv:2: old_id: 运行结果中没有这个标识：jio；应为 jia。" in found


def test_runs_without_a_common_unit_are_refused() -> None:
    class Side:  # what a meeting asks of a run
        name, units = "x", units("p")

        def ids(self) -> dict[str, list[str]]:
            return {"unit": ["p"], "indicator": [], "group": []}

    other = Side()
    other.units = units("q")
    (found,) = told(Meeting, Side(), other, Crosswalk())
    assert "两次运行没有共同的单位" in found
