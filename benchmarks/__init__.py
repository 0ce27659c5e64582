"""Measures speech, understanding, speed and memory: `make bench`. Timings are ratios within one run."""
