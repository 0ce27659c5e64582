"""`python -m release`: build the Lambda package, and the bill of its materials."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from release import ROOT, archive, bom, package, runtime
from upper_back_guide import __version__

ZIP = ROOT / "dist" / "upper-back-guide.zip"
BOM = ZIP.with_suffix(".cdx.json")


def main(arguments: list[str] | None = None) -> int:
    """Build the zip, or only its folder; exit status 1 when it cannot be built or is too large."""
    parser = argparse.ArgumentParser(prog="python -m release", description=__doc__)
    parser.add_argument("--version", action="version", version=f"Upper Back Guide {__version__}")
    parser.add_argument("--folder", type=Path, help="put the files here and keep no zip; `sam build` asks for this")
    chosen = parser.parse_args(arguments)
    try:
        python = runtime.find(os.environ)
        with tempfile.TemporaryDirectory() as name:
            folder, zipped = chosen.folder or Path(name) / "package", Path(name) / ZIP.name
            package.build(folder, python)
            size = archive.write(folder, zipped)
            if not chosen.folder:
                ZIP.parent.mkdir(exist_ok=True)
                BOM.write_text(bom.text(folder, zipped), "utf-8")
                shutil.move(zipped, ZIP)
    except (runtime.NoRuntime, package.Broken, archive.TooLarge, OSError) as fault:
        print(f"release: {fault}", file=sys.stderr)
        return 1
    print(f"{chosen.folder or os.path.relpath(ZIP)}: {size / 1e6:.2f} MB zipped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
