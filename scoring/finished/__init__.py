"""A finished run: what makes it final, where its inputs lie, scored again, printed again."""
