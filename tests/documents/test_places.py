"""Places of facts in words."""

from __future__ import annotations

import pytest

from scoring.documents.quality.places import place_words


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        ("table 2 row 7 column 10", "第2个表格第7行第10列"),
        ("page 3 table 1 row 4 column 2", "第3页第1个表格第4行第2列"),
        ("table 4", "第4个表格"),
        ("line 12 [3:7]", "第12行第4至7字"),
        ("line 12 [3:4]", "第12行第4字"),
        ("line 12", "第12行"),
        ("line 12 (page 3) [0:2]", "第3页第12行第1至2字"),
        ("line 12 (page 3)", "第3页第12行"),
        ("附表!C61", "“附表”C61单元格"),
        ("line 说明!A10 [26:30]", "“说明”A10单元格第27至30字"),
        ("findings/市.csv line 3", "（findings/市.csv）第3行"),
        ("row 3, life", "第3行"),
        ("line 3 [12:15];line 4 [31:34]", "第3行第13至15字、第4行第32至34字"),
        ("A1;A2;A3;A4;A5", "A1、A2、A3等5处"),
        ("", ""),
    ],
)
def test_a_place_is_said_as_an_official_would(locator: str, words: str) -> None:
    assert place_words(locator) == words
