"""Settings of the circular that do not go together: told before anything is scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scoring.criteria.fields import Reader
from scoring.folder.paperwork.values import NO_DAY


def check_coherence(reader: Reader, settings: Mapping[str, Any], section: str = "circular") -> None:
    """Keys that contradict others (D075), one image or signer per issuer (D076, D077), no day before the circular's own (D078, D093)."""
    for key, hinders, why in _NOT_TOGETHER:
        if key in settings and hinders(settings):
            reader.problem("D075", (section, key), _shown(settings[key]), why=why)
    for code, key, count in _wrong_counts(settings):
        reader.problem(code, (section, key), count, issuers=len(_issuers(settings)))
    _check_days(reader, settings, section)


def _check_days(reader: Reader, settings: Mapping[str, Any], section: str) -> None:
    """Printing after signing (D078), mending after the circular (D093); a day that was told already is not compared."""
    made = settings.get("date", NO_DAY)
    if NO_DAY < settings.get("print_date", NO_DAY) < made:
        reader.problem("D078", (section, "print_date"), settings["print_date"], date=str(made))
    if NO_DAY < settings.get("rectify_by", NO_DAY) < made:
        reader.problem("D093", (section, "rectify_by"), settings["rectify_by"], made=str(made))


def _wrong_counts(settings: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    issuers = len(_issuers(settings))
    if "seal" in settings and len(settings["seal"]) != issuers:
        yield "D076", "seal", len(settings["seal"])
    if _signing(settings) == "stamp" and len(settings.get("signers", ())) != issuers:
        yield "D077", "signers" if "signers" in settings else "signing", len(settings.get("signers", ()))


def _issuers(settings: Mapping[str, Any]) -> list[str]:
    issuer = settings.get("issuer", "")
    return issuer if isinstance(issuer, list) else [issuer]


def _head(settings: Mapping[str, Any]) -> object:
    return settings.get("head", settings.get("issuer", ""))


def _letter(settings: Mapping[str, Any]) -> bool:
    return settings.get("form") == "letter"


def _signing(settings: Mapping[str, Any]) -> str:
    return str(settings.get("signing", "seal"))


def _shown(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) and all(isinstance(v, str) for v in value) else str(value)


# Key, when it does not go with the other settings, and why (GB/T 9704-2012; ids of the layout checklist).
_Rule = tuple[str, Callable[[Mapping[str, Any]], bool], dict[str, str]]
_NOT_TOGETHER: tuple[_Rule, ...] = (
    ("print_office", _letter, {"zh": "信函格式的版记不印印发机关", "en": "The imprint of a letter has no printing office"}),
    ("print_date", _letter, {"zh": "信函格式的版记不印印发日期", "en": "The imprint of a letter has no printing date"}),
    (
        "head",
        lambda s: _letter(s) and isinstance(s["head"], list),
        {"zh": "信函格式只用主办机关的标志，请写一个名称", "en": "The head of a letter is the host's name alone"},
    ),
    (
        "head",
        lambda s: _letter(s) and str(s["head"]).endswith("文件"),
        {"zh": "信函格式的发文机关标志不带“文件”二字", "en": "The head of a letter does not end in 文件"},
    ),
    (
        "head_word",
        lambda s: not isinstance(_head(s), list) or _letter(s),
        {"zh": "只用于并列几个机关名称的版头", "en": "It is for heads that list several offices"},
    ),
    ("seal", lambda s: _signing(s) != "seal", {"zh": "只用于 signing: seal", "en": "It is for signing: seal"}),
    ("seal_size", lambda s: _signing(s) != "seal", {"zh": "只用于 signing: seal", "en": "It is for signing: seal"}),
    ("signers", lambda s: _signing(s) != "stamp", {"zh": "只用于 signing: stamp", "en": "It is for signing: stamp"}),
    (
        "secrecy",
        lambda s: "copy_number" not in s,
        {"zh": "涉密公文应当标注份号，请加 copy_number", "en": "A secret document carries a copy_number"},
    ),
)
