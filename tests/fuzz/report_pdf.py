"""PDF files with text."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from tests.fuzz.machinery.pdfs import mutate_pdf
from tests.fuzz.machinery.reports import check_report
from tests.fuzz.machinery.target import Target
from tests.intake.pdf_files import Paper
from tests.intake.pdf_pages import list_paper


def opened(data: bytes) -> bytes:
    """A PDF whose objects and streams are written out, so that they can be changed one by one."""
    stream = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(stream, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    return stream.getvalue()


def _seeds() -> list[bytes]:
    rows = ("（一）收到申请数", "件", "12"), ("1.当面申请数", "件", "12"), ("（二）申请办结数", "件", "12")
    prose = Paper()
    prose.text(150, 80, "甲河县2021年政府信息公开工作年度报告", 18)
    prose.paragraph(120, "全年收到政府信息公开申请12件，办结12件。其中，当面申请3件，网络申请9件，均已按时办结。")
    prose.stamp(60, 300)
    prose.page()
    prose.picture()
    return [opened(list_paper(*rows).save()), opened(prose.save())]


TARGET = Target(_seeds, check_report, mutate_pdf, examples=32, longest=60_000)
