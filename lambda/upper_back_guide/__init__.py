"""Upper Back Guide: spoken answers about upper back spasms, and when to get professional help."""
