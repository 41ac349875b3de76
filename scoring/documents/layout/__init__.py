"""Measures a PDF against GB/T 9704-2012, whoever made it."""
