"""The record tables of the invented nation: applications, items published, interpretations, and calls to a hotline."""

from __future__ import annotations

from datetime import date, timedelta

from tests.benchmarks.nation_records import Table, pick, roll

CHANNELS = ("网络", "网络", "网络", "网络", "网络", "电子邮件", "当面", "签收邮寄", "普通邮寄", "传真")
BY_POST, BY_HAND, SIGNED, BY_MAIL = (
    CHANNELS.index("普通邮寄"),
    CHANNELS.index("当面"),
    CHANNELS.index("签收邮寄"),
    CHANNELS.index("电子邮件"),
)
APPLICANTS = ("自然人", "自然人", "自然人", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "自然人")
OUTCOMES = ("予以公开", "予以公开", "予以公开", "部分公开", "不予公开", "无法提供", "无法提供", "不予处理", "其他处理", "撤回")
KINDS = ("咨询", "投诉", "建议", "求助")
TOPICS = ("土地", "规划", "财政", "教育", "环境", "住房", "社保", "交通")
FORMS, PLACES = ("图解", "问答", "发布会", "视频"), ("政府网站", "政务新媒体", "政府公报", "档案馆")
RECEIPTS = ("submitted_on", "signed_on", "confirmed_on", "arrived_on")
ASIDE = ("correction_asked_on", "correction_received_on", "third_party_asked_on", "third_party_answered_on")
UNKNOWN, NO_DAY, NO_WORD = "'zz' || i", "'2019-02-30'", "'信鸽'"


def tables(last: date) -> dict[str, Table]:
    """The record tables by name.

    Args:
        last: Last day of the year assessed, to which late cases are planted.
    """
    made = (_requests(last), _disclosures(last), _interpretations(last), _hotline())
    return {table.name: table for table in made}


def _late(last: date) -> tuple[str, str]:
    """A case of the last days of the year, done four weeks later: SQL of both days."""
    return f"date '{last - timedelta(days=3)}'", f"date '{last + timedelta(days=27)}'"


def _ends(start: str, end: str, last: date) -> dict[str, dict[str, str]]:
    """What every table with a start and an end can get wrong."""
    begun, done = _late(last)
    return {
        "reversed": {end: "day - 3"},
        "undated": {start: "null"},
        "beyond_calendar": {start: begun, end: done},
        "unknown_unit": {"unit_id": UNKNOWN},
        "broken_date": {end: NO_DAY},
    }


def _requests(last: date) -> Table:
    by_hand = {"channel": "'当面'", "submitted_on": "day", **dict.fromkeys(RECEIPTS[1:] + ASIDE, "null"), "extended": "false"}
    lies = _ends("received_on", "replied_on", last)
    lies["reversed"] |= by_hand
    lies["undated"] |= dict.fromkeys(RECEIPTS, "null")
    lies["beyond_calendar"] |= by_hand | {"submitted_on": _late(last)[0]}
    lies["disordered"] = by_hand | {"correction_asked_on": "day + 5", "correction_received_on": "day + 2", "replied_on": "day + 9"}
    lies["blank_key"], lies["broken_flag"], lies["not_allowed"] = {"request_id": "null"}, {"extended": "'可能'"}, {"channel": NO_WORD}
    wrong = {"reversed": "replied_on", "undated": "received_on", "disordered": "correction_received_on", "beyond_calendar": "received_on"}
    wrong |= {"duplicate": "request_id", "blank_key": "request_id", "broken_flag": "extended", "not_allowed": "channel"}
    return Table(
        "requests", 3000, _REQUEST_STEPS, _REQUEST, lies, wrong | {"unknown_unit": "unit_id", "broken_date": "replied_on"}, ("extended",)
    )


