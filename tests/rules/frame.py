"""The frame that small criteria of cases stand in."""

from __future__ import annotations

from typing import Any

FRAME: dict[str, Any] = {
    "id": "cases",
    "title": "用例",
    "period": 2016,
    "groups": {"city": {"title": "市州", "grades": "standard"}},
    "policy": {
        "rounding": {"digits": 2, "mode": "half_up", "at": "total"},
        "ranking": {"on": "printed", "ties": "competition"},
        "not_applicable": "rescale",
        "missing": "not_assessable",
    },
    "grades": {
        "standard": [
            {"grade": "优秀", "from": 90},
            {"grade": "良好", "from": 80},
            {"grade": "合格", "from": 60},
            {"grade": "不合格", "from": 0},
        ]
    },
    "events": {
        "late_reply": {"title": "超期答复"},
        "commended": {"title": "通报表扬"},
        "wrong": {"title": "内容有误"},
        "leak": {"title": "失泄密"},
    },
    "measures": {
        "share": {"title": "按时办结率", "value": "requests_closed_on_time / requests_closed", "show": "percent"},
        "sum": {"title": "经费合计", "value": "special_funds_wan_yuan + fees_collected_wan_yuan"},
    },
}


def merged(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The base with changes laid over it, mapping by mapping."""
    result = dict(base)
    for key, value in changes.items():
        both = isinstance(value, dict) and isinstance(base.get(key), dict) and key != "rounding"
        result[key] = merged(base[key], value) if both else value
    return result
