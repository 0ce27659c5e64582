"""Measures speech, understanding, speed and load: `make bench`. Timings are ratios within one run."""
