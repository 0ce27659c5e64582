"""The skill on an organisation's own server: Flask and flask-ask-sdk, behind a proxy that speaks TLS."""

import sys
import warnings
from pathlib import Path

from web_service import stand_in

ROOT = Path(__file__).resolve().parent.parent
"""The repository."""

# The skill's source root is lambda/, on AWS and here.
if str(ROOT / "lambda") not in sys.path:
    sys.path.insert(0, str(ROOT / "lambda"))

# In the SDK's docstrings, when Python 3.12 or newer compiles them the first time.
warnings.filterwarnings("ignore", ".*invalid escape sequence", SyntaxWarning)

stand_in.install()  # before any module of this package imports the adapter
