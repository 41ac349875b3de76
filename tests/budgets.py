"""How many random examples a test takes.

Every run of the suite draws new ones, so that what one run does not find a later one does. `EXAMPLES=10 make test`
takes ten times the counts written in the tests; 0.2 of them by default, so that the suite ends within ten minutes on two cores.
"""

from __future__ import annotations

import os

FACTOR = float(os.environ.get("EXAMPLES", "0.2"))
FEWEST = 2


def examples(count: int) -> int:
    """So many examples, times what the caller of the suite asks for."""
    return max(round(count * FACTOR), FEWEST)
