from hypothesis import settings

# A busy machine is no failure: what takes how long is for the benchmarks to say.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
