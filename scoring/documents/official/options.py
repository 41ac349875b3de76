"""What an annex shows: the settings of ``circular.annexes`` with what they mean where they are not given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Show = Literal["all", "top", "grades", "counts"]
FixedColumns = Literal["total", "components", "blocks", "compared"]


@dataclass(frozen=True, slots=True)
class AnnexOptions:
    """The options of one annex, whole.

    Args:
        title: Title, with line ends where the settings write them.
        groups: The groups whose units it lists.
        together: Whether units of several groups are ranked against each other instead of standing group by group.
        show: All units, the first ranks only, grades only, or numbers of units only.
        top: Last rank that a list of the first ranks has; units that share it are all listed.
        bands: Lower ends of the bands of totals that are counted, falling; grades are counted where there are none.
        scores: Whether any score is printed.
        ranks: Whether ranks are printed.
        grades: Whether grades are printed.
        ties: Whether shared ranks are marked 并列.
        remarks: Whether anything is remarked of single units.
        columns: Which scores stand beside the total: none, its terms, the blocks, or these blocks and indicators.
        full_points: Where full points stand: below the table, in the heads, nowhere.
        sort: Order of the units: as ranked, or that of the list of units.
        halves: Units per row, two halves side by side where it is 2.
        firmness: Whether it shows how firm the ranks are instead of the ranking.
    """

    title: str
    groups: tuple[str, ...]
    together: bool
    show: Show
    top: int
    bands: tuple[Decimal, ...]
    scores: bool
    ranks: bool
    grades: bool
    ties: bool
    remarks: bool
    columns: FixedColumns | tuple[str, ...]
    full_points: Literal["note", "heads", "none"]
    sort: Literal["score", "order"]
    halves: int
    firmness: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing of ranks, totals and grades is kept back, so that the whole results may go with the document."""
        return self.show == "all" and self.scores and self.ranks and self.grades

    @property
    def by_grade(self) -> bool:
        """Whether units stand grade by grade."""
        return self.show == "grades"


def annex_options(settings: Mapping[str, Any]) -> AnnexOptions:
    """The options of one item of ``circular.annexes``, already validated when the settings were read."""
    show: Show = settings.get("show") or ("top" if "top" in settings else "all")
    firmness = settings.get("content") == "robustness"
    hidden = show in ("grades", "counts")
    scores, ranks = (not hidden and settings.get(key, True) for key in ("scores", "ranks"))
    columns = settings.get("columns", "blocks")
    return AnnexOptions(
        title=str(settings["title"]),
        groups=tuple(settings.get("groups") or (settings.get("group", ""),)),
        together=settings.get("together") == "ranked",
        show=show,
        top=int(settings.get("top", 0)),
        bands=tuple(sorted((Decimal(str(band)) for band in settings.get("bands", ())), reverse=True)),
        scores=scores and not firmness,
        ranks=ranks,
        grades=not firmness and (show == "grades" or settings.get("grades", True)),
        ties=ranks and settings.get("ties", False),
        remarks=show != "counts" and not firmness and settings.get("remarks", True),
        columns=columns if isinstance(columns, str) else tuple(columns),  # type: ignore[arg-type]  # one of the words, as read
        full_points=settings.get("full_points", "note"),
        sort="order" if show == "grades" else settings.get("sort", "score" if scores or ranks else "order"),
        halves=int(settings.get("units_per_row", 1)),
        firmness=firmness,
    )
