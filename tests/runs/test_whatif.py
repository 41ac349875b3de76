"""``scoring whatif``: a run scored again with other weights, held against sums done by hand, and every refusal in its words."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scoring import whatif
from scoring.cli import main
from scoring.commands.options import Options
from scoring.commands.running import run
from scoring.problems import ProblemsFound, sentence
from scoring.reweighing.sharing import apportioned
from tests.runs.mini import make

if TYPE_CHECKING:
    from pathlib import Path

UNIT = Decimal("0.0001")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("whatif")
    return run(make(place / "mini"), Options(out=place / "out", documents=False)).folder


def test_points_are_shared_out_by_largest_remainder() -> None:
    assert apportioned(Decimal(100), [Decimal(1), Decimal(1), Decimal(1)], UNIT) == [
        Decimal("33.3334"),
        Decimal("33.3333"),
        Decimal("33.3333"),
    ]
    assert apportioned(Decimal(10), [Decimal(4), Decimal("2.50"), Decimal("3.5")], UNIT) == [Decimal(4), Decimal("2.5"), Decimal("3.5")]
    assert apportioned(Decimal(10), [Decimal(0), Decimal("0.0001")], UNIT) == [0, 10]
    assert apportioned(Decimal(0), [Decimal(0)], UNIT) == [0]


def test_a_ranking_with_other_weights_is_the_one_done_by_hand(finished: Path, tmp_path: Path) -> None:
    found = whatif(finished, ["requests=0.5", "support.plan=3"], out=tmp_path)
    # 60 x 0.5 : 40 = 42.8571 : 57.1429 of 100; below support 30 : 10 x 3 halves 57.1429, the first of equal remainders gets the step.
    assert [(row.node_id, row.factor, *row.points) for row in found.weights] == [
        ("requests", "0.5", "60", "42.8571"),
        ("requests.on_time", "1", "40", "28.5714"),
        ("requests.lapses", "1", "20", "14.2857"),
        ("support", "1", "40", "57.1429"),
        ("support.report", "1", "30", "28.5715"),
        ("support.plan", "3", "10", "28.5714"),
    ]
    # jia: everything, and 2 for praise. yi: 2/3 of 28.5714 = 19.0476 (26.6667 of 40 in the run), 14/20 of 14.2857 = 10.0000,
    # 28/30 of 28.5715 = 26.6667, 28.5714. bing: no request, no report and no plan: 14.2857 of the 71.4286 that apply.
    assert [(row.unit, *row.total, *row.rank, row.gained) for row in found.units] == [
        ("甲河县", "102.00", "102.00", "1", "1", "0"),
        ("乙山县", "78.67", "84.29", "2", "2", "0"),
        ("丙桥县", "33.33", "20.00", "3", "3", "0"),
    ]
    assert [row.grade for row in found.units] == [("优秀", "优秀"), ("合格", "合格"), ("不合格", "不合格")]
    rows = list(csv.DictReader((tmp_path / "whatif.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["unit_id"], row["tried_total"], row["notice"]) for row in rows][2] == ("bing", "20.00", "试算结果，不是正式排名")
    assert [path.name for path in found.files] == ["whatif.csv", "weights.csv"]


def test_factors_of_one_change_nothing(finished: Path) -> None:
    found = whatif(finished, ["requests=1", "support=1.0000", "requests.lapses=1"])
    assert {row.points[0] == row.points[1] for row in found.weights} == {True}
    assert {(row.total[0] == row.total[1], row.gained) for row in found.units} == {(True, "0")}


def test_a_file_of_factors_does_what_the_options_do(finished: Path, tmp_path: Path) -> None:
    file = tmp_path / "weights.csv"
    file.write_text("id,title,factor\nrequests,依申请公开,0.5\nsupport.plan,,3\n", "utf-8-sig")
    assert whatif(finished, file=file) == whatif(finished, ["requests=0.5", "support.plan=3"], groups=["县区"])


def test_the_command_says_that_it_is_a_trial(finished: Path) -> None:
    done = CliRunner().invoke(main, ["--lang", "zh", "whatif", str(finished), "--weight", "requests=0.5"])
    assert done.output.splitlines() == [
        "小考核：试算结果，不是正式排名",
        "",
        "县区　分值",
        "  requests  依申请公开  ×0.5  60 → 42.8571",
        "  support   监督保障          40 → 57.1429",
        "",
        "县区　名次（原名次）",
        "  1  (1)    甲河县  102.00 → 102.00  优秀",
        "  2  (2)    乙山县  78.67 → 83.33    合格",
        "  3  (3)    丙桥县  33.33 → 20.00    不合格",
        "",
        "试算结果，不是正式排名",
    ]
    printed = json.loads(CliRunner().invoke(main, ["whatif", str(finished), "--weight", "requests=0.5", "--format", "json"]).output)
    assert printed["units"][2]["total"] == ["33.33", "20.00"]


REFUSED = {
    ("requests.ontime=2",): "指标体系中没有这个编号：requests.ontime；应为模块、成分或指标的编号，最相近的是 requests.on_time。"
    "请用 scoring criteria show 查看编号。 [S051]",
    ("requests=-1",): "requests: 不是权重倍数：-1；应为 0 至 100 的数，至多 4 位小数，如 requests=1.5。1 为不变，0 为不计。 [S052]",
    (
        "requests=0.00001",
    ): "requests: 不是权重倍数：0.00001；应为 0 至 100 的数，至多 4 位小数，如 requests=1.5。1 为不变，0 为不计。 [S052]",
    ("requests.on_time=0", "requests.lapses=0"): "requests: 下级指标的权重全为 0，这一级的分值没有可分配的地方：county；"
    "应为至少一个下级指标的倍数大于 0。要不计这一级，请把它本身的倍数设为 0。 [S053]",
    ("requests=2", "requests=3"): "同一编号给了两个倍数：requests；应为每个编号一个倍数。请只留一个。 [S054]",
    (): "没有给出任何权重倍数；应为 --weight 编号=倍数，或 --weights 文件。例如 --weight requests=1.5。 [S057]",
    ("bonus.praise=2",): "加分、扣分是分数额，没有权重：bonus.praise；应为模块、成分或指标的编号。"
    "加分、扣分的多少请改指标体系后用 scoring criteria diff --on 试算。 [S058]",
}


@pytest.mark.parametrize("given", REFUSED)
def test_a_factor_that_is_none_is_refused(finished: Path, given: tuple[str, ...]) -> None:
    with pytest.raises(ProblemsFound) as caught:
        whatif(finished, given)
    assert [sentence(problem) for problem in caught.value.problems] == [REFUSED[given]]


def test_a_file_or_group_that_is_none_is_refused(finished: Path, tmp_path: Path) -> None:
    file = tmp_path / "w.csv"
    file.write_text("id,weight\nrequests,2\n", "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        whatif(finished, file=file)
    expected = f"{file}:1: 权重文件的表头不对：id、weight；应为 id、title、factor（title 可不写）。权重试算页可以下载这样的文件。 [S055]"
    assert [sentence(problem) for problem in caught.value.problems] == [expected]
    with pytest.raises(ProblemsFound) as caught:
        whatif(finished, ["requests=2"], groups=["city"])
    assert [sentence(problem) for problem in caught.value.problems] == ["指标体系中没有这个组：city；应为 county。请检查 --group。 [S056]"]
