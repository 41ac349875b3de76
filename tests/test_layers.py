"""The order of the rooms and the laziness of imports, read from the source."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.repository import ROOT, files_under, module_name, modules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What every room may use, each only what stands before it.
SHARED = ("problems", "numbers", "machine", "files", "engine")
# The way of the data.
ROOMS = ("criteria", "intake", "checks", "records", "measures", "rules", "scores", "ranking", "results", "documents")
# What is built on them: each imports only what stands before it, so that no two rooms need each other.
BUILT_ON = (
    "lint",
    "folder",
    "appeals",
    "approval",
    "samples",
    "pipeline",
    "finished",
    "deciding",
    "comparing",
    "reweighing",
    "explaining",
    "states",
    "authoring",
    "starting",
    "workbooks",
    "commands",
    "verifying",
    "guide",
    "cli",
)
ORDER = (*SHARED, *ROOMS, *BUILT_ON)
# No database: a document computes nothing. Documents of a thousand units are printed by several processes.
DOCUMENTS_SEE = (
    "documents",
    "results",
    "problems",
    "numbers",
    "files.yamlfile",
    "files.csvfile",
    "files.durable",
    "files.passing",
    "machine.processes",
)

HEAVY = {
    "chinese_calendar",
    "docx",
    "duckdb",
    "fastexcel",
    "fontTools",
    "jinja2",
    "lxml",
    "markdown_it",
    "numpy",
    "opencc",
    "pdfminer",
    "pdfplumber",
    "pandera",
    "polars",
    "py4j",
    "pyspark",
    "python_calamine",
    "sqlglot",
    "uharfbuzz",
    "weasyprint",
    "xlsxwriter",
}
# Modules that exist for one heavy library and are themselves imported lazily by those who need it.
MAY_IMPORT_AT_TOP = {
    "scoring.engine.database": {"duckdb"},
    "scoring.documents.layout.device": {"pdfminer"},
    "scoring.intake.formats.html_fields": {"lxml"},
    "scoring.intake.formats.html_tables": {"lxml"},
    "scoring.intake.formats.pdf_bounds": {"pdfminer", "pdfplumber"},
    "scoring.intake.formats.pdf_pages": {"pdfminer", "pdfplumber"},
    "scoring.intake.formats.pdf_tables": {"pdfplumber"},
    "scoring.intake.formats.read_docx": {"lxml"},
    "scoring.intake.formats.read_html": {"lxml"},
    "scoring.intake.formats.xlsx_look": {"lxml"},
    "scoring.intake.inputs.pandera_alone": {"pandera", "polars"},
    "scoring.results.robustness.analysis": {"numpy"},
    "scoring.results.robustness.arrays": {"numpy"},
    "scoring.results.robustness.chain": {"numpy"},
    "scoring.results.robustness.counting": {"numpy"},
    "scoring.results.robustness.drawing": {"numpy"},
    "scoring.results.robustness.field": {"numpy"},
    "scoring.results.robustness.normalising": {"numpy"},
    "scoring.results.robustness.ordering": {"numpy"},
    "scoring.results.robustness.parts": {"numpy"},
    "scoring.results.robustness.pools": {"numpy"},
    "scoring.results.robustness.reading": {"numpy"},
    "scoring.results.robustness.rolling": {"numpy"},
    "scoring.results.robustness.separating": {"numpy"},
    "scoring.results.robustness.simulating": {"numpy"},
    "scoring.results.robustness.sobol": {"numpy"},
    "scoring.results.robustness.storing": {"numpy"},
}


def imports(name: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, dotted module) of every import below a node, wherever it stands; names that are modules are resolved."""
    package = name if name in PACKAGES else name.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join([*package.split(".")[: len(package.split(".")) + 1 - node.level], *filter(None, [node.module])])
                if node.level
                else node.module or ""
            )
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}" if f"{base}.{alias.name}" in modules() or base == "scoring" else base


PACKAGES = {module_name(file) for file in files_under("scoring", "__init__.py")}


