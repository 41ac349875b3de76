"""An invented run: Results of a province that does not exist, for tests of the documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.results.figure import Figure
from scoring.results.model import GroupTable, RankedUnit, Results

FOLDER = Path(__file__).parent
DAY = dt.date(2017, 8, 11)
BODY = FOLDER / "circular.html.j2"
BLOCKS = (("主动公开", "25"), ("政策解读", "15"), ("回应关切", "15"), ("依申请公开", "25"), ("监督保障", "20"))
CITIES = ["南渡", "望川", "栖霞", "白石", "青岚", "云麓", "清沅", "平芜", "鹿泽", "松坪", "澄湖", "赤岭", "沙河子", "阿尔根", "北湾"]
DEPARTMENTS = [
    "发展改革委",
    "教育厅",
    "科技厅",
    "工业和信息化厅",
    "民委",
    "公安厅",
    "民政厅",
    "司法厅",
    "财政厅",
    "人力资源社会保障厅",
    "国土资源厅",
    "环境保护厅",
    "住房城乡建设厅",
    "交通运输厅",
    "水利厅",
    "农牧厅",
    "林业厅",
    "商务厅",
    "文化厅",
    "卫生计生委",
    "审计厅",
    "国资委",
    "地税局",
    "工商局",
    "质监局",
    "新闻出版广电局",
    "体育局",
    "安监局",
    "统计局",
    "扶贫办",
]
GRADES = ((90, "优秀"), (80, "良好"), (60, "合格"), (0, "不合格"))


def results(cities: int = 15, departments: int = 30, **document: Any) -> Results:
    """A finished run with so many units; ``document`` overrides settings of the circular, None removes one."""
    settings = {
        "issuer": "沧澜省人民政府办公厅",
        "head": "沧澜省人民政府办公厅文件",
        "number": "沧政办发〔2017〕36号",
        "title": "沧澜省人民政府办公厅关于2016年政务公开工作考核情况的通报",
        "addressees": ["各市、自治州人民政府", "北湾新区管委会", "省政府各部门"],
        "date": DAY,
        "rectify_by": dt.date(2017, 9, 30),
        "copies_to": ["省委办公厅", "省人大常委会办公厅", "省政协办公厅", "省法院", "省检察院", "国务院办公厅政府信息与政务公开办公室"],
        "print_office": "沧澜省人民政府办公厅",
        "print_date": "2017-08-14",
        "annexes": [
            {"group": "city", "title": "2016年各市州人民政府政务公开工作考核成绩表"},
            {"group": "department", "title": "2016年省政府有关部门政务公开工作考核成绩表"},
        ],
    }
    settings |= document
    return Results(
        assessment_id="canglan-2016",
        title="沧澜省2016年政务公开工作考核",
        period="2016",
        run_date="2017-08-11",
        criteria_title="2016年政务公开工作考核指标",
        criteria_basis=("《沧澜省政务公开考核办法》",),
        score_fingerprint="3f9a2c71d05be8846610",
        groups=(group("city", "市州人民政府", cities), group("department", "省政府部门", departments)),
        figures=figures(),
        documents={"circular": {key: value for key, value in settings.items() if value is not None}},
        fixed_wording=("百分之四", "20个工作日", "前三名", "一次说清"),
    )


def group(group_id: str, title: str, size: int) -> GroupTable:
    """A ranking of ``size`` units; the second and third share their rank."""
    totals = sorted((9631 - (i * 7919 % 4200) for i in range(size)), reverse=True)
    totals[1:3] = totals[1:2] * len(totals[1:3])
    return GroupTable(
        group_id, title, BLOCKS, tuple(_unit(group_id, i, total, totals.index(total) + 1, totals) for i, total in enumerate(totals))
    )


def _unit(group_id: str, i: int, cents: int, rank: int, totals: list[int]) -> RankedUnit:
    name, short = _name(group_id, i)
    bonus = (i * 37 % 5) * 50 if cents > 8500 else 0
    rest, blocks = cents - bonus, []
    for j, (_title, full) in enumerate(BLOCKS):
        part = rest if j == len(BLOCKS) - 1 else min((cents - bonus) * int(full) // 100, rest)
        blocks.append(part)
        rest -= part
    return RankedUnit(
        unit_id=f"{group_id}{i}",
        name=name,
        short_name=short,
        status="assessed",
        rank=str(rank),
        tied=totals.count(cents) > 1,
        base=_points(cents - bonus),
        bonus=_points(bonus),
        penalty="0.00",
        total=_points(cents),
        grade=next(grade for floor, grade in GRADES if cents >= floor * 100),
        blocks=tuple(_points(part) for part in blocks),
    )


def _name(group_id: str, i: int) -> tuple[str, str]:
    if group_id == "city":
        base = CITIES[i % len(CITIES)] + (str(i // len(CITIES)) if i >= len(CITIES) else "")
        suffix = "新区" if base == "北湾" else "自治州" if base == "阿尔根" else "市"
        return f"{base}{suffix}", base + suffix
    base = DEPARTMENTS[i % len(DEPARTMENTS)]
    return f"沧澜省{base}", f"省{base}"


def _points(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def unranked(table: GroupTable, note: str) -> GroupTable:
    """The group with its last unit exempt."""
    last = replace(
        table.rows[-1], status="exempt", rank="", base="", bonus="", penalty="", total="", grade="", blocks=("",) * len(BLOCKS), note=note
    )
    return replace(table, rows=(*table.rows[:-1], last))


def figures() -> dict[str, Figure]:
    """Figures as finished strings, invented."""
    texts = {
        "units": ("45", "个"),
        "disclosed": ("1284316", "条"),
        "disclosed_growth": ("6.27", "%"),
        "website": ("702158", "条"),
        "gazette": ("3117", "条"),
        "weibo": ("118940", "条"),
        "wechat": ("96225", "条"),
        "other": ("363876", "条"),
        "requests": ("1846", "件"),
        "closed": ("1802", "件"),
        "on_time": ("97.62", "%"),
        "excellent": ("18", "个"),
        "mean_city": ("82.15", "分"),
        "top_cities": ("南渡市、望川市、栖霞市", ""),
        "top_departments": ("省发展改革委、省教育厅、省科技厅", ""),
        "no_column": ("部分", ""),
        "late": ("个别", ""),
        "nobody": ("", ""),
    }
    return {
        name: Figure(name, text, Decimal(text) if text.replace(".", "").isdigit() else None, f"sum({name})", uom, 45, 45)
        for name, (text, uom) in texts.items()
    }
