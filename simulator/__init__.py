"""An Echo on your desk: a device, local language understanding and a terminal chat. Never in the Lambda package."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The repository."""

# The skill's source root is lambda/, on AWS and here.
if str(ROOT / "lambda") not in sys.path:
    sys.path.insert(0, str(ROOT / "lambda"))
