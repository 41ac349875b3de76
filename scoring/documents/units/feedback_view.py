"""One unit's sheet as 情况反馈: parts that are there, numbered, with their tables and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.documents.charts.bars import Bar, bar_chart
from scoring.documents.charts.strip import strip_chart, strip_words
from scoring.documents.official.names import chinese_date
from scoring.documents.official.titleshape import break_title, em_width
from scoring.documents.units import sheetwords
from scoring.documents.units.appealwords import appeal_words
from scoring.documents.units.feedback_model import Charts, Feedback, Grid
from scoring.documents.units.grids import PADDING, WIDTH, grid
from scoring.documents.units.shown import shown
from scoring.results.sheets.model import BlockLine, LossLine, UnitSheet

TITLE_SIZE = 20.0  # pt
RUNNING_SIZE = 10.5  # pt, of the head of further pages
GAINS = 5  # lines of what would gain most, unless the settings say otherwise
NUMERALS = "一二三四五六七八九十"
_TITLES = {
    "scores": "各方面得分",
    "gains": "提升重点",
    "losses": "失分情况",
    "extras": "加分和扣分",
    "opens": "不计分的指标",
    "data": "数据核对",
    "appeals": "复核情况",
}


def feedback_view(sheet: UnitSheet, settings: Mapping[str, Any]) -> Feedback:
    """The document of one unit.

    Args:
        sheet: What it says (:func:`scoring.results.sheets.unit_sheets`).
        settings: Section ``feedback`` of assessment.yaml; may be empty.
    """
    sheet = shown(sheet, settings)
    title, day = str(settings.get("title") or f"{sheet.assessment}情况反馈"), settings.get("date")
    parts = _parts(sheet, int(settings.get("gains", GAINS)))
    return Feedback(
        sheet=sheet,
        title=title.replace("\n", ""),
        title_lines=break_title(title, WIDTH / TITLE_SIZE),
        mark=str(settings.get("mark") or ""),
        head=(head := f"{sheet.name}　{title}".replace("\n", "")),
        running=_fitted(head),
        salutation=f"{sheet.name}：",
        overview=sheetwords.overview(sheet),
        headings=_headings(parts),
        charts=_charts(sheet),
        closing=sheetwords.closing(settings),
        issuer=str(settings.get("issuer") or ""),
        date=chinese_date(day) if day else "",
        date_iso=str(day or ""),
        source_note=f"评分标准：《{sheet.criteria}》，校验码{sheet.fingerprint}。",
        keywords=f"{sheet.unit_id}, {sheet.fingerprint}",
        **parts,
    )


def _fitted(words: str) -> str:
    """Words on one line of the head; what is cut off is shown as cut off."""
    while em_width(words) * RUNNING_SIZE > WIDTH:
        words = f"{words.removesuffix('…')[:-1]}…"
    return words


def _parts(sheet: UnitSheet, most: int) -> dict[str, Any]:
    """The parts with headings, and what belongs to them; empty where there is nothing to say."""
    gains, losses = _gains(sheet, most), _losses(sheet.losses)
    return {
        "scores": _scores(sheet.blocks),
        "gains": gains,
        "gains_note": _gains_note(gains),
        "losses": losses,
        "losses_note": _losses_note(sheet),
        "details": tuple(map(_details, sheet.losses)),
        "details_width": round(sum(losses.widths[1:]) - PADDING, 1) if losses else 0,
        "extras": tuple(map(sheetwords.extra_words, sheet.extras)),
        "opens": tuple(map(sheetwords.open_words, sheet.opens)),
        "data": tuple(sheetwords.data_words(sheet.doubts, sheet.corrections, sheet.period)),
        "appeals": tuple(appeal_words(sheet)),
    }


def _headings(there: Mapping[str, object]) -> dict[str, str]:
    names = [name for name in _TITLES if there[name]]
    return {name: f"{NUMERALS[i]}、{_TITLES[name]}" for i, name in enumerate(names)}


def _scores(blocks: Sequence[BlockLine]) -> Grid | None:
    return grid(
        [
            ("考核方面", "left", [line.title for line in blocks]),
            ("满分", "right", [line.full for line in blocks]),
            ("适用分值", "right", [line.applicable or line.full for line in blocks] if any(line.applicable for line in blocks) else []),
            ("得分", "right", [line.points for line in blocks]),
            ("得分率", "right", [line.rate for line in blocks]),
            ("本组平均分", "right", [line.mean for line in blocks]),
            ("本组平均得分率", "right", [line.mean_rate for line in blocks]),
            ("本组最高分", "right", [line.best for line in blocks]),
        ]
    )


def _charts(sheet: UnitSheet) -> Charts:
    standing = sheet.standing
    strip, words = "", tuple[str, ...]()
    if standing and standing.places and standing.place is not None:
        mean = (standing.mean, f"平均{standing.mean}") if standing.mean else None
        own = (standing.total, f"本单位{standing.total}（第{standing.rank}名）")
        words = strip_words(standing.places, own[1], mean[1] if mean else "")
        strip = strip_chart(f"{sheet.group}{standing.of}个单位的总分", standing.places, own, mean, WIDTH)
    bars = [Bar(line.title, line.rate, line.rate or "不适用", line.mean_rate, line.mean_rate) for line in sheet.blocks]
    chart = bar_chart("各方面得分率", "本单位得分率", "本组平均得分率", bars, WIDTH) if bars else ""
    return Charts(strip, chart, words, tuple(bars))


def _gains(sheet: UnitSheet, most: int) -> Grid | None:
    lines = sheet.gains[:most]
    exact = all(line.total for line in lines)
    moved = exact and any(line.gain != line.lost for line in lines)
    return grid(
        [
            ("序号", "center", [str(i + 1) for i in range(len(lines))]),
            ("指标", "left", [line.title for line in lines]),
            ("考核方面", "left", [line.block for line in lines]),
            ("失分", "right", [line.lost for line in lines]),
            ("总分可提高", "right", [line.gain if moved else "" for line in lines]),
            ("总分可达", "right", [line.total if exact else "" for line in lines]),
            ("名次可达", "right", [line.rank if exact else "" for line in lines]),
        ]
    )


def _losses_note(sheet: UnitSheet) -> str:
    if not sheet.losses:
        return ""
    others = "“失分单位”为本组参加排名、有该项得分的单位中失分的个数。" if any(line.judged for line in sheet.losses) else ""
    return f"共{len(sheet.losses)}项失分，合计{sheet.lost}分。{others}"


def _gains_note(gains: Grid | None) -> str:
    if gains is None:
        return ""
    reached = "总分可达" in gains.heads
    rank = "、其他单位得分不变" if "名次可达" in gains.heads else ""
    return f"按补齐后提高的分数排列；“可达”是只补齐该项{rank}时的情形。" if reached else "按失分多少排列。"


def _losses(lines: Sequence[LossLine]) -> Grid | None:
    return grid(
        [
            ("序号", "center", [str(i + 1) for i in range(len(lines))]),
            ("指标", "left", [line.title for line in lines]),
            ("满分", "right", [line.full for line in lines]),
            ("得分", "right", [line.points for line in lines]),
            ("失分", "right", [line.lost for line in lines]),
            ("本组平均", "right", [line.mean for line in lines]),
            ("失分单位", "right", [f"{line.losing}/{line.judged}" if line.judged else "" for line in lines]),
        ]
    )


def _details(line: LossLine) -> tuple[tuple[str, str], ...]:
    sources = sheetwords.sources_words(line.sources)
    standard = line.standard + (f"依据：{line.basis}。" if line.basis else "")
    pairs = (("情况", line.reason), ("佐证", sheetwords.evidence_words(line.evidence, sources)), ("标准", standard), ("出处", sources))
    return tuple((label, text if text.endswith("。") else f"{text}。") for label, text in pairs if text)
