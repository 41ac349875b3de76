"""Margins of the example assessment, as they are printed."""

from __future__ import annotations

from scoring.commands.running import Run
from scoring.deciding import margins


def test_the_example_says_what_is_close(example_run: Run) -> None:
    found = margins(example_run.folder, ["霁江市"])
    (row,) = found.units
    assert (row.rank, row.score, row.to_rank_down, row.to_grade_up) == ("9", "79.01", "0.03", "0.99")
    assert row.first("grade_up") == (
        "如不认定“答复未说明理由或救济渠道”2件（2016-11-21，抽查答复文书未写明救济渠道（台账第241号）），总分由79.01变为80.01，等次由合格变为良好。"
    )
    # 84.40 both when only the total is rounded; per indicator the one has a hundredth more.
    assert [pair.sentence for pair in found.pairs if "at" in pair.choices] == [
        "省质监局与省科技厅：现为省质监局在前；如改为总分取整，两者均为84.40，则两者并列。",
        "省质监局与省科技厅：现为省质监局在前；如改为基础分和加分取整，两者均为84.40，则两者并列。",
    ]
