"""From files of any kind to facts: reading, repair, statutory tables, prose, input tables."""
