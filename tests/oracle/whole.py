"""The slow oracle with everything that criteria may say."""

from __future__ import annotations

from tests.oracle.cases import Cases
from tests.oracle.index import IndexTree
from tests.oracle.structure import Structure
from tests.oracle.treat import Prepared


class Whole(Cases, Structure, IndexTree, Prepared):
    """Means over shares, rules that compare units, filled and treated measures, measures over records."""
