"""Criteria: from the YAML file that an official can read to the model that the engine runs."""

from scoring.criteria.coherence import check_coherence
from scoring.criteria.fingerprint import fingerprints
from scoring.criteria.model import Criteria
from scoring.criteria.reading import read_criteria

__all__ = ["Criteria", "check_coherence", "fingerprints", "read_criteria"]
