"""What happens: the stage that is open, by what may be said then.

Every stage has a cell for everything in SAID, `elsewhere` among them: that is another room's, and the question that is
open comes back after it. tests/stretching/matrix.txt shows the whole of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from upper_back_guide.meaning import MORE, NEXT, NO, OVER, PAUSE, PREVIOUS, RESUME, SKIP, UNCLEAR, UNSURE, YES
from upper_back_guide.stretching import leading, opening, screening, stages, stopping
from upper_back_guide.stretching.lesson import Lesson
from upper_back_guide.turn import Reply, State, Turn

Action = Callable[[Turn, State, Lesson], Reply | Turn | None]


def elsewhere(turn: Turn, state: State, lesson: Lesson) -> None:
    """Another room's."""
    return


def voice(turn: Turn, state: State, lesson: Lesson) -> Turn:
    """With no stretch to steer, slower and faster are about the voice."""

    return replace(turn, intent="SpeakSlowerIntent" if turn.intent == "SlowerIntent" else "SpeakFasterIntent")


ABOUT_A_STEP: Mapping[str, Action] = {
    "BreathIntent": leading.breath,
    "CountIntent": leading.count,
    "FormIntent": leading.form,
    "HandsIntent": leading.hands,
    "HowLongIntent": leading.how_long,
    "HowManyLeftIntent": leading.how_many,
    "PickIntent": leading.which_one,
    "WhatForIntent": leading.what_for,
    "WhyIntent": leading.what_for,
}
"""Asked about what is led: it changes nothing."""

STEERS: Mapping[str, Action] = {
    NEXT: leading.onward,
    PREVIOUS: leading.back,
    OVER: leading.from_the_top,
    PAUSE: leading.waited,
    SKIP: leading.skip,
    "AgainIntent": leading.in_brief,
    "EasierIntent": leading.easier,
    "FasterIntent": leading.change_pace,
    "ExplainIntent": leading.whole,
    "OtherSideIntent": leading.other_side,
    "SkipIntent": leading.skip,
    stopping.WAY_UP: leading.way_up,
    "SlowerIntent": leading.change_pace,
}
"""Said of what is led: it goes on another way."""

ALWAYS: Mapping[str, Action] = {
    "EnoughIntent": leading.enough,
    "FeltIntent": stopping.felt,
    "HurtsIntent": stopping.hurts,
    "SettleIntent": opening.settle,
    "StartStretchIntent": opening.start,
}
"""Said at any time."""

NOTHING_LED: Mapping[str, Action] = {
    **dict.fromkeys([*ABOUT_A_STEP, *STEERS], stopping.nothing_going),
    **dict.fromkeys(["SlowerIntent", "FasterIntent"], voice),
    **dict.fromkeys([YES, NO, UNSURE, RESUME, MORE, UNCLEAR, NEXT, PREVIOUS, OVER, PAUSE, SKIP], elsewhere),
    stopping.WAY_UP: elsewhere,
    **dict.fromkeys(["ExplainIntent", "PickIntent", "WhyIntent"], elsewhere),
    "FeltIntent": stopping.hurts,
}
LED: Mapping[str, Action] = {
    **ABOUT_A_STEP,
    **STEERS,
    RESUME: leading.onward,
    MORE: leading.onward,
    UNCLEAR: leading.how_to_steer,
}
SCREEN: Mapping[str, Action] = {
    **dict.fromkeys([*ABOUT_A_STEP, *STEERS, RESUME, MORE, UNCLEAR], screening.unclear),
    **dict.fromkeys(["SlowerIntent", "FasterIntent"], voice),
    **dict.fromkeys([NEXT, SKIP, "SkipIntent"], screening.skip),
    "WhyIntent": screening.why,
    "ExplainIntent": screening.meaning,
    "FeltIntent": stopping.hurts,
    PAUSE: screening.unclear,
}

TABLE: Mapping[str, Mapping[str, Action]] = {
    stages.NOTHING: {**ALWAYS, **NOTHING_LED, OVER: opening.once_more},
    stages.WHICH: {
        **ALWAYS,
        **NOTHING_LED,
        YES: opening.first_offered,
        NO: opening.declined,
        "PickIntent": opening.pick,
        "HowLongIntent": opening.lengths,
    },
    stages.START: {**ALWAYS, **NOTHING_LED, YES: opening.start_one, NO: opening.declined},
    stages.SCREEN: {
        **ALWAYS,
        **SCREEN,
        YES: screening.to_checkup,
        UNSURE: screening.to_checkup,
        NO: opening.signs_clear,
    },
    stages.BODY: {
        **ALWAYS,
        **SCREEN,
        YES: screening.body_to_checkup,
        UNSURE: screening.body_to_checkup,
        NO: opening.body_clear,
    },
    stages.READY: {
        **ALWAYS,
        **NOTHING_LED,
        **dict.fromkeys([YES, NEXT, OVER, RESUME, MORE], opening.wanted),
        NO: opening.not_back,
        UNSURE: opening.back_later,
        PAUSE: opening.back_later,
    },
    stages.NEXT: {
        **ALWAYS,
        **LED,
        YES: leading.onward,
        NO: leading.wait_for_next,
        UNSURE: leading.wait_for_next,
    },
    stages.LAST: {**ALWAYS, **LED, YES: leading.onward, NO: leading.not_yet, UNSURE: leading.not_yet},
    stages.AGAIN: {
        **ALWAYS,
        **LED,
        **dict.fromkeys([YES, RESUME, MORE], leading.in_brief),
        NO: leading.onward,
        UNSURE: leading.paused,
    },
    stages.EASE: {
        **ALWAYS,
        **LED,
        **dict.fromkeys([YES, RESUME, MORE], leading.easier),
        NO: leading.skip,
        UNSURE: leading.paused,
    },
    stages.RESUME: {
        **ALWAYS,
        **LED,
        **dict.fromkeys([YES, RESUME, MORE], leading.same),
        NO: leading.left,
        UNSURE: leading.waited,
    },
    stages.BACK: {
        **ALWAYS,
        **LED,
        **dict.fromkeys([*STEERS, YES, RESUME, MORE, "CountIntent"], opening.wanted),
        **dict.fromkeys(["SlowerIntent", "FasterIntent"], voice),
        OVER: opening.back_from_the_top,
        NO: opening.not_back,
        UNSURE: opening.back_later,
        PAUSE: opening.back_later,
    },
    stages.LEFT: {
        **ALWAYS,
        **LED,
        **dict.fromkeys([RESUME, MORE], leading.same),
        PAUSE: elsewhere,
        **dict.fromkeys([YES, NO, UNSURE, UNCLEAR, "ExplainIntent", "WhyIntent", "PickIntent"], elsewhere),
    },
    stages.CHECKUP: {
        **ALWAYS,
        **NOTHING_LED,
        **dict.fromkeys([YES, UNSURE, NEXT, PREVIOUS, OVER, RESUME, MORE], screening.to_checkup),
        "FeltIntent": stopping.since_then,
        NO: stopping.no_checkup,
    },
}

SAID = tuple(dict.fromkeys(said for row in TABLE.values() for said in row))
"""All that may be said: a column each."""
