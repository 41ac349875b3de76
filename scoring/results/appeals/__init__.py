"""Appeals and adjustments as a run tells of them: what was decided, and what it moved for whom."""
