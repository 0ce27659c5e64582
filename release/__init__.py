"""Builds what AWS runs: lambda/ with its locked dependencies, the same bytes every time."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The repository."""
