"""The package alone, in a fresh process of the runtime's Python."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.dynamodb import served
from tests.alexa.envelopes import launch

# Nothing but the package and the standard library: no site-packages, no environment, no working folder.
ALONE = """
import json, sys
sys.path.insert(0, sys.argv[1])
from lambda_function import handler
print(json.dumps(handler(json.load(sys.stdin))))
print(json.dumps(sorted(sys.modules)))
"""

CALL = """
import sys
sys.path.insert(0, sys.argv[1])
import boto3
client = boto3.client("dynamodb")
key = {"user": {"S": "k"}}
client.put_item(TableName="preferences", Item={**key, "version": {"N": "1"}})
client.update_item(TableName="preferences", Key=key, UpdateExpression="SET version = version + :one",
                   ExpressionAttributeValues={":one": {"N": "1"}})
assert client.get_item(TableName="preferences", Key=key)["Item"]["version"] == {"N": "2"}
try:
    client.put_item(TableName="preferences", Item=key, ConditionExpression="attribute_not_exists(#u)",
                    ExpressionAttributeNames={"#u": "user"})
except client.exceptions.ConditionalCheckFailedException:
    client.delete_item(TableName="preferences", Key=key)
assert "Item" not in client.get_item(TableName="preferences", Key=key)
print(boto3.__file__)
"""


def alone(python: Path, code: str, folder: Path, said: str = "", **environment: str) -> str:
    run = subprocess.run(
        [str(python), "-I", "-S", "-B", "-c", code, str(folder)],
        input=said,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def table() -> Iterator[dict[str, str]]:
    with served() as environment:
        yield environment


def test_it_answers_with_nothing_else_beside_it(unpacked: Path, runtime_python: Path) -> None:
    before = sorted(unpacked.rglob("*"))
    response, modules = alone(runtime_python, ALONE, unpacked, json.dumps(launch())).splitlines()
    assert "Welcome" in json.loads(response)["response"]["outputSpeech"]["ssml"]
    assert sorted(unpacked.rglob("*")) == before
    unused = {"boto3", "botocore", "flask", "requests", "simulator"}
    assert not unused & {name.partition(".")[0] for name in json.loads(modules)}


def test_its_boto3_calls_dynamodb_with_the_data_that_was_left(
    unpacked: Path, runtime_python: Path, table: dict[str, str]
) -> None:
    assert alone(runtime_python, CALL, unpacked, **table).strip() == str(unpacked / "boto3/__init__.py")


def test_aws_finds_the_handler_that_the_template_names(unpacked: Path) -> None:
    template = (Path(__file__).parents[2] / "template.yaml").read_text()
    assert "Handler: lambda_function.handler\n" in template
    assert (unpacked / "lambda_function.py").is_file()
