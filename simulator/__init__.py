"""An Echo on your desk: a device, local language understanding and a terminal chat. Never in the Lambda package."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The repository."""
