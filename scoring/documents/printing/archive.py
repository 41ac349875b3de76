"""What makes a PDF an object for the archive besides its pages: data files inside it, and how the catalog names them.

The file declares PDF/A-3a (ISO 19005-3): fonts embedded, Unicode for every character, colours with a profile,
a structure tree, data files with their relation to the text. Nothing here validates that declaration.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

VARIANT = "pdf/a-3a"  # declared, never checked by a validator


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file inside the PDF.

    Args:
        name: Its name as readers show it, such as ``附件1.csv``.
        plain_name: The same in ASCII, for readers without Unicode and for the order in the PDF: ``annex-01.csv``.
        title: What it holds.
        data: Its content.
        day: Date of the document; readers show it as the file's date.
    """

    name: str
    plain_name: str
    title: str
    data: bytes
    day: dt.date


def attachments(files: Sequence[DataFile]) -> list[Any]:
    """WeasyPrint's attachments, in the order in which a name tree must be; dates never come from the clock."""
    attachment: Any = importlib.import_module("weasyprint").Attachment
    made = []
    for file in sorted(files, key=lambda file: file.plain_name):
        noon = dt.datetime.combine(file.day, dt.time(0), dt.UTC)
        made.append(attachment(string=file.data, name=file.name, description=file.title, created=noon, modified=noon, relationship="Data"))
    return made


def finish(pdf: Any, files: Sequence[DataFile]) -> None:
    """Mend what WeasyPrint writes of attachments: plain names for old readers and as keys, each file listed once.

    Args:
        pdf: pydyf's PDF, complete, not yet written.
        files: What was attached.
    """
    import pydyf

    _compress_once(pdf)
    plain = {file.name: pydyf.String(file.plain_name) for file in files}
    specs: list[Any] = [o for o in pdf.objects if isinstance(o, dict) and o.get("Type") == "/Filespec"]
    for spec in specs:
        spec["F"] = plain[spec["UF"].string]
    if specs:
        tree = next(o for o in pdf.objects if getattr(o, "reference", None) == pdf.catalog["Names"]["EmbeddedFiles"])
        tree["Names"] = pydyf.Array([part for spec in specs for part in (spec["F"], spec.reference)])
        pdf.catalog["AF"] = pydyf.Array([spec.reference for spec in specs])


def _compress_once(pdf: Any) -> None:
    """Compress every stream now and keep the result: pydyf does it twice, for the file and for its identifier."""
    import pydyf

    for stream in [o for o in pdf.objects if isinstance(o, pydyf.Stream) and o.compress]:
        written = stream.data.partition(b"\nstream\n")[2]
        stream.stream, stream.compress = [written.removesuffix(b"\nendstream")], False
        stream.extra["Filter"] = "/FlateDecode"
