"""Where the files of a record table are looked for: a file, a folder, a pattern, or the default places."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.criteria.records.tables import shipped_tables
from scoring.folder.assessment import read_assessment
from scoring.folder.record_places import record_files
from scoring.problems import sentence
from tests.runs.mini import make

TABLES = {"requests": shipped_tables()["requests"]}
FILES = (
    "requests/b.csv",
    "requests/a.xlsx",
    "requests/x/c.parquet",
    "requests/~$a.xlsx",
    "requests/.hidden",
    "多年/r-2019.csv",
    "多年/r-2020.csv",
)
PLACES = {
    "": ["requests/a.xlsx", "requests/b.csv", "requests/x/c.parquet"],
    "requests": ["requests/a.xlsx", "requests/b.csv", "requests/x/c.parquet"],
    "requests/b.csv": ["requests/b.csv"],
    "多年/*.csv": ["多年/r-2019.csv", "多年/r-2020.csv"],
    "多年/r-20[12]9.csv": ["多年/r-2019.csv"],
}
WRONG = {
    "inputs: {requests: ../r.csv}": "inputs.requests: 路径在考核目录之外：../r.csv；应为考核目录之内的路径。请把文件放进考核目录。 [A005]",
    "inputs: {requests: z*.csv}": (
        "inputs.requests: 找不到数据文件：z*.csv；应为 requests 数据表。请补上文件，或改正 inputs.requests。 [A004]"
    ),
    "inputs: {requets: r.csv, requests: requests}": (
        "inputs.requets: 不认识的键：requets；应为 units、reports、findings、marks、external、updates、exemptions、corrections、appeals、"
        "calendar、data、requests 之一。是否想写 requests。 [C003]"
    ),
}


def folder_with(folder: Path, files: tuple[str, ...], inputs: str = "") -> Path:
    """A small assessment with files and a line of assessment.yaml."""
    made = make(folder)
    for file in files:
        (made / file).parent.mkdir(parents=True, exist_ok=True)
        (made / file).write_text("unit_id\n", "utf-8")
    settings = made / "assessment.yaml"
    settings.write_text(settings.read_text("utf-8") + f"\n{inputs}\n", "utf-8")
    return made


@pytest.mark.parametrize("place", PLACES)
def test_a_file_a_folder_or_a_pattern_is_found(tmp_path: Path, place: str) -> None:
    folder = folder_with(tmp_path, FILES, f"inputs: {{requests: '{place}'}}" if place else "")
    found, problems = record_files(read_assessment(folder), TABLES)
    assert problems == []
    assert [file.relative_to(folder).as_posix() for file in found["requests"]] == PLACES[place]


@pytest.mark.parametrize("inputs", WRONG)
def test_a_place_that_cannot_be_used_is_told(tmp_path: Path, inputs: str) -> None:
    found, problems = record_files(read_assessment(folder_with(tmp_path, FILES, inputs)), TABLES)
    assert [sentence(problem).partition("assessment.yaml:")[2].partition(": ")[2] for problem in problems] == [WRONG[inputs]]
    assert set(found) == ({"requests"} if "requests: requests" in inputs else set())


def test_two_default_places_are_told(tmp_path: Path) -> None:
    _, problems = record_files(read_assessment(folder_with(tmp_path, (*FILES, "requests.csv"))), TABLES)
    assert [problem.code for problem in problems] == ["A026"]
    assert problems[0].found == "requests/、requests.csv"


@pytest.mark.parametrize("link", ["requests.csv", "requests"])
def test_a_link_at_the_default_place_stays_inside_too(tmp_path: Path, link: str) -> None:
    folder = folder_with(tmp_path / "a", ())
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "r.csv").write_text("unit_id\n", "utf-8")
    (folder / link).symlink_to(tmp_path / "secret" / ("r.csv" if link.endswith("csv") else ""))
    found, problems = record_files(read_assessment(folder), TABLES)
    assert [problem.code for problem in problems] == ["A005"]
    assert not found.get("requests")


def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, FILES)
    (folder / "requests" / "z.csv").symlink_to(folder / "gone.csv")
    found, _ = record_files(read_assessment(folder), TABLES)
    assert folder / "requests" / "z.csv" in found["requests"]


def test_a_link_out_of_the_folder_is_outside(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "a", FILES, "inputs: {requests: links}")
    (tmp_path / "secret.csv").write_text("unit_id\n", "utf-8")
    (folder / "links").mkdir()
    (folder / "links" / "r.csv").symlink_to(tmp_path / "secret.csv")
    _, problems = record_files(read_assessment(folder), TABLES)
    assert [problem.code for problem in problems] == ["A005"]
