"""The explanation of a unit's score as text for a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.rules.adjusting import ADJUSTMENTS

_INNER = str.maketrans("“”", "‘’")  # quotation marks inside quotation marks


def _sum_lines(explained: Mapping[str, Any], terms: str, place: str) -> list[str]:
    """The total and what it is made of; a unit made of others first says which part is its own."""
    members, total, exact = explained["members"], explained["total"]["printed"], f"（精确值 {explained['total']['exact']}）"
    if members is None:
        return [f"总分 {total} = {terms}{exact}  {place}".rstrip()]
    counted = [f"  {found['name']} {found['total'] or '没有总分'}{'' if found['counts'] else '（不计）'}" for found in members["of"]]
    return [f"总分 {total} = {members['words']}{exact}  {place}".rstrip(), *counted, f"本级 {members['own']} = {terms}"]


def _component_line(part: Mapping[str, Any]) -> str:
    if part["total_exact"] is None:
        return f"  {part['title']} 未能评分" + (f"（{part['gate']}）" if part["gate"] else "")
    terms = f"基础分 {part['base']} + 加分 {part['bonus']} - 扣分 {part['penalty']}"
    gate = f"，触发：{part['gate']}" if part["gate"] else ""
    return f"  {part['title']} {part['total_exact']} = {terms}（满分 {part['full']}{gate}），计入总分 {part['share']}"


def explanation_text(explained: Mapping[str, Any]) -> str:
    """The explanation as text for a person."""
    lines = [f"{explained['name']}  {explained['title']}"]
    lines += _total_lines(explained) if explained["total"] else ["未计分"]
    lines += [_component_line(part) for part in explained["components"]]
    lines += [
        f"  {block['title']} {block['points']}/{block['full']}"
        + (f"（适用 {block['applicable']} 分）" if block["applicable"] != block["full"] else "")
        for block in explained["blocks"]
    ]
    lines += _appeal_lines(explained["appeals"]) if explained["appeals"] else []
    for indicator in explained["indicators"]:
        lines += _indicator_lines(indicator)
    return "\n".join(lines) + "\n"


def _appeal_lines(found: Mapping[str, Any]) -> list[str]:
    """Score, rank and grade without what was decided, then every appeal and adjustment of the unit."""
    effect, lines = found["effect"], []
    if effect and effect["moved_by"]:
        why = "本单位的复核或调整" if effect["moved_by"] == "own" else "其他单位的复核或调整"
        place = f"，第{effect['rank_before']}名" if effect["rank_before"] else ""
        lines.append(f"复核前 {effect['total_before']}{place}  {effect['grade_before']}（变动由于{why}）")
    for row in found["decisions"]:
        signed = f"（{row['decided_on']}，{row['decided_by']}：{row['reason']}）" if row["decided_on"] else ""
        about = "，".join(filter(None, (row["indicator"], row["effect"])))
        lines.append("  " + "  ".join(filter(None, (row["appeal_id"], row["kind"], row["decision"], about + signed))))
    return lines


def _total_lines(explained: Mapping[str, Any]) -> list[str]:
    """The total with rank and grade, and what decided or is missing to the next."""
    total = explained["total"]
    rank = f"第{total['rank']}名" + ("（并列）" if total["tied_with"] else "") if total["rank"] else "不参加排名"
    if total["rank_overall"]:
        rank += f"（全体第{total['rank_overall']}名）"
    terms = f"基础分 {total['base']} + 加分 {total['bonus']} - 扣分 {total['penalty']}"
    lines = _sum_lines(explained, terms, f"{rank}  {total['grade'] or ''}")
    if total["tie_broken_by"]:
        lines.append(f"总分与相邻单位相同，以{total['tie_broken_by']}定先后")
    if total["gate"]:
        lines.append(f"触发：{total['gate']}")
    if total["margin_to_next_rank"]:
        grade = f"，距上一等次 {total['margin_to_next_grade']} 分" if total["margin_to_next_grade"] else ""
        lines.append(f"距上一名 {total['margin_to_next_rank']} 分{grade}")
    return lines


def _indicator_lines(indicator: Mapping[str, Any]) -> list[str]:
    """An indicator's points, its sentence, its basis, and where every number came from."""
    points = "—" if indicator["points"] is None else indicator["points"]
    # A deduction without a cap has no full points, and what a decision may give at most is none.
    limit = "" if str(indicator["full"]) == "0" or indicator["id"] in ADJUSTMENTS else f"/{indicator['full']}"
    lines = ["", f"{indicator['id']}  {indicator['title']}  {points}{limit}", f"  {indicator['reason']}"]
    if indicator["basis"]:
        lines.append(f"  依据：{indicator['basis']}")
    for source in indicator["sources"]:
        place = "  ".join(filter(None, (source["file"], source["locator"])))
        quote = f"  “{source['quote'].translate(_INNER)}”" if source["quote"] else ""
        lines.append(f"    ← {source['what']} = {source['value']}" + (f"  {place}" if place else "") + quote)
    return lines
