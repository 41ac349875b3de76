"""Section ``circular``: head, number, title, addressees, signature, imprint, annexes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files.yamlfile import Path
from scoring.folder.paperwork import annexes, marks
from scoring.folder.paperwork.coherence import check_coherence
from scoring.folder.paperwork.images import image
from scoring.folder.paperwork.references import References
from scoring.folder.paperwork.values import day, names

FORMS = ("document", "letter")
SIGNINGS = ("seal", "none", "stamp")
LEAST_SEAL, MOST_SEAL = 30, 54  # mm; the seals of offices measure 42 to 50, and a larger one would cover the text
FIELDS = {
    "form": Field("格式:document 文件格式（默认）或 letter 信函格式 form of a document or of a letter"),
    "issuer": Field("发文机关署名,联合行文逐个列出、主办机关在前 signature, a list for joint issuers", required=True),
    "head": Field("发文机关标志,默认署名加“文件”;联合行文可以列出几个 red head, by default the issuer's name"),
    "head_word": Field("联合行文的机关名称右侧是否印“文件”,默认印 whether joint heads end in the word for document"),
    "number": Field("发文字号 document number", required=True),
    "copy_number": Field("份号,六位数字,加引号 copy number"),
    "secrecy": Field("密级和保密期限,如 秘密★1年 secrecy and its term"),
    "urgency": Field("紧急程度:特急、加急 urgency"),
    "title": Field("标题 title", required=True),
    "addressees": Field("主送机关 addressees", required=True),
    "date": Field("成文日期 date", required=True),
    "signing": Field("署名方式:seal 盖章(默认)、none 不盖章、stamp 签名章 how it is signed"),
    "seal": Field("印章图片,放在 templates 目录,联合行文逐个列出 images of the seals"),
    "seal_size": Field("印章直径,毫米,默认42 diameter of the seal, mm"),
    "signers": Field("签发人职务和签名章,signing 为 stamp 时填 titles and stamps of the signers"),
    "note": Field("附注,如 此件公开发布 note under the date"),
    "annexes": Field("附件:组、标题和选项 annexes", required=True),
    "annex_defaults": Field("各附件共同的选项 options of every annex"),
    "rectify_by": Field("整改期限 date by which to rectify"),
    "copies_to": Field("抄送 copies"),
    "print_office": Field("印发机关 printing office"),
    "print_date": Field("印发日期 printing date"),
}
_SIGNER = {"title": Field("签发人职务 title of the signer", required=True), "stamp": Field("签名章图片 image of the stamp")}


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The settings of the circular (GB/T 9704-2012, chapters 7 and 10).

    Args:
        reader: Collects problems: C002-C007, C037, D070-D078, D093.
        value: The section as it stands in the file.

    Returns:
        Plain data by key; ``head``, ``issuer`` and ``seal`` are lists where the file has lists.
    """
    fields = reader.mapping(value, ("circular",), FIELDS)
    defaults = annexes.read_defaults(reader, fields.pop("annex_defaults", {}), ("circular", "annex_defaults"))
    listed = annexes.read(reader, fields.pop("annexes", []), ("circular", "annexes"), defaults)
    settings = read_keys(reader, fields, "circular")
    check_coherence(reader, settings)
    return settings | {"annexes": listed}


def read_keys(reader: Reader, fields: Mapping[str, Any], section: str) -> dict[str, Any]:
    """The values of a section with the keys of the circular, each read as it is there."""
    return {key: _READERS.get(key, Reader.text)(reader, item, (section, key)) for key, item in fields.items()}


def check(reader: Reader, found: Mapping[str, Any], known: References) -> None:
    """Hold what the annexes ask for against the criteria (D041, D053-D055)."""
    annexes.check(reader, found.get("annexes", ()), ("circular", "annexes"), known)


def _text_or_names(reader: Reader, item: object, path: Path) -> str | list[str]:
    return names(reader, item, path) if isinstance(item, list) else reader.text(item, path)


def _form(reader: Reader, item: object, path: Path) -> str:
    return reader.choice(item, path, FORMS)


def _signing(reader: Reader, item: object, path: Path) -> str:
    return reader.choice("none" if item is None else item, path, SIGNINGS)


def _seal(reader: Reader, item: object, path: Path) -> list[str]:
    files = item if isinstance(item, list) else [item]
    return [image(reader, file, (*path, i) if isinstance(item, list) else path) for i, file in enumerate(files)]


def _seal_size(reader: Reader, item: object, path: Path) -> int:
    return reader.whole_number(item, path, low=LEAST_SEAL, high=MOST_SEAL)


def _signers(reader: Reader, item: object, path: Path) -> list[dict[str, str]]:
    return [_signer(reader, signer, (*path, i)) for i, signer in enumerate(reader.sequence(item, path))]


def _signer(reader: Reader, item: object, path: Path) -> dict[str, str]:
    fields = reader.mapping(item, path, _SIGNER)
    readers: dict[str, Callable[[Reader, object, Path], str]] = {"title": Reader.text, "stamp": image}
    return {key: readers[key](reader, value, (*path, key)) for key, value in fields.items()}


_READERS: dict[str, Callable[[Reader, Any, Path], Any]] = {
    "form": _form,
    "issuer": _text_or_names,
    "head": _text_or_names,
    "head_word": Reader.flag,
    "number": marks.document_number,
    "copy_number": marks.copy_number,
    "secrecy": marks.secrecy,
    "urgency": marks.urgency,
    "addressees": names,
    "copies_to": names,
    "date": day,
    "rectify_by": day,
    "print_date": day,
    "signing": _signing,
    "seal": _seal,
    "seal_size": _seal_size,
    "signers": _signers,
}
