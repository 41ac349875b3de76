"""Everything that an installation without network needs, in one folder: `make wheelhouse` (docs/offline.md)."""
