"""Which units get a notice of rectification, and what they have to mend."""
