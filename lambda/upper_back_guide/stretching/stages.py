"""Where the talk is: each stage but LEFT is a question that is open, and so says what yes and no mean next."""

WHICH = "which"
"""Which routine would you like?"""

START = "start"
"""Shall we start a stretch?"""

SCREEN = "screen"
"""Is there any reason not to stretch?"""

NEXT = "next"
"""Ready for the next one?"""

LAST = "last"
"""Shall we finish there?"""

AGAIN = "again"
"""Shall we do this one again?"""

RESUME = "resume"
"""Shall we carry on with this one?"""

BACK = "back"
"""The same, in a new session."""

LEFT = "left"
"""Nothing: the routine was left, and only "resume" takes it up."""

CHECKUP = "checkup"
"""It hurt: shall we do a check-up?"""

LED = frozenset({NEXT, LAST, AGAIN, RESUME, LEFT})
"""A step was led, so there is something to steer."""

STARTED = LED | {BACK}
"""A step was led, in this session or the one before."""
