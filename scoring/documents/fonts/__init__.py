"""Typefaces: taken from packages or from the user's own files, built once into a cache."""
