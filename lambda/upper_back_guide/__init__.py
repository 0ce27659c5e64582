"""Upper Back Guide: spoken answers about upper back spasms, and when to get professional help."""

__version__ = "0.2.0"
"""What CHANGELOG.md tells of, and the bill of materials names."""
