"""The screen of self-reported data as documents print it, and what units are asked about it."""
