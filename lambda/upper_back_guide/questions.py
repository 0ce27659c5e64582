"""The questions that several rooms ask, and those that rooms know each other by."""

from upper_back_guide.content import words
from upper_back_guide.turn import Question, State

REPEAT_CALL, WHO = "emergency.repeat", "emergency.who"
"""After an emergency call: "Shall I say that again?", and "Who is it for?"."""

CHECK_FIRST = "stretching.checkup"
"""After it hurt in a stretch: "Shall we do a short check-up?"."""

EITHER = "basics.either"
"""After "You can ask me what causes a spasm, or what helps"."""


def what_to_know() -> Question:
    """ "What would you like to know?" """
    return Question("basics.know", words("phrases")["ask"])


def either() -> Question:
    """The same, after two things were named that can be asked for: yes is both, and no neither."""
    return Question(EITHER, words("phrases")["ask"])


def anything_else() -> Question:
    """ "Anything else you'd like to know?" """
    return Question("basics.else", words("phrases")["anything_else"])


def open_question(state: State) -> Question:
    """The question that is open, to be asked again; an ordinary one when there is none."""
    return state.question or what_to_know()
