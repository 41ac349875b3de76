"""Vector charts for printed documents: drawn by hand, in one colour, legible on a photocopy."""
