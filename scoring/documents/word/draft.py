"""A .docx in the making: paragraphs, tables and sections one after the other, then the bytes of the package."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass

from scoring.documents.word import stylesheet
from scoring.documents.word.markup import attribute, paragraph, tag
from scoring.documents.word.pages import Page, footers, section
from scoring.documents.word.styles import STYLES

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say: no clock in the bytes
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself: no clock, and no author but the office."""

    title: str
    office: str
    day: dt.date
    subject: str = ""
    keywords: str = ""


class Looks:
    """Styles, sections, and what stands in the margins; those of an official document unless another kind says otherwise."""

    styles = STYLES

    def section(self, page: Page, relations: dict[str, str]) -> str:
        """The properties of a section; ``relations`` gives the ids of heads and feet."""
        return section(page, relations)

    def margins(self) -> dict[str, bytes]:
        """Heads and feet of pages by the name of their part (``footer1``)."""
        return footers()


class Draft:
    """Blocks in order; a section's properties stand in its last paragraph, those of the last section at the end."""

    def __init__(self, about: About, page: Page, looks: Looks | None = None) -> None:
        self.about = about
        self.page = page
        self._blocks: list[str] = []
        self._looks = looks or Looks()
        names = ("styles", "settings", "fontTable", *self._looks.margins())
        self._relations = {name: f"rId{i}" for i, name in enumerate(names, 1)}

    def add(self, *blocks: str) -> None:
        """Add finished paragraphs and tables."""
        self._blocks += blocks

    def keep(self) -> None:
        """Keep the last paragraph on the page of what follows."""
        last = self._blocks[-1] if self._blocks else ""
        if last.startswith("<w:p><w:pPr><w:pStyle ") and "<w:keepNext" not in last:
            self._blocks[-1] = last.replace("/>", f"/>{tag('keepNext')}", 1)

    def turn(self, page: Page) -> bool:
        """Begin a section unless the pages are already so; returns whether one was begun, on a new page."""
        if page == self.page:
            return False
        ended = self._looks.section(self.page, self._relations)
        last = self._blocks[-1] if self._blocks else ""
        if last.startswith("<w:p><w:pPr>"):  # in the last paragraph itself: one of its own could be alone on a page
            self._blocks[-1] = last.replace("</w:pPr>", f"{ended}</w:pPr>", 1)
        else:
            self._blocks.append(paragraph("Anchor", sectPr=ended))
        self.page = page
        return True

    def end(self) -> None:
        """What must stand behind a table that ends a section or the document: a paragraph as small as can be."""
        self._blocks.append(paragraph("Anchor"))

    def bytes(self) -> bytes:
        """The file; the same blocks give the same bytes."""
        body = tag("body", *self._blocks, self._looks.section(self.page, self._relations))
        document = f'{_XML}<w:document xmlns:w="{stylesheet.NAMESPACE}" xmlns:r="{_RELATION}">{body}</w:document>'
        notes = self._looks.margins()
        parts: dict[str, bytes | str] = {
            "[Content_Types].xml": _types(list(notes)),
            "_rels/.rels": _relations({"rId1": (f"{_RELATION}/officeDocument", "word/document.xml"), "rId2": (_CORE, "docProps/core.xml")}),
            "docProps/core.xml": _core(self.about),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _relations(
                {key: (f"{_RELATION}/{name.rstrip('0123456789')}", f"{name}.xml") for name, key in self._relations.items()}
            ),
            "word/styles.xml": stylesheet.stylesheet(self._looks.styles),
            "word/settings.xml": stylesheet.settings(),
            "word/fontTable.xml": stylesheet.font_table(),
            **{f"word/{name}.xml": data for name, data in notes.items()},
        }
        return packed(parts)


_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"


def packed(parts: dict[str, bytes | str]) -> bytes:
    """A package with fixed times in its directory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(info, data)
    return stream.getvalue()


def _types(notes: list[str]) -> str:
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        **{name: name.rstrip("0123456789") for name in notes},
    }
    parts = [f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in kinds.items()]
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(parts)}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(relations: dict[str, tuple[str, str]]) -> str:
    made = (f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, (kind, target) in relations.items())
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(made)}</Relationships>'


def _core(about: About) -> str:
    day = f'<dcterms:{{0}} xsi:type="dcterms:W3CDTF">{about.day.isoformat()}T00:00:00Z</dcterms:{{0}}>'
    office = attribute(about.office)
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{attribute(about.title)}</dc:title><dc:subject>{attribute(about.subject)}</dc:subject><dc:creator>{office}</dc:creator>"
        f"<cp:keywords>{attribute(about.keywords)}</cp:keywords><cp:lastModifiedBy>{office}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"{day.format('created')}{day.format('modified')}<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
