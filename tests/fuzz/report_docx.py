"""Word documents."""

from __future__ import annotations

from tests.fuzz.machinery.packages import mutate_package
from tests.fuzz.machinery.reports import check_report
from tests.fuzz.machinery.target import Target
from tests.intake.word_files import body, cell, paragraph, run, table

_NUMBERED = (
    '<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
)


def _seeds() -> list[bytes]:
    title = paragraph("甲河县2021年政府信息公开工作年度报告")
    listed = paragraph("总体情况", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>')
    prose = paragraph("全年收到政府信息公开申请12件，办结12件。")
    rows = (("统计指标", "单位", "统计数"), ("（一）收到申请数", "件", "12"), ("1.当面申请数", "件", "12"), ("（二）办结数", "件", "12"))
    plain = table(*("".join(map(cell, row)) for row in rows))
    merged = table(
        cell("收到", '<w:gridSpan w:val="2"/>') + cell("3"),
        cell("办结", '<w:vMerge w:val="restart"/>') + cell("按时") + cell("2"),
        cell("", "<w:vMerge/>") + cell("延期") + cell("1"),
    )
    changes = f"<w:p><w:ins>{run('新增')}</w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>{run('隐', '<w:vanish/>')}</w:p>"
    return [body(title, listed, prose, plain, numbering=_NUMBERED), body(title, prose, merged, changes, plain)]


TARGET = Target(_seeds, check_report, mutate_package, examples=20)
