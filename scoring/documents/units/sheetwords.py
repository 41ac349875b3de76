"""The sentences of 情况反馈: score and rank, sources of numbers, doubtful figures, how to object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.documents.official.names import chinese_date
from scoring.documents.printing.html import shortened
from scoring.documents.quality.places import place_words
from scoring.documents.units.proof import dated, recorded
from scoring.results.material import SourceEntry
from scoring.results.sheets.model import CorrectionLine, DoubtLine, ExtraLine, OpenLine, Standing, UnitSheet

MOST_TIED, MOST_SOURCES, MOST_DOUBTS, MOST_QUOTE = 3, 6, 8, 60
_TIED_NOTE = "总分相同，以"
_QUOTED = {"mark", "event", "unit_event", "column", "external"}  # what stands there says who found what when


def overview(sheet: UnitSheet) -> tuple[str, ...]:
    """Paragraphs on score, rank and grade, what they are made of, gates and remarks."""
    notes = _notes(sheet)
    if sheet.standing is None:
        return (f"你单位在{sheet.assessment}中{'，'.join(notes) or '没有总分'}，本次不计分。",)
    paragraphs = [_score(sheet, sheet.standing), _made_of(sheet.standing)]
    paragraphs += [_gate(gate.title, gate.condition, gate.consequence, gate.basis) for gate in sheet.gates]
    paragraphs += [f"说明：{'；'.join(notes)}。"] if notes else []
    return tuple(filter(None, paragraphs))


def _notes(sheet: UnitSheet) -> list[str]:
    """Remarks of the ranking table, without what other paragraphs say."""
    said = {gate.title for gate in sheet.gates}
    return [note for note in sheet.note.split("；") if note and note not in said and not note.startswith(_TIED_NOTE)]


def _score(sheet: UnitSheet, standing: Standing) -> str:
    full = f"（满分{standing.full}分）" if standing.full else ""
    said = [f"你单位在{sheet.assessment}中总分{standing.total}分{full}"]
    if standing.rank:
        tied = f"（与{_some(standing.tied)}并列）" if standing.tied else ""
        said.append(f"在{sheet.group}{standing.of}个参加排名的单位中列第{standing.rank}名{tied}")
    if standing.rank_overall:
        said.append(f"在全部{standing.of_overall}个参加排名的单位中列第{standing.rank_overall}名")
    if standing.grade:
        said.append(f"等次为{standing.grade}")
    return "，".join(said) + "。" + _distances(standing) + _group(standing, "本组" if standing.rank else sheet.group)


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:MOST_TIED]) + (f"等{len(names)}个单位" if len(names) > MOST_TIED else "")


def _distances(standing: Standing) -> str:
    said = [f"总分与相邻单位相同，以{standing.tie_broken_by}定先后"] if standing.tie_broken_by else []
    if standing.to_next_rank and standing.to_next_rank != "0":
        said.append(f"距上一名{standing.to_next_rank}分")
    if standing.next_grade:
        said.append(f"距“{standing.next_grade}”等次{standing.to_next_grade}分")
    return "，".join(said) + "。" if said else ""


def _group(standing: Standing, group: str) -> str:
    """How the group did; it has its name where no sentence on the rank said it."""
    said = [f"平均{standing.mean}分"] if standing.mean else []
    said += [f"最高{standing.best}分"] if standing.best else []
    return f"{group}参加排名的单位{'，'.join(said)}。" if said else ""


def _made_of(standing: Standing) -> str:
    """Terms of the total where there is more than the base."""
    terms = [(word, text) for word, text in (("加分", standing.bonus), ("扣分", standing.penalty)) if text.strip("0.-")]
    said = f"总分中，基础分{standing.base}分，{'，'.join(f'{word}{text}分' for word, text in terms)}。" if terms else ""
    return said + (f"总分由本级和下级单位的得分合成：{standing.made_of}。" if standing.made_of else "")


def _gate(title: str, condition: str, consequence: str, basis: str) -> str:
    words = "，".join(filter(None, (condition, consequence)))
    return f"触发“{title}”" + (f"：{words}" if words else "") + (f"（依据：{basis}）" if basis else "") + "。"


def sources_words(sources: Sequence[SourceEntry]) -> str:
    """Where the numbers came from: 制发规范性文件总数19（anjian.html第1个表格第5行第3列）; marks of what is there are left out."""
    lacking = [entry for entry in sources if entry.kind == "mark" and entry.value == "0"]
    shown = [entry for entry in sources if entry.kind != "mark" or not lacking or entry in lacking]
    shown = [entry for entry in shown if entry.file]
    words = "；".join(_source(entry) for entry in shown[:MOST_SOURCES])
    return f"{words}；等{len(shown)}处" if len(shown) > MOST_SOURCES else words


def _source(entry: SourceEntry) -> str:
    place = _place(entry.file, entry.locator)
    said = f"，{shortened(recorded(entry.quote), MOST_QUOTE)}" if entry.kind in _QUOTED and entry.quote else ""
    return f"{entry.title}{dated(entry.value)}（{place}{said}）"


def _place(file: str, locator: str) -> str:
    """A file by its name, and the place in it."""
    name, words = file.rpartition("/")[2], place_words(locator)
    return f"{name}，{words}" if words[:1].isascii() and words and name else name + words


def evidence_words(evidence: str, sources: str) -> str:
    """Evidence references, without those that the sources already say."""
    pieces = [piece for piece in evidence.split(";") if piece and piece not in sources]
    return "；".join(pieces)


def extra_words(line: ExtraLine) -> str:
    """A bonus or deduction as a paragraph."""
    kind = "加分" if line.kind == "bonus" else "扣分"
    cap = f"（上限{line.cap}分）" if line.cap else ""
    gate = "" if line.counted else f"未达到“{line.condition}”的条件，不计入总分。"
    evidence = f"佐证：{line.evidence.replace(';', '；')}。" if line.evidence else ""
    return f"{kind}：{line.title}{cap}，{_ended(line.reason)}{gate}{evidence}"


def open_words(line: OpenLine) -> str:
    """An indicator without points as a paragraph."""
    reason = line.reason.removeprefix(f"{line.word}：")
    return f"{line.title}（{line.word}）：{_ended(reason or f'满分{line.full}分')}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("。") else f"{sentence}。"


def data_words(doubts: Sequence[DoubtLine], corrections: Sequence[CorrectionLine], period: str) -> Iterator[str]:
    """Doubtful figures that want an answer, then what the office corrected."""
    for line in doubts[:MOST_DOUBTS]:
        place = _place(line.file, line.locator)
        answered = "已按更正值计算，更正后成立。" if line.answered else "请核实。"
        yield dated(line.message.removesuffix("。")) + (f"（{place}）" if place else "") + f"。{answered}"
    if len(doubts) > MOST_DOUBTS:
        yield f"同类情况还有{len(doubts) - MOST_DOUBTS}处，见数据质量报告。"
    for row in corrections:
        year = f"（{row.period}年）" if row.period != period else ""
        evidence = f"，佐证：{row.evidence}" if row.evidence else ""
        day = chinese_date(row.corrected_on)
        yield f"更正：{row.title}{year}由{dated(row.old)}更正为{dated(row.new)}（{row.corrected_by}，{day}，{row.reason}{evidence}）。"


def closing(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """The office's note, and how to object, only as far as the settings say it."""
    paragraphs = [line.strip() for line in str(settings.get("note") or "").split("\n") if line.strip()]
    contact, until = str(settings.get("contact") or ""), settings.get("appeal_by")
    if until:
        paragraphs.append(f"对本反馈有异议的，请于{chinese_date(until)}前提出复核申请。" + (f"联系方式：{contact}。" if contact else ""))
    elif contact:
        paragraphs.append(f"联系方式：{contact}。")
    return tuple(paragraphs)
