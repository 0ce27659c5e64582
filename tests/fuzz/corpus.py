"""What was found: a file for each conversation, in JSON as Python reads it, with NaN and lone surrogates."""

import json
import re
from hashlib import sha256
from pathlib import Path

from tests.fuzz.conversations import Conversation

FOLDER = Path(__file__).with_name("corpus")


def files() -> list[Path]:
    """All that is kept."""
    return sorted(FOLDER.glob("*.json"))


def read(file: Path) -> Conversation:
    """One that is kept."""
    found: Conversation = json.loads(file.read_text("ascii"))
    return found


def keep(kind: str, conversation: Conversation) -> Path:
    """Keep one, under the kind of its fault; where it is."""
    text = json.dumps(conversation, separators=(",", ":"))
    name = re.sub(r"[^a-z0-9]+", "-", kind.lower()).strip("-")
    file = FOLDER / f"{name}-{sha256(text.encode()).hexdigest()[:8]}.json"
    file.write_text(text + "\n", "ascii")
    return file
