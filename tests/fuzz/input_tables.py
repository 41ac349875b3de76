"""The office's own tables: units, reports, findings, marks, external scores, updates, exemptions, corrections, appeals, calendar, data."""

from __future__ import annotations

from scoring.appeals.reading import read_appeals
from scoring.intake.dictionary import metrics
from scoring.intake.inputs.data_files import open_data
from scoring.intake.inputs.reading import read_inputs
from scoring.intake.inputs.tables import TABLES
from scoring.problems import ProblemsFound
from tests.appeals import folder as appeals
from tests.fuzz.machinery.folders import of_folder, write_folder
from tests.fuzz.machinery.packages import mutate_package
from tests.fuzz.machinery.target import Target, assert_told, passing_folder
from tests.runs import mini

FURTHER = {
    "units": mini.TABLES["units"],
    "external": "unit_id,key,score,full_score,issued_by,issued_on\njia,third_party,85.5,100,评估中心,2017-01-05\n",
    "updates": "unit_id,indicator_id,column_name,cycle,updated_on,items\njia,a.b,通知公告,month,2016-12-30,12\n",
    "calendar": "day,workday,name\n2017-01-02,否,调休\n2017-01-22,是,调休上班\n",
    "corrections": "unit_id,metric,part,period,old,new,corrected_by,corrected_on,reason\n"
    "yi,requests_closed,total,2016,9,8,考核组,2017-04-20,核对台账\n",
    "data": "unit_id,metric,value,period\njia,population,12.5,2016\nyi,population,/,2016\n",
}


def check(data: bytes) -> None:
    """Read all tables of a folder: frames of the declared columns, or the problems of all of them together."""
    with passing_folder() as folder:
        if not write_folder(data, folder):
            return
        try:
            tables = read_inputs(folder)
            for name in ("data.csv", "data.xlsx"):
                if (folder / name).is_file():
                    open_data(folder / name, name, metrics())
        except ProblemsFound as found:
            assert_told(found.problems)
            return
    for table in TABLES:
        assert set(table.names) <= set(tables[table.name].columns)
    read_appeals(tables["appeals"])


def _seeds() -> list[bytes]:
    seeds = []
    appealed = appeals.table(appeals.LAPSE, appeals.PLAN, appeals.PENDING)
    for texts in (mini.TABLES, FURTHER, {"units": mini.TABLES["units"], "appeals": appealed}):
        with passing_folder() as folder:
            for name, text in texts.items():
                (folder / f"{name}.csv").write_text(text, "utf-8")
            seeds.append(of_folder(folder))
    return seeds


TARGET = Target(_seeds, check, mutate_package, examples=20)
