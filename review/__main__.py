"""`make review`: writes everything medical as one document, to read and to sign; signs; says what is not signed."""

import argparse
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

from review import collection, page, pdf, signatures

ROOT = collection.ROOT
OUTPUT = ROOT / "dist" / "review"
NOT_READY, UNUSABLE = 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done, 1 when --ready finds what is not signed, 2 when something cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m review", description=__doc__)
    parser.add_argument("--folder", type=Path, default=OUTPUT, help="where the document goes (default: dist/review)")
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the date of what is written or signed"
    )
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--ready", action="store_true", help="write nothing: name what no signature stands under")
    only.add_argument("--sign", nargs="+", metavar="ID", help="for a clinician: put a signature under these items")
    parser.add_argument("--by", default="", metavar='"NAME, REGISTRATION"', help="who signs")
    parser.add_argument("--remark", default="", help="what the clinician says about them")
    options = parser.parse_args(arguments)
    try:
        items, given = collection.items(), signatures.read()
        if options.sign:
            on = options.on or datetime.now().astimezone().date()
            signatures.sign(items, options.sign, options.by, on, options.remark)
        elif options.ready:
            found = signatures.gaps(items, given)
            print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
            return NOT_READY if found else 0
        else:
            write(
                options.folder, page.html(items, given, page.dated(*(state(options.on)))), options.on or state(None)[0]
            )
    except LookupError as fault:
        print(f"review: content lacks {fault}, or has it in another form", file=sys.stderr)
        return UNUSABLE
    except (OSError, ValueError) as fault:
        print(f"review: {' '.join(str(fault).split())}", file=sys.stderr)
        return UNUSABLE
    return 0


def write(folder: Path, text: str, as_of: date | None) -> None:
    """Write the document; without Chromium it is not printed, which is said."""
    folder.mkdir(parents=True, exist_ok=True)
    document, output = folder / "review.html", folder / "review.pdf"
    document.write_text(text, encoding="utf-8")
    print(f"wrote {document}", file=sys.stderr)
    output.unlink(missing_ok=True)  # an old one beside a new document would be signed
    try:
        pdf.printed(document, output, as_of)
        print(f"wrote {output}", file=sys.stderr)
    except pdf.NoPrinter as fault:
        print(f"review: no PDF, {fault}", file=sys.stderr)


def state(on: date | None) -> tuple[date | None, str]:
    """The date and the version of what is reviewed: the last commit's, marked where something is not committed."""
    if not (git := shutil.which("git")):
        return on, ""
    command = [git, "-C", str(ROOT)]
    told = [
        subprocess.run([*command, *asked], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
        for asked in (("log", "-1", "--format=%cs"), ("describe", "--always", "--dirty", "--exclude=*"))
    ]
    return on or (date.fromisoformat(told[0]) if told[0] else None), told[1]


if __name__ == "__main__":
    sys.exit(main())
