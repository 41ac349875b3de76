"""The record tables that ship: every column has a Chinese title, and what names columns names them rightly."""

from __future__ import annotations

import re

import pytest

from scoring.criteria.records.tables import shipped_tables

TABLES = shipped_tables()


@pytest.mark.parametrize("name", TABLES)
def test_a_shipped_table_names_its_own_columns(name: str) -> None:
    table = TABLES[name]
    dated = table.column(table.dated_by)
    assert dated
    assert dated.kind == "date"
    assert not dated.required
    assert all(table.column(column) for column in table.key)
    assert len({column.name for column in table.columns}) == len(table.columns)
    assert all(re.search("[\u4e00-\u9fff]", column.title) for column in table.columns)


def test_an_application_has_a_day_for_every_rule_of_receipt() -> None:
    columns = {column.name: column for column in TABLES["requests"].columns}
    assert {"submitted_on", "signed_on", "confirmed_on", "arrived_on"} <= columns.keys()
    assert columns["channel"].allowed == ("当面", "签收邮寄", "普通邮寄", "网络", "电子邮件", "传真")
    assert columns["extended"].kind == "flag"
