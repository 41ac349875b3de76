"""Which of several uncertain inputs matters: first-order and total Sobol indices.

The first-order index of an input is the share of the output's variance that it explains alone; the total index the share that
would be left if everything else were known, with all its interactions. Estimators of Saltelli et al. (2010), Computer Physics
Communications 181, 259-270: first order by their formula (b), total by Jansen (1999), Computer Physics Communications 117,
35-43; two samples A and B of n rows, and one more per input in which that input's column of A is taken from B. Several
outputs (the ranks of all units) become one pair of indices as Lamboni, Monod and Makowski (2011), Reliability Engineering
and System Safety 96, 450-459, have it: variances are added up over outputs before they are divided.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scoring.results.robustness.arrays import Floats

Model = Callable[[Floats], Floats]
AT_ONCE = 512  # rows that are computed at once


@dataclass(frozen=True, eq=False)
class Indices:
    """Indices of every input for every output; NaN where the output does not vary.

    Args:
        first: First-order indices, inputs x outputs.
        total: Total indices, inputs x outputs.
        variance: Variance of every output.
        error: Half of the interval in which the total index lies with 95 % (normal approximation), inputs x outputs.
    """

    first: Floats
    total: Floats
    variance: Floats
    error: Floats

    def together(self, outputs: slice) -> tuple[Floats, Floats]:
        """First-order and total indices of several outputs as one: variances added up."""
        variance = self.variance[outputs]
        whole = variance.sum()
        if not whole:
            return np.full(len(self.first), np.nan), np.full(len(self.first), np.nan)
        first, total = ((np.nan_to_num(found[:, outputs]) * variance).sum(axis=1) / whole for found in (self.first, self.total))
        return first, total


def sobol(model: Model, inputs: int, rows: int, generator: np.random.Generator) -> Indices:
    """Indices of all inputs.

    Args:
        model: Outputs (rows x outputs) from inputs (rows x inputs), each uniform from 0 to 1 and independent.
        inputs: Number of inputs k.
        rows: Rows n of each sample; the model is asked for n (k + 2) rows.
        generator: The generator of both samples.
    """
    in_a, in_b = (generator.random((rows, inputs)) for _ in range(2))
    of_a, of_b = _outputs(model, in_a), _outputs(model, in_b)
    both = np.concatenate([of_a, of_b])
    variance = both.var(axis=0)
    divisor = np.where(variance > 0, variance, np.nan)
    middle = both.mean(axis=0)
    found = [_of_input(model, (in_a, in_b), (of_a - middle, of_b - middle), middle, place) for place in range(inputs)]
    alone, total, error = (np.array(values) / divisor for values in zip(*found, strict=True))
    return Indices(alone, total, variance, error)


def _outputs(model: Model, sample: Floats) -> Floats:
    return np.concatenate([model(sample[begin : begin + AT_ONCE]) for begin in range(0, len(sample), AT_ONCE)]).astype(np.float64)


def _of_input(
    model: Model, samples: tuple[Floats, Floats], outputs: tuple[Floats, Floats], middle: Floats, place: int
) -> tuple[Floats, Floats, Floats]:
    """Numerators of first-order and total index of one input, and of the error of the latter."""
    mixed = samples[0].copy()
    mixed[:, place] = samples[1][:, place]
    found = _outputs(model, mixed)
    found -= middle
    squares = (outputs[0] - found) ** 2 / 2
    alone = (outputs[1] * (found - outputs[0])).mean(axis=0)
    return alone, squares.mean(axis=0), 1.96 * squares.std(axis=0) / np.sqrt(len(found))
