"""The bill of materials of a wheel: ``make sbom``, CycloneDX as JSON, held against the schema before it is written.

It names the wheel with its hash, the libraries it runs on as requirements.lock has them (extras as optional), what each needs, and
the npm packages whose code is inside the script of the explorer. The same wheel and locks give the same bytes.
"""

from __future__ import annotations

import argparse
import base64
import datetime as dt
import json
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from tools.supply.building import DIST, commit_time, digest
from tools.supply.licences import in_notice, licence_of, report
from tools.supply.locked import ROOT, Package, locked_packages

_OPTIONAL = {"documents", "spark"}  # extras of pyproject.toml
_SPACE = uuid.UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")  # RFC 9562, appendix A: names that are object ids


def bill(wheel: Path, packages: Iterable[Package], made_at: int) -> str:
    """The bill of materials of a wheel, as text.

    Args:
        wheel: The file; its name tells the version.
        packages: Locked packages; those that only build and check are left out.
        made_at: Time of the commit the wheel was built from, seconds since 1970.
    """
    held = [package for package in packages if package.scope != "tools"]
    licences = _licences(held)
    components = {package: _component(package, licences[package.name]) for package in held}
    whole = _of_wheel(wheel, [components[package] for package in held if package.scope == "bundled"])
    bom = Bom(
        components=[component for package, component in components.items() if package.scope != "bundled"],
        serial_number=uuid.uuid5(_SPACE, digest(wheel)),
        metadata=BomMetaData(component=whole, timestamp=dt.datetime.fromtimestamp(made_at, tz=dt.UTC)),
    )
    bom.register_dependency(whole, [component for package, component in components.items() if package.is_direct])
    for package, component in components.items():
        bom.register_dependency(component, [other for one, other in components.items() if one.name in package.needs])
    text: str = JsonV1Dot6(bom).output_as_string(indent=2)
    return text + "\n"


def _licences(packages: Sequence[Package]) -> dict[str, str]:
    """By name: as installed, else (another system's, another Python's) as NOTICE tells."""
    found, told = report(packages), in_notice((ROOT / "NOTICE").read_text("utf-8"))
    seen = {row.package.name: row.licence for row in found.rows}
    return {package.name: seen.get(package.name) or told[package.name] for package in packages}


def _of_wheel(wheel: Path, bundled: Iterable[Component]) -> Component:
    name, version, *_ = wheel.name.split("-")
    return Component(
        name=name,
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=str(PackageURL("pypi", None, name, version)),
        purl=PackageURL("pypi", None, name, version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest(wheel))],
        licenses=[LicenseExpression(licence_of(Package("PyPI", name, version, "run")))],
        components=bundled,
    )


def _component(package: Package, licence: str) -> Component:
    group, _, name = package.name.rpartition("/")
    purl = PackageURL({"PyPI": "pypi", "npm": "npm"}[package.ecosystem], group or None, name, package.version)
    told = [Property(name="scoring:sha256", value=each) for each in package.hashes if package.ecosystem == "PyPI"]
    marker = [Property(name="scoring:marker", value=package.marker)] if package.marker else []
    return Component(
        name=name,
        group=group or None,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=str(purl),
        purl=purl,
        # Of a Python package there are several files, one per system: the lock's hashes are not those of one component.
        hashes=[_sha512(each) for each in package.hashes if package.ecosystem == "npm"],
        licenses=[LicenseExpression(licence)],
        scope=ComponentScope.OPTIONAL if package.scope in _OPTIONAL else ComponentScope.REQUIRED,
        properties=[Property(name="scoring:scope", value=package.scope), *marker, *told],
    )


def _sha512(integrity: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_512, content=base64.b64decode(integrity).hex())


def mistakes(text: str) -> str:
    """What does not fit the schema of CycloneDX 1.6; empty where all does."""
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return "" if found is None else str(found)


def write(wheel: Path, commit: str = "HEAD") -> Path:
    """Write the bill beside its wheel; raises SystemExit where it does not fit the schema."""
    text = bill(wheel, locked_packages(), commit_time(commit))
    if wrong := mistakes(text):
        raise SystemExit(f"the bill of materials does not fit CycloneDX 1.6: {wrong}")
    out = wheel.with_suffix(".cdx.json")
    out.write_text(text, "utf-8")
    return out


def main() -> None:
    """Write the bill of the wheel in dist/."""
    parser = argparse.ArgumentParser(prog="make sbom", description="Write the bill of materials (CycloneDX JSON) beside a wheel.")
    parser.add_argument("--wheel", type=Path, help="by default the one in dist/, which make dist builds")
    parser.add_argument("--commit", default="HEAD", help="what the wheel was built from")
    options = parser.parse_args()
    wheels = [options.wheel] if options.wheel else sorted(DIST.glob("*.whl"))
    if len(wheels) != 1:
        raise SystemExit(f"{len(wheels)} wheels in dist/: run make dist, or name one with --wheel")
    out = write(wheels[0], options.commit)
    print(f"{out}: {len(json.loads(out.read_text('utf-8'))['components'])} libraries; fits the schema of CycloneDX 1.6")


if __name__ == "__main__":
    main()
