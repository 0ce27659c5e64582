from hypothesis import settings

# A busy machine is no failure: what takes how long is for the benchmarks to say. And always the same examples: what a
# build finds, and which lines it tries, is no matter of luck; `make fuzz` looks for new ones.
settings.register_profile("unhurried", deadline=None, derandomize=True)
settings.load_profile("unhurried")
