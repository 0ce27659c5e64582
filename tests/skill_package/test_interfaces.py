"""The manifest declares an interface exactly when the skill sends directives for it."""

import random
from collections.abc import Iterator
from itertools import chain

from simulator.device import Device, Exchange
from simulator.viewports import VIEWPORTS
from tests.skill_package.store import MANIFEST
from tests.skill_package.test_phrases import FLOWS, said
from tests.voice import echo

NEEDED = {
    "Alexa.Presentation.APL": "ALEXA_PRESENTATION_APL",
    "Alexa.Presentation.APLA": "ALEXA_PRESENTATION_APL",
    "AudioPlayer": "AUDIO_PLAYER",
    "VideoApp": "VIDEO_APP",
}
"""What the manifest has to declare, by the interface of a directive."""


def show() -> Device:
    return echo(screen=VIEWPORTS["large"])


def exchanges() -> Iterator[Exchange]:
    """What a device with a screen hears in the flows of the testing instructions, and in turns at random."""
    for flow in FLOWS:
        device = show()
        yield device.open()
        for phrase in flow:
            yield said(device, phrase)
    device, chance = show(), random.Random(20)  # noqa: S311
    for name in chance.choices(sorted(device.model.intents), k=400):
        yield device.intent(name)


def test_an_interface_is_declared_exactly_when_its_directives_are_sent() -> None:
    directives = chain.from_iterable(heard.response["response"].get("directives", ()) for heard in exchanges())
    sent = {directive["type"].rpartition(".")[0] for directive in directives}
    declared = {interface["type"] for interface in MANIFEST["apis"]["custom"]["interfaces"]}
    assert declared == {NEEDED[interface] for interface in sent if interface in NEEDED}
