"""Two scorings side by side: who moved, by how much, and whether data or criteria moved it."""
