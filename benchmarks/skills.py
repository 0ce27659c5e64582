"""The skills that are measured: ours as it is packed, and two small ones to compare it with, built here."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from uv import find_uv_bin

from release import ROOT, archive, package

LOCK = ROOT / "requirements-bench.lock"

HELLO = """\
from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.skill_builder import {builder}
from ask_sdk_core.utils import is_request_type


class Hello(AbstractRequestHandler):
    def can_handle(self, handler_input):
        return is_request_type("LaunchRequest")(handler_input) or is_request_type("IntentRequest")(handler_input)

    def handle(self, handler_input):
        return handler_input.response_builder.speak("Hello, world.").ask("What now?").response


builder = {builder}({arguments})
builder.add_request_handler(Hello())
handler = builder.lambda_handler()
"""
ADAPTER = """\
from ask_sdk_dynamodb.adapter import DynamoDbAdapter

"""


@dataclass(frozen=True, slots=True)
class Skills:
    """Folders, each with a lambda_function.py, and the Python that runs them."""

    python: Path
    """The runtime's, with Amazon's runtime client."""

    ours: Path
    hello: Path
    """A hello-world on ask-sdk-core, byte-compiled."""

    adapter: Path
    """The same with the SDK's DynamoDB adapter, as `sam build` ships a skill: without byte code."""

    size: int
    """Bytes of our zip."""


def build(runtime: Path, folder: Path) -> Skills:
    """Build all of them in a folder; `runtime` is the runtime's Python."""
    python = folder / "venv" / "bin" / "python"
    _uv("venv", "--python", str(runtime), str(folder / "venv"))
    # AWS has compiled its own part, too.
    _uv("pip", "install", "--compile-bytecode", "--python", str(python), "-c", str(LOCK), "awslambdaric")
    skills = Skills(python, folder / "ours", folder / "hello", folder / "adapter", _ours(runtime, folder))
    _reference(python, skills.hello, "ask-sdk-core", HELLO.format(builder="SkillBuilder", arguments=""))
    compiled = [str(python), "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", str(skills.hello)]
    subprocess.run(compiled, check=True, stderr=subprocess.DEVNULL)
    stored = HELLO.format(builder="CustomSkillBuilder", arguments='persistence_adapter=DynamoDbAdapter("preferences")')
    _reference(python, skills.adapter, "ask-sdk-dynamodb-persistence-adapter", ADAPTER + stored)
    return skills


def _ours(runtime: Path, folder: Path) -> int:
    package.build(folder / "ours", runtime)
    return archive.write(folder / "ours", folder / "ours.zip")


def _reference(python: Path, folder: Path, requirement: str, source: str) -> None:
    _uv("pip", "install", "--python", str(python), "--target", str(folder), "-c", str(LOCK), requirement)
    (folder / "lambda_function.py").write_text(source)


def _uv(*arguments: str) -> None:
    subprocess.run([find_uv_bin(), *arguments, "-q"], check=True)
