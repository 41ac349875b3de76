"""The wheel in a clean environment, used from another folder: ``make installed``.

Three times: with everything, as an office installs it; without what printed documents need, where scoring and tables must work and
a document asked for must be a problem with its reason; and with the source archive instead of the wheel. Libraries are those of
requirements.lock, each by its hash.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tools.supply.building import build
from tools.supply.environments import Environment
from tools.supply.locked import ROOT
from tools.wheelhouse.wheels import blocks_of, needed

HERE = ROOT / "build" / "supply" / "installed"
PACK = "openness-2016"


def make(folder: Path, package: Path, extras: frozenset[str]) -> Environment:
    """A clean environment with the locked libraries that scoring needs, and a wheel or source archive of it.

    Args:
        folder: Where; what is there goes.
        package: The file to install.
        extras: Extras of pyproject.toml.
    """
    made = Environment.fresh(folder)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.write("\n".join(blocks_of(ROOT, needed(ROOT, extras))) + "\n")
        listed.flush()
        made.install("--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", listed.name)
    made.install("--no-deps", str(package))
    return made


def use(made: Environment, *, documents: bool) -> list[str]:
    """Score from a folder that has nothing to do with the sources; returns one sentence per thing that is not as it should be."""
    wrong = []
    with tempfile.TemporaryDirectory(prefix="scoring-elsewhere-") as elsewhere:
        here = Path(elsewhere)
        steps: list[tuple[list[str | Path], int, str]] = [
            (["python", "-m", "pip", "check"], 0, "No broken requirements"),
            (["scoring", "init", "new", "--criteria", PACK], 0, ""),
            (["scoring", "run", "new", "--no-documents", "--out", "scored"], 0, ""),
            (["scoring", "criteria", "test", PACK], 0, ""),
        ]
        if documents:
            steps += [(["scoring", "fonts", "build"], 0, ""), (["scoring", "run", "new", "--out", "printed"], 0, "circular.pdf")]
        else:
            steps += [(["scoring", "run", "new", "--out", "printed"], 1, "[D009]")]
        for words, expected, told in steps:
            done = made.run(words, here)
            if done.returncode != expected or told not in done.stdout + done.stderr:
                shown = " ".join(map(str, words))
                wrong.append(f"{shown}: exit {done.returncode}, not {expected}, or not {told!r}\n{done.stdout}{done.stderr}")
        if not documents and (here / "printed").exists() and list((here / "printed").iterdir()):
            wrong.append("a run that cannot print its documents left something behind")
    return wrong


def main() -> int:
    """Build, install three times, use each; print what is wrong."""
    parser = argparse.ArgumentParser(prog="make installed", description="Install the wheel into clean environments and use it.")
    parser.add_argument("--commit", default="HEAD")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="scoring-dist-") as dist:
        source, wheel = sorted(build(options.commit, Path(dist)), key=lambda file: file.suffix == ".whl")
        everything = frozenset({"documents"})
        cases = [("with documents", wheel, everything), ("without documents", wheel, frozenset()), ("source archive", source, frozenset())]
        failed = 0
        for name, package, extras in cases:
            wrong = use(make(HERE / name.replace(" ", "-"), package, extras), documents="documents" in extras)
            print(f"{name} ({package.name}): {'as it should be' if not wrong else ''}")
            print("".join(f"  {line}\n" for line in wrong), end="")
            failed += bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
