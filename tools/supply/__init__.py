"""What the project takes from others, and what it hands on: licences, advisories, bill of materials, builds, releases (docs/upkeep.md)."""
