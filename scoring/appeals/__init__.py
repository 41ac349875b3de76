"""Appeals (复核申请) and adjustments: decisions on a score as data, applied when decided, with what they moved."""
