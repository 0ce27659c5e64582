"""Measures understanding, speech and speed: `make bench`. Timings are ratios within one run."""
