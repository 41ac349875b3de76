"""Appeals (申诉复核) and adjustments: decisions on a score as data, applied when decided, with what they moved."""
