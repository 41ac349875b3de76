"""Ranking: ranks, ties, grades and margins inside each group."""

from scoring.ranking.margins import build_margins
from scoring.ranking.steps import build_pairs, build_ranked_units, build_ranking, rank_units

__all__ = ["build_margins", "build_pairs", "build_ranked_units", "build_ranking", "rank_units"]
