"""`python -m echo.hearing`: note which words of the interaction models the decoder's dictionary has, or check that all
words have phones."""

import argparse
import sys

from echo.hearing import NoHearing, phones
from echo.hearing.decoder import their_dictionary
from echo.hearing.language import heard_words
from understanding.model import MODELS


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done, 1 when words have no phones, 2 when there is no dictionary to look in."""
    parser = argparse.ArgumentParser(prog="python -m echo.hearing", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing: report words without phones")
    options = parser.parse_args(arguments)
    words = {word for path in sorted(MODELS.glob("*.json")) for word in heard_words(path.stem)}
    known = phones.known()
    if not options.check:
        try:
            known = frozenset(words & phones.dictionary(their_dictionary()).keys())
        except NoHearing as fault:
            print(f"echo.hearing: {fault}", file=sys.stderr)
            return 2
        phones.KNOWN.write_text("\n".join(sorted(known)) + "\n", "utf-8")
    missing = phones.unspoken(words, known | phones.ours().keys())
    for word in missing:
        print(f"{word} has no phones: run python -m echo.hearing, or add it to {phones.OURS}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
