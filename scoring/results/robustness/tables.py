"""Tables of an analysis and the types of their columns: s text, i whole number, n decimal."""

from __future__ import annotations

INDEX_DIGITS = 4
COLUMNS: dict[str, dict[str, str]] = {
    "robust_ranks": {
        "grp": "s", "unit_id": "s", "distribution": "s", "ord": "i", "rank": "i", "low": "i", "median": "i", "high": "i",
        "best": "i", "worst": "i", "kept": "i", "draws": "i", "driver": "s", "sentence": "s",
    },
    "robust_acceptability": {"grp": "s", "unit_id": "s", "distribution": "s", "rank": "i", "draws": "i"},
    "robust_weights": {"grp": "s", "node_id": "s", "weight": "n", "low": "n", "high": "n"},
    "robust_runs": {"grp": "s", "run": "i", "place": "i", "unit_id": "s"},
    "robust_variants": {"grp": "s", "kind": "s", "variant": "s", "title": "s", "ord": "i", "unit_id": "s", "rank": "i", "shift": "i"},
    "robust_inputs": {
        "grp": "s", "input": "s", "title": "s", "first": "n", "total": "n", "error": "n", "ranks_first": "n", "ranks_total": "n",
    },
}  # fmt: skip
