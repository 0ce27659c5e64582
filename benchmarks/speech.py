"""How long and how plain the spoken replies are."""

import warnings
from collections.abc import Iterator
from statistics import median

from benchmarks.table import Row
from upper_back_guide import content, conversation
from upper_back_guide.turn import Reply, Slot, State, Turn

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it reads its own resources in a way setuptools warns about
    import textstat


def answers() -> Iterator[Reply]:
    """Every page of every entry as it is spoken in an open session, with the question that follows it."""
    for name in content.sections():
        for id_, told in content.section(name).items():
            reply = conversation.respond(Turn("TopicIntent", {"topic": Slot(id_)}), State(disclaimed=True))
            yield reply
            for _ in told.more:
                reply = conversation.respond(Turn("MoreIntent"), reply.state)
                yield reply


def spoken(reply: Reply) -> str:
    """The words of a reply, its question included."""
    return " ".join([*(part for part in reply.parts if isinstance(part, str)), reply.question.ask]).strip()


def measure() -> list[Row]:
    """Rows of what, figure and target."""
    said = [spoken(reply) for reply in answers()]
    words = [len(text.split()) for text in said]
    grade = textstat.flesch_kincaid_grade(" ".join(said))
    return [
        ("spoken answers", f"{len(said)}", ""),
        ("words, median", f"{median(words):.0f}", "55 at most"),
        ("words, longest", f"{max(words)}", "90 at most"),
        ("Flesch-Kincaid grade, all content", f"{grade:.1f}", "7 at most"),
    ]
