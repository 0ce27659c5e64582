"""Builds what AWS runs: lambda/ with its locked dependencies, the same bytes every time."""