_GOES_ON = "(asked is null or corrected is not null)"
_HEARD = "(heard is null or answered is not null)"
_TAKEN = f"1 + {roll(11, 40)} * (3 + cast(n % 7 as integer)) // 8 + case when longer then 15 else 0 end"
_REQUEST_STEPS = (
    {"way": roll(0, len(CHANNELS)), "longer": f"{roll(3, 100)} < 8"},
    {"known": f"day + case when way in ({BY_HAND}, {SIGNED}) then 0 else {roll(13, 4)} end"},
    {"asked": f"case when {roll(1, 100)} < 6 then known + 1 + {roll(2, 9)} end"},
    {"corrected": f"case when {roll(4, 5)} > 0 then asked + 1 + {roll(5, 20)} end"},
    {"heard": f"case when {roll(6, 100)} < 4 and {_GOES_ON} then coalesce(corrected, known) + 2 + {roll(7, 6)} end"},
    {"answered": f"case when {roll(8, 10)} > 0 then heard + 5 + {roll(9, 12)} end"},
    {"done": f"case when {roll(10, 100)} >= 4 and {_GOES_ON} and {_HEARD} then coalesce(answered, corrected, known) + {_TAKEN} end"},
)
_REQUEST = {
    "request_id": "'r' || e",
    "applicant": pick(APPLICANTS, roll(12, len(APPLICANTS))),
    "channel": pick(CHANNELS, "way"),
    "received_on": "day",
    "submitted_on": f"case when way = {BY_HAND} then day end",
    "signed_on": f"case when way = {SIGNED} then day end",
    "confirmed_on": f"case when way not in ({BY_HAND}, {SIGNED}) then known end",
    "arrived_on": f"case when way not in ({BY_HAND}, {SIGNED}, {BY_POST}) then day end",
    "correction_asked_on": "asked",
    "correction_received_on": "corrected",
    "third_party_asked_on": "heard",
    "third_party_answered_on": "answered",
    "extended": "longer",
    "replied_on": "done",
    "outcome": f"case when done is not null then {pick(OUTCOMES, roll(14, len(OUTCOMES)))} when not {_GOES_ON} then '逾期不补正' end",
    "topic": pick(TOPICS, roll(2, len(TOPICS))),
}


def _disclosures(last: date) -> Table:
    columns = {
        "item_id": "'m' || e",
        "title": f"{pick(TOPICS, roll(0, len(TOPICS)))} || '信息'",
        "formed_on": "day",
        "published_on": f"case when {roll(1, 20)} > 0 then day + {roll(2, 60)} * (2 + cast(n % 7 as integer)) // 8 end",
        "channel": pick(PLACES, roll(3, len(PLACES))),
        "topic": pick(TOPICS, roll(0, len(TOPICS))),
    }
    lies = _ends("formed_on", "published_on", last) | {"blank_key": {"item_id": "null"}}
    wrong = {"reversed": "published_on", "undated": "formed_on", "beyond_calendar": "formed_on", "duplicate": "item_id"}
    wrong |= {"blank_key": "item_id", "unknown_unit": "unit_id", "broken_date": "published_on"}
    return Table("disclosures", 3001, (), columns, lies, wrong)


def _interpretations(last: date) -> Table:
    columns = {
        "document_id": "'w' || e",
        "title": f"'关于' || {pick(TOPICS, roll(0, len(TOPICS)))} || '工作的意见'",
        "document_on": "day",
        "interpreted_on": f"case when {roll(1, 10)} > 0 then day + {roll(2, 9)} end",
        "form": pick(FORMS, roll(3, len(FORMS))),
        "topic": pick(TOPICS, roll(0, len(TOPICS))),
    }
    lies = _ends("document_on", "interpreted_on", last) | {"blank_key": {"document_id": "null"}}
    wrong = {"reversed": "interpreted_on", "undated": "document_on", "beyond_calendar": "document_on", "duplicate": "document_id"}
    wrong |= {"blank_key": "document_id", "unknown_unit": "unit_id", "broken_date": "interpreted_on"}
    return Table("interpretations", 3002, (), columns, lies, wrong)


def _hotline() -> Table:
    """A table that no statute knows: the office declares its columns, and every mistake is one of the row."""
    columns = {
        "case_id": "'h' || e",
        "kind": pick(KINDS, roll(0, len(KINDS))),
        "topic": pick(TOPICS, roll(1, len(TOPICS))),
        "received_on": "day",
        "closed_on": f"case when {roll(2, 20)} > 0 then day + {roll(3, 12)} end",
        "score": f"cast({roll(4, 101)} as bigint)",
        "amount": f"cast({roll(5, 4000)} / 4 as decimal(28, 10))",
    }
    lies = {
        "unknown_unit": {"unit_id": UNKNOWN},
        "blank_key": {"case_id": "null"},
        "broken_date": {"closed_on": NO_DAY},
        "not_allowed": {"kind": NO_WORD},
        "out_of_order": {"closed_on": "day - 3"},
        "out_of_range": {"score": "cast(999 as bigint)"},
        "bad_pattern": {"case_id": "'x' || e"},
    }
    wrong = {kind: next(iter(cells)) for kind, cells in lies.items()} | {"duplicate": "case_id"}
    return Table("hotline", 3003, (), columns, lies, wrong)
