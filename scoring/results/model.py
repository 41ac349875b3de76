"""Frozen results of a run: everything a document may print, and nothing to compute from.

Every number that reaches paper is a finished string made here or before
(:mod:`scoring.numbers`), with the figure it came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from scoring import numbers
from scoring.results.appeals.model import AppealResults
from scoring.results.comparison.model import Comparison
from scoring.results.explorer.extent import Extent
from scoring.results.figure import Figure
from scoring.results.listed import NodeColumn, Remark
from scoring.results.margins.model import Margins
from scoring.results.material import Material
from scoring.results.method.model import Method
from scoring.results.pairs import PolicyPair
from scoring.results.prepared import Prepared
from scoring.results.records.model import RecordResults
from scoring.results.robustness.model import Robustness
from scoring.results.whatif.model import WhatIf

if TYPE_CHECKING:
    from scoring.results.anomalies.requests import EvidenceRequest
    from scoring.results.quality.model import Quality
    from scoring.results.rectification.building import Rectification

Outcome = Literal["measured", "missing", "not_applicable", "not_assessable", "exempt"]


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """One unit in its group's ranking table, every number a finished string.

    ``rank``, ``total`` and ``grade`` are empty for units that are exempt or not ranked; ``note``
    then says why. ``tied`` tells whether the rank is shared. ``gate`` is the title of the gate that
    fired. Base, bonus and penalty are exact, only the total is rounded. ``rank_overall`` is the rank
    over all groups where the criteria want one. ``tie_broken_by`` is the title of what decided between
    the unit and one with the same score; ``compared`` holds its amount of every declared tie-breaker,
    exact, empty where it has none. ``components`` are the components of its total. ``remarks`` are the parts of
    ``note``; ``order`` is the unit's place in the list of units. ``last`` is what it had in the run that this one is compared
    with: total, rank, places gained since; ``last_note`` says whose that was where it continues other units.
    """

    unit_id: str
    name: str
    short_name: str
    status: Literal["assessed", "exempt", "not_ranked"]
    rank: str
    tied: bool
    base: str
    bonus: str
    penalty: str
    total: str
    grade: str
    blocks: tuple[str, ...]
    note: str = ""
    gate: str = ""
    rank_overall: str = ""
    tie_broken_by: str = ""
    compared: tuple[str, ...] = ()
    components: tuple[ComponentScore, ...] = ()
    remarks: tuple[Remark, ...] = ()
    order: int = 0
    last: tuple[str, str, str] = ("", "", "")
    last_note: str = ""


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The ranking of one group, in rank order, ties by unit order.

    ``blocks`` are the titles of the top-level indicators (with full points) whose points stand
    in :attr:`RankedUnit.blocks`. ``live`` tells whether totals are sums over the tree that a workbook
    can write as formulas; they are not where units are made of other units. ``grades`` are all grades of
    the group, best first; ``columns`` the points of the blocks and indicators that an annex asks for, by id.
    """

    group_id: str
    title: str
    blocks: tuple[tuple[str, str], ...]
    rows: tuple[RankedUnit, ...]
    live: bool = True
    grades: tuple[str, ...] = ()
    columns: Mapping[str, NodeColumn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One node of a group's criteria tree; parents before children, in the order of the criteria.

    Args:
        group_id: The group; a node stands once per group that has it.
        node_id: Id of the block or indicator; an indicator's points are in :class:`PointRow`.
        parent_id: Id of the block it belongs to, empty at the top.
        title: Chinese title.
        full_points: Full points in this group, exact (``12``, ``2.5``).
        not_applicable: Policy of the node for parts that do not apply.
        stops: Deductions below may overflow an indicator and stop at zero here (R31).
        mean: Exponent of the mean that a block takes (1 arithmetic, 0 geometric, -1 harmonic), empty for a sum.
        weight: Weight in the mean of the block above, exact; the full points where empty.
        inside: Own full points of a component of the total, on which it is scored before it is weighted; empty for other nodes.
        floor: Lowest total of a component, empty where there is none.
        ceiling: Highest total of a component, empty where there is none.
    """

    group_id: str
    node_id: str
    parent_id: str
    title: str
    full_points: str
    not_applicable: Literal["rescale", "redistribute_equal", "no_rescale", "full_marks", "zero", "inherit"]
    stops: bool = False
    mean: str = ""
    weight: str = ""
    inside: str = ""
    floor: str = ""
    ceiling: str = ""


@dataclass(frozen=True, slots=True)
class ComponentScore:
    """One component of a unit's total, exact numbers; ``total`` is empty where it could not be scored."""

    component: str
    base: str
    bonus: str
    penalty: str
    total: str
    gate: str


@dataclass(frozen=True, slots=True)
class TieBreak:
    """What decides between equal scores: id, title, and whether more of it goes first or less."""

    by: str
    title: str
    best: Literal["highest", "lowest"]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How points become the printed total and the rank, as the criteria declare it; limits are exact numbers or None.

    ``carry`` is the number of decimals that points have until the total is rounded.
    """

    digits: int
    mode: Literal["half_up", "truncate"]
    at: Literal["item", "component", "total"]
    rank_on: Literal["printed", "exact"]
    ties: Literal["competition", "dense"]
    not_applicable: Literal["rescale", "redistribute_equal", "no_rescale", "full_marks", "zero", "inherit"]
    floor: str | None = None
    ceiling: str | None = None
    best: Literal["highest", "lowest"] = "highest"
    break_ties: tuple[TieBreak, ...] = ()
    overall: bool = False
    carry: int = numbers.POINT_DIGITS


@dataclass(frozen=True, slots=True)
class PointRow:
    """One unit x indicator, as in table ``points``; numbers are finished strings."""

    unit_id: str
    indicator_id: str
    title: str
    outcome: Outcome
    value: str
    full_points: str
    points: str
    lost: str
    reason: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One failed or not assessable check, as in table ``checks``, with its names in Chinese.

    ``title`` names the check, ``part_title`` its place, ``cause`` the check that it follows from. ``quote`` is what
    stands at the place; ``after`` is the outcome with the office's corrections, empty where they change nothing.
    """

    check_id: str
    severity: str
    outcome: str
    unit_id: str
    unit: str
    part: str
    expected: str
    found: str
    difference: str
    caused_by: str
    message: str
    locator: str
    file: str
    group: str = ""
    period: str = ""
    title: str = ""
    part_title: str = ""
    cause: str = ""
    quote: str = ""
    after: str = ""


@dataclass(frozen=True)
class Results:
    """A finished run.

    Args:
        assessment_id: Id of the assessment, such as ``linjiang-2016``.
        title: Its title.
        period: Period assessed, such as ``2016``.
        run_date: ISO date given by the user, never the clock.
        criteria_title: Title of the criteria.
        criteria_basis: Documents the criteria rest on.
        score_fingerprint: Fingerprint over everything in the criteria that changes scores.
        groups: Ranking per group, in the order of the criteria.
        figures: Named figures for the text.
        documents: Settings of documents by section of assessment.yaml, validated, dates as dates.
        points: One row per unit x indicator; points exact (up to 4 decimals), empty where there is no number.
        checks: One row per check that fails or cannot be assessed.
        quality: What the data-quality report says; None where it is not asked for.
        nodes: The criteria tree, one row per group x node.
        arithmetic: Rounding, ranking and not-applicable policies of the criteria.
        prepared: Values that were imputed or treated as outliers, and units with too little data.
        pairs: Neighbours whose order hangs on a choice of policy.
        material: What the sheets of single units need besides the above (:mod:`scoring.results.sheets.building`).
        rectification: The notices that go to units; None where assessment.yaml has no section ``rectification``.
        fixed_wording: Wording of the text with numbers that are no figures, as figures.yaml declares it.
        records: Deadlines per unit and measures over records broken down.
        appeals: Appeals and adjustments, and what they moved.
        requests: What units are asked about their data; none where assessment.yaml has no section ``requests``.
        comparison: The run that this one is compared with, and who moved since; None without section ``comparison``.
        robustness: How firm the ranking is; None where assessment.yaml has no section ``sensitivity``.
        margins: How far units are from the next rank and grade.
        method: The criteria in words; None in runs that are older than this.
        explorer: What is made of the explorer.
        sample: Whether the data are invented, which every document says.
        whatif: What the what-if page computes with; None in older runs, and where there are no pages.
    """

    assessment_id: str
    title: str
    period: str
    run_date: str
    criteria_title: str
    criteria_basis: tuple[str, ...]
    score_fingerprint: str
    groups: tuple[GroupTable, ...]
    figures: Mapping[str, Figure]
    documents: Mapping[str, Mapping[str, Any]]
    points: tuple[PointRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    quality: Quality | None = None
    nodes: tuple[TreeNode, ...] = ()
    arithmetic: Arithmetic | None = None
    prepared: Prepared = field(default_factory=Prepared)
    pairs: tuple[PolicyPair, ...] = ()
    material: Material = field(default_factory=Material)
    rectification: Rectification | None = None
    fixed_wording: tuple[str, ...] = ()
    records: RecordResults = field(default_factory=RecordResults)
    appeals: AppealResults = field(default_factory=AppealResults)
    requests: tuple[EvidenceRequest, ...] = ()
    comparison: Comparison | None = None
    robustness: Robustness | None = None
    margins: Margins = field(default_factory=Margins)
    method: Method | None = None
    explorer: Extent = field(default_factory=Extent)
    sample: bool = False
    whatif: WhatIf | None = None

    @property
    def document(self) -> Mapping[str, Any]:
        """The settings of the circular: issuer, number, title, addressees, date, copies_to, head ...; empty without one."""
        return self.documents.get("circular", {})
