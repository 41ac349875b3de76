"""Any YAML: values with the line of each, or what is wrong, in the words of somebody who does not write YAML every day."""

from __future__ import annotations

from pathlib import Path

from scoring.files import yamlfile
from scoring.problems import ProblemsFound
from tests.fuzz.machinery.target import Target, assert_told, passing_folder
from tests.fuzz.machinery.trees import mutate_yaml
from tests.runs.mini import CRITERIA

_BROKEN = Path(__file__).resolve().parents[1] / "broken" / "criteria"


def check(data: bytes) -> None:
    """Read it; what was read is written and read back to the same values."""
    with passing_folder() as folder:
        file = folder / "file.yaml"
        file.write_bytes(data)
        try:
            read = yamlfile.read(file, "file.yaml")
        except ProblemsFound as found:
            assert_told(found.problems)
            return
    again = yamlfile.parse(yamlfile.dump(read.data), "again")
    assert again.data == read.data


def _seeds() -> list[bytes]:
    names = ("as_officials_write", "colon_in_a_text", "duplicate_key", "encoding")
    return [CRITERIA.encode(), *((_BROKEN / f"{name}.yaml").read_bytes() for name in names)]


TARGET = Target(_seeds, check, mutate_yaml, examples=120)
