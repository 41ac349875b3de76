"""Named figures: every number in a document's text, with formula, coverage and sources.

``figures.yaml`` beside the document's text declares them; each kind is one function in the list
:data:`KINDS`. A figure for which the data carry nothing is empty, so that a text can leave its sentence out.
"""

from scoring.results.figures.computing import compute_figures
from scoring.results.figures.kinds import COMMON, KINDS, SPLIT
from scoring.results.figures.known import Known, known_names
from scoring.results.figures.reading import Declared, read_figures

__all__ = ["COMMON", "KINDS", "SPLIT", "Declared", "Known", "compute_figures", "known_names", "read_figures"]
