"""Every part of the .docx against the order of the schema (ECMA-376, part 1, annex A): Word repairs or refuses what is out of order."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from lxml import etree

from scoring.documents.standard.model import Standard, StandardRow
from scoring.documents.standard.word import standard_docx
from scoring.documents.word.markup import ORDER, properties, tag
from tests.documents import sample
from tests.documents.conftest import Printed, print_results
from tests.documents.test_circular_pdf import wide_results
from tests.documents.test_word import FORMS, twin
from tests.documents.twins import W

# Children in the order of the schema, copied from the standard in full and not from the program.
SCHEMA = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens"
    " kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing"
    " mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden"
    " color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt"
    " vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd"
    " tblLayout tblCellMar tblLook tblCaption tblDescription",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "tcMar": "top left start bottom right end",
    "tblCellMar": "top left start bottom right end",
    "pBdr": "top left bottom right between bar",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr tbl p",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal rsid pPr rPr"
    " tblPr trPr tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins evenAndOddHeaders drawingGridHorizontalSpacing"
    " characterSpacingControl noLineBreaksAfter noLineBreaksBefore compat rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "compat": "useSingleBorderforContiguousCells doNotExpandShiftReturn adjustLineHeightInTable useFELayout compatSetting",
    "font": "altName panose1 charset family notTrueType pitch sig",
}
ALLOWED = {name: children.split() for name, children in SCHEMA.items()}


def parts(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def disorder(data: bytes) -> list[str]:
    """Elements whose children are unknown, doubled or out of order."""
    found = []
    for name, root in parts(data).items():
        for element in root.iter(f"{W}*"):
            allowed = ALLOWED.get(element.tag.removeprefix(W))
            if allowed is None:
                continue
            children = [child.tag.removeprefix(W) for child in element]
            if unknown := set(children) - set(allowed):
                found.append(f"{name} {element.tag} {unknown}")
            elif children != sorted(children, key=allowed.index):
                found.append(f"{name} {element.tag} {children}")
            elif element.tag.endswith("Pr") and len(set(children) - {"footerReference"}) < len(
                [c for c in children if c != "footerReference"]
            ):
                found.append(f"{name} {element.tag} doubled {children}")
    return found


def table_of_criteria() -> bytes:
    rows = (
        StandardRow((("a", "甲"), ("a.x", "乙")), ("5", "规则", "依据", "来源")),
        StandardRow((("a", "甲"), ("a.y", "丙")), ("5", "规则", "", "")),
    )
    return standard_docx(Standard("某某考核指标", 2016, 2, ("",), rows, notes=("说明",)))


@pytest.mark.parametrize("form", ["plain", "table lying down", "imprint behind an empty page", "no annex"])
def test_the_circular_keeps_the_order_of_the_schema(printer: Any, form: str) -> None:
    assert disorder(twin(print_results(printer, FORMS[form]), FORMS[form])) == []


def test_the_table_of_criteria_keeps_the_order_of_the_schema() -> None:
    assert disorder(table_of_criteria()) == []


def test_our_own_order_is_that_of_the_schema() -> None:
    for name, children in ORDER.items():
        assert list(children) == sorted(children, key=ALLOWED[name].index), name
    assert properties("pPr", {"jc": tag("jc", val="left"), "pStyle": tag("pStyle", val="Normal")}).index("pStyle") < 20


def test_every_cell_holds_a_paragraph_and_rows_fill_the_grid(printer: Any) -> None:
    for data in (table_of_criteria(), twin(print_results(printer, wide_results()), wide_results())):
        for table in parts(data)["word/document.xml"].iter(f"{W}tbl"):
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            for row in table.iter(f"{W}tr"):
                spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
                assert sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) == columns
                assert all(cell[-1].tag == f"{W}p" for cell in row.iter(f"{W}tc"))


def test_every_style_footer_and_relation_that_is_named_exists(circular: Printed) -> None:
    made = parts(twin(circular, sample.results()))
    styles = {style.get(f"{W}styleId") for style in made["word/styles.xml"].iter(f"{W}style")}
    used = {
        node.get(f"{W}val")
        for root in made.values()
        for kind in ("pStyle", "rStyle", "basedOn", "next")
        for node in root.iter(f"{W}{kind}")
    }
    assert used <= styles
    targets = {node.get("Id"): node.get("Target") for node in made["word/_rels/document.xml.rels"]}
    assert {f"word/{target}" for target in targets.values()} <= set(made)
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    assert {node.get(relation) for node in made["word/document.xml"].iter(f"{W}footerReference")} <= set(targets)
