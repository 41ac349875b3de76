"""From a seed to a report: names, years, figures in their dresses, planted contradictions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.corpus.generator import cells, prose, values
from tests.corpus.generator.cells import Printed
from tests.corpus.generator.model import Model
from tests.corpus.generator.statutory import FLAT, REQUESTS

UNITS = (
    ("望川县", "全县"),
    ("澄泊市水利局", "我局"),
    ("沅溪区", "全区"),
    ("岚桥镇", "全镇"),
    ("霁阳县教育局", "我局"),
    ("栖禾市", "全市"),
    ("望川县人民政府办公室", ""),
    ("澄泊市民政局", "本机关"),
)


def made(forms: dict[str, str], seed: int, year: int, *, dense: bool = False, dressed: bool = False, blanks: bool = False) -> Model:
    """A report whose sums all hold.

    Args:
        forms: Table id to form: ``{"1": "2014"}`` or ``{"2": "2019", "3": "2021", "4": "2021"}``.
        seed: Decides names and figures.
        year: Reporting year.
        dense: A different figure in every cell instead of many zeros.
        dressed: Figures with units, separators, full-width digits.
        blanks: Some zeros are left blank or crossed out.
    """
    random = Random(seed)  # noqa: S311 - the same reports every time
    unit, own = UNITS[seed % len(UNITS)]
    model = Model(unit, year, forms, {}, published=f"{year + 1}-01-{10 + seed % 18}")
    dress: Callable[[int], Printed] = (lambda n: cells.in_dress(n, random)) if dressed else cells.plain
    if "1" in forms:
        model.cells |= _flat(random, dressed=dressed)
        prose.nine_headings(model, own)
    else:
        model.cells |= _six(forms, random, dress, dense=dense)
        prose.six_sections(model, random, own)
    if blanks:
        _leave_blanks(model, random)
    return model


def _flat(random: Random, *, dressed: bool) -> dict[values.Place, Printed]:
    numbers = values.flat_numbers(random)
    units = {line.metric: line.unit for line in FLAT}
    found = values.printed(numbers)
    for (metric, part), number in numbers.items():
        if units[metric] == "万元":
            found[metric, part] = (
                cells.wan_yuan(number, random) if dressed else Printed(f"{number}", number, "numeric" if number else "zero", "万元")
            )
        elif dressed:
            found[metric, part] = cells.in_dress(int(number), random, units[metric])
    return found


def _six(forms: dict[str, str], random: Random, dress: Callable[[int], Printed], *, dense: bool) -> dict[values.Place, Printed]:
    found: dict[values.Place, Printed] = {}
    if "2" in forms:
        found |= values.disclosure_cells(forms["2"], random, dress)
    if "3" in forms:
        found |= {place: dress(n) for place, n in values.request_numbers(forms["3"], random, dense=dense).items()}
    if "4" in forms:
        found |= {place: dress(n) for place, n in values.dispute_numbers(random, dense=dense).items()}
    return found


def _leave_blanks(model: Model, random: Random) -> None:
    """Some zeros are left blank, some crossed out; never those that prose states."""
    for place, cell in model.cells.items():
        if cell.value == 0 and random.random() < 0.3 and place[0] != "requests_new":
            model.cells[place] = random.choice([cells.blank, cells.absent])(random)


def contradicted(model: Model, *places: values.Place, by: int = 1) -> Model:
    """The report with figures that break its sums."""
    changed = dict(model.cells)
    for place in places:
        value = (changed[place].value or Decimal(0)) + by
        changed[place] = Printed(f"{value}", value, "numeric" if value else "zero", changed[place].uom)
    return replace(model, cells=changed)


def result_rows(form: str) -> list[str]:
    """The metrics of the outcomes in table 3, without their total."""
    return [line.metric for line in REQUESTS[form] if line.groups and line.metric != "results_total"]
