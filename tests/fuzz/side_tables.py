"""Tables that commands are given besides the folder: the crosswalk of two years, the weights of a trial."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

from scoring.comparing.crosswalk import read_crosswalk
from scoring.criteria.model import Criteria
from scoring.folder.planning import usable_plan
from scoring.problems import ProblemsFound
from scoring.reweighing.asked import factors_of, read_weights
from tests.fuzz.machinery.plain import mutate_lines
from tests.fuzz.machinery.target import Target, assert_told, passing_folder
from tests.runs.mini import CRITERIA


@functools.cache
def _criteria() -> Criteria:
    with passing_folder() as folder:
        (folder / "criteria.yaml").write_text(CRITERIA, "utf-8")
        return usable_plan(folder / "criteria.yaml").criteria


def check(data: bytes) -> None:
    """Read a table as each of them."""
    with passing_folder() as folder:
        file = folder / "table.csv"
        file.write_bytes(data)
        readers: tuple[Callable[[Path], object], ...] = (read_crosswalk, lambda path: factors_of(_criteria(), read_weights(path)))
        for read in readers:
            try:
                read(file)
            except ProblemsFound as found:
                assert_told(found.problems)


_CROSSWALK = "kind,old_id,new_id,weight,remark\nunit,a,b,,更名\nunit,c,d,0.5,拆分\nunit,c,e,0.5,\nindicator,x.y,x.z,,\n"
_WEIGHTS = "id,factor,title\nrequests,1.5,依申请公开\nsupport.plan,0,工作方案\n"
TARGET = Target(lambda: [_CROSSWALK.encode(), _WEIGHTS.encode()], check, mutate_lines, examples=60)
