"""The skill on an organisation's own server: Flask and flask-ask-sdk, behind a proxy that speaks TLS."""

import warnings

from web_service import stand_in

# In the SDK's docstrings, when Python 3.12 or newer compiles them the first time.
warnings.filterwarnings("ignore", ".*invalid escape sequence", SyntaxWarning)

stand_in.install()  # before any module of this package imports the adapter
