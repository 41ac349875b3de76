"""``scoring compare``: two runs side by side, and what a draft of criteria would change."""

from scoring.comparing.drafts import preview
from scoring.comparing.runs import Compared, Options, compare

__all__ = ["Compared", "Options", "compare", "preview"]
