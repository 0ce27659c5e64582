"""Checks template.yaml three ways, since each misses what the others find; exits 1 when one of them objects.

`sam validate` knows event and policy types, its lint knows the source's shape, and only cfn-lint on what the
transform makes of it knows runtimes, architectures and dangling references. None of them knows what this template
promises, which is held against the translated one in promises.py. Run by `make template`.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

from tests.template import promises

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
BIN = Path(sys.executable).parent
REGION = "us-east-1"


class NoPolicies:
    """The managed policies that the translator would ask AWS for; the template names none."""

    def load(self) -> dict[str, str]:
        """No names."""
        return {}


def translated(template: Path) -> str:
    """The CloudFormation that the transform makes of a template, as JSON."""
    source = yaml_parse(template.read_text())
    # The package is not built here: any S3 place stands for it.
    source["Resources"]["Function"]["Properties"]["CodeUri"] = "s3://bucket/key"
    values = {"SkillId": "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"}
    return json.dumps(transform(source, values, NoPolicies()), indent=1)


def main() -> int:
    """Run the checks; 1 when any of them objects."""
    os.environ |= {"AWS_DEFAULT_REGION": REGION, "SAM_CLI_TELEMETRY": "0"}
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "translated.json"
        try:
            output.write_text(translated(TEMPLATE))
        except InvalidDocumentException as fault:
            print(
                f"template.yaml: {fault.message} {' '.join(cause.message for cause in fault.causes)}", file=sys.stderr
            )
            return 1
        broken = promises.broken(json.loads(output.read_text()))
        for promise in broken:
            print(f"template.yaml: {promise}", file=sys.stderr)
        sam = [str(BIN / "sam"), "validate", "-t", str(TEMPLATE)]
        checks = ([*sam, "--lint"], sam, [str(BIN / "cfn-lint"), "-r", REGION, "-t", str(output)])
        objections = sum(subprocess.run(check, check=False).returncode != 0 for check in checks)
        return int(bool(broken or objections))


if __name__ == "__main__":
    sys.exit(main())
