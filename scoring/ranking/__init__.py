"""Ranking: ranks, ties, grades and margins inside each group."""

from scoring.ranking.steps import build_pairs, build_ranking

__all__ = ["build_pairs", "build_ranking"]
