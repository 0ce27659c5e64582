"""Measures speech, understanding, speed and load: `make bench`. Timings are ratios within one run."""

import sys
from pathlib import Path

# The skill's source root is lambda/, on AWS and here.
sys.path.append(str(Path(__file__).parents[1] / "lambda"))
