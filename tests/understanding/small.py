"""A small interaction model, for tests of what works from any."""

from typing import Any

from understanding.model import Model


def _values(**wordings: list[str]) -> list[dict[str, Any]]:
    return [
        {"id": id_.replace("_", "."), "name": {"value": names[0], "synonyms": names[1:]}}
        for id_, names in wordings.items()
    ]


def _intent(name: str, *samples: str, **slots: str) -> dict[str, Any]:
    return {"name": name, "slots": [{"name": n, "type": t} for n, t in slots.items()], "samples": list(samples)}


DOCUMENT = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "upper back guide",
            "intents": [
                _intent(
                    "CausesIntent",
                    "what causes it",
                    "what causes back spasms",
                    "why do i get spasms",
                    "why does my back cramp",
                ),
                _intent(
                    "CanCauseIntent",
                    "can {cause} cause it",
                    "is it from {cause}",
                    "is {cause} behind my spasms",
                    cause="Cause",
                ),
                _intent(
                    "HelpsWithIntent", "what helps with {complaint}", "how do i ease {complaint}", complaint="Complaint"
                ),
                _intent("TopicIntent", "{topic}", "what about {topic}", "tell me about {topic}", topic="Topic"),
                _intent("PickIntent", "number {number}", number="AMAZON.NUMBER"),
                _intent("HoldIntent", "hold for {time}", time="AMAZON.DURATION"),
                _intent("EmergencyIntent", "{red_flag}", "i have {red_flag}", red_flag="RedFlag"),
                _intent(
                    "OtherConditionIntent",
                    "what causes {condition}",
                    "how do you treat {condition}",
                    condition="Condition",
                ),
                *map(_intent, ("AMAZON.FallbackIntent", "AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.YesIntent")),
            ],
            "types": [
                {
                    "name": "Cause",
                    "values": _values(causes_posture=["poor posture", "slouching"], causes_stress=["stress"]),
                },
                {
                    "name": "Complaint",
                    "values": _values(symptoms_knots=["knots", "tight knots"], symptoms_stiffness=["stiffness"]),
                },
                {
                    "name": "Topic",
                    "values": _values(
                        causes_posture=["poor posture", "slouching"],
                        causes_stress=["stress"],
                        symptoms_knots=["knots"],
                        symptoms_weakness=["weak legs"],
                    ),
                },
                {
                    "name": "RedFlag",
                    "values": _values(
                        chest=["chest pain", "my chest hurts", "pain in my chest"],
                        legs=["weak legs", "i can't feel my legs", "my legs are numb"],
                    ),
                },
                {"name": "Condition", "values": _values(acne=["acne"], diabetes=["diabetes"], flu=["the flu"])},
            ],
        }
    }
}
MODEL = Model.from_json(DOCUMENT)