def room(module: str) -> str:
    """``scoring.rules.band`` -> ``rules``; empty for what is not ours."""
    parts = module.split(".")
    return parts[1] if parts[0] == "scoring" and len(parts) > 1 else ""


def is_in(module: str, places: Iterable[str]) -> bool:
    """Whether a module of ours is, or lies in, one of some places such as ``files`` or ``files.yamlfile``."""
    return any(f"{module}.".startswith(f"scoring.{place}.") for place in places)


def test_every_room_stands_in_the_order_and_only_numbers_is_a_room_of_one_module() -> None:
    top = {room(name) for name in modules()} - {"", "__main__"}
    assert top == set(ORDER)
    assert {name for name in top if f"scoring.{name}" not in PACKAGES} == {"numbers"}


@pytest.mark.parametrize("own", ORDER)
def test_a_room_imports_only_what_lies_to_its_left(own: str) -> None:
    allowed = DOCUMENTS_SEE if own == "documents" else ORDER[: ORDER.index(own) + 1]
    wrong = [
        f"{name}:{line} imports {module}"
        for name, tree in modules().items()
        if room(name) == own
        for line, module in imports(name, tree)
        if room(module) and not is_in(module, allowed)
    ]
    assert wrong == []


def test_spark_is_known_only_where_an_engine_is_chosen() -> None:
    wrong = [
        f"{name}:{line} imports {module}"
        for name, tree in modules().items()
        for line, module in imports(name, tree)
        if is_in(module, ["engine.spark"]) and not is_in(name, ["engine.spark", "engine.choosing"])
    ]
    assert wrong == []


def test_nothing_imports_the_command_line() -> None:
    wrong = [
        f"{name}:{line}"
        for name, tree in modules().items()
        if room(name) not in {"cli", "__main__"}
        for line, module in imports(name, tree)
        if room(module) == "cli"
    ]
    assert wrong == []


def at_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when the module is imported: not in functions, not for type checkers only."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        yield node
        for part in ("body", "orelse", "finalbody"):
            yield from at_import(getattr(node, part, []))


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    wrong = [
        f"{name}:{line} imports {module}"
        for name, tree in modules().items()
        for node in at_import(tree.body)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for line, module in imports(name, node)
        if module.split(".")[0] in HEAVY - MAY_IMPORT_AT_TOP.get(name, set())
    ]
    assert wrong == []


def test_every_exception_is_still_needed() -> None:
    assert set(MAY_IMPORT_AT_TOP) <= set(modules())


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after some code."""
    script = f"{code}\nimport sys\nprint('loaded', *{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True)
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_help_loads_no_heavy_library() -> None:
    assert loaded("from scoring.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass") & HEAVY == set()


def test_the_package_itself_loads_no_heavy_library() -> None:
    assert loaded("import scoring") & HEAVY == set()


READS_A_TABLE = """
import polars as pl
from scoring.intake.inputs.pandera_alone import alone, pa
with alone():
    pa.DataFrameSchema({"a": pa.Column(pl.String, [pa.Check.isin(["x"])])}).validate(pl.DataFrame({"a": ["x"]}), lazy=True)
"""


def test_pandera_brings_no_other_library_along() -> None:
    assert loaded(READS_A_TABLE) & {"hypothesis", "pandas", "pyspark"} == set()


def test_pandera_is_imported_in_one_place() -> None:
    wrong = [
        f"{name}:{line}"
        for name, tree in modules().items()
        if name != "scoring.intake.inputs.pandera_alone"
        for top in ast.walk(tree)
        if isinstance(top, ast.FunctionDef)
        for line, module in imports(name, top)
        if module.split(".")[0] == "pandera"
    ]
    assert wrong == []


def test_a_format_knows_files_and_not_what_their_tables_mean() -> None:
    others = (
        "scoring.intake.statutory",
        "scoring.intake.narrative",
        "scoring.intake.structure",
        "scoring.intake.forms",
        "scoring.intake.labels",
    )
    wrong = [
        f"{name}:{line} imports {module}"
        for name, tree in modules().items()
        if name.startswith("scoring.intake.formats.")
        for line, module in imports(name, tree)
        if module.startswith(others)
    ]
    assert wrong == []
