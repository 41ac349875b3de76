"""Types of the arrays of this room."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Wholes = NDArray[np.int64]
Values = NDArray[Any]  # numbers or truth
Flags = NDArray[np.bool_]
Ranks = NDArray[np.int16] | NDArray[np.int32]
