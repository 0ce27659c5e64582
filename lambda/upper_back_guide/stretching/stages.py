"""Where the talk is: each stage but LEFT is a question that is open, and so says what yes and no mean next."""

WHICH = "which"
"""Which routine would you like?"""

START = "start"
"""Shall we start a stretch?"""

SCREEN = "screen"
"""Is there a sign of danger today?"""

BODY = "body"
"""Is there anything about the body that forbids a stretch?"""

READY = "ready"
"""The check-up found nothing: shall we start the one that was wanted?"""

NEXT = "next"
"""Ready for the next one?"""

LAST = "last"
"""Shall we finish there?"""

AGAIN = "again"
"""Shall we do this one again?"""

EASE = "ease"
"""It was too much: shall we try the easier way?"""

RESUME = "resume"
"""Shall we carry on with this one?"""

BACK = "back"
"""The same, in a new session."""

LEFT = "left"
"""Nothing: the routine was left, and only "resume" takes it up."""

CHECKUP = "checkup"
"""It hurt: shall we do a check-up?"""

NOTHING = ""
"""No stretch was asked for, or it is over."""

LED = frozenset({NEXT, LAST, AGAIN, EASE, RESUME, LEFT})
"""A step was led, so there is something to steer."""

STARTED = LED | {BACK}
"""A step was led, in this session or the one before."""

WANTED = frozenset({SCREEN, BODY, READY})
"""A routine was chosen, and is not led yet."""

ALL = (NOTHING, WHICH, START, SCREEN, BODY, READY, NEXT, LAST, AGAIN, EASE, RESUME, BACK, LEFT, CHECKUP)
