"""What is computed again for one indicator alone is what the whole tree would give."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.results.material import Material, RuleWords
from scoring.results.model import Arithmetic, TreeNode
from scoring.results.sheets.recount import Recount
from tests.budgets import examples

POLICIES = st.sampled_from(["inherit", "rescale", "no_rescale", "full_marks", "zero"])
LEAVES = {"a": ["a.x", "a.y.u", "a.y.v"], "b": ["b.x", "b.y"]}
BLOCKS = {"a": ("", "40"), "a.x": ("a", "25"), "a.y": ("a", "15"), "a.y.u": ("a.y", "5"), "a.y.v": ("a.y", "10")}
TREE = {**BLOCKS, "b": ("", "60"), "b.x": ("b", "20"), "b.y": ("b", "40")}


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_one_indicator_with_full_points(data: st.DataObject) -> None:
    nodes = [
        TreeNode("g", node, parent, node, full, data.draw(POLICIES), stops=data.draw(st.booleans()))  # type: ignore[arg-type]  # policies are literals here
        for node, (parent, full) in TREE.items()
    ]
    rules = {"more": RuleWords("bonus", bound=(">", "60")), "less": RuleWords("penalty")}
    whole = data.draw(st.sampled_from(["rescale", "no_rescale", "full_marks", "zero"]))
    recount = Recount(nodes, Arithmetic(2, "half_up", "total", "printed", "competition", whole), Material(rules=rules))  # type: ignore[arg-type]  # as above
    points = st.one_of(st.none(), st.integers(-300, 500).map(lambda cents: Decimal(cents) / 100))
    scores = {leaf: data.draw(points) for leaf in (*LEAVES["a"], *LEAVES["b"], *rules)}
    parts = recount.parts(scores)
    assert recount.total(scores, parts) == recount.total(scores)
    for leaf in recount.leaves:
        full = Decimal(leaf.full_points)
        assert recount.total_with(scores, parts, leaf.node_id, full) == recount.total({**scores, leaf.node_id: full})
