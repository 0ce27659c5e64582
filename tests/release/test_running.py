"""The package alone, in a fresh process of the runtime's Python."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.alexa.envelopes import intent, launch
from tests.storage import engines

# Nothing but the package and the standard library: no site-packages, no environment, no working folder.
ALONE = """
import json, sys
sys.path.insert(0, sys.argv[1])
from lambda_function import handler
print(json.dumps(handler(json.load(sys.stdin))))
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


ADDRESS = """
import sys
sys.path.insert(0, sys.argv[1])
import boto3
for region in ("us-east-1", "eu-west-1", "us-west-2", "cn-north-1"):
    print(*(boto3.client(one, region_name=region).meta.endpoint_url for one in ("dynamodb", "secretsmanager")))
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
def table() -> Iterator[engines.DynamoDB]:
    with engines.moto() as address:
        yield engines.DynamoDB(address, "preferences")


@pytest.fixture(scope="module")
def secret(table: engines.DynamoDB) -> str:
    return engines.secret(table.endpoint, engines.SECRET)


def test_it_answers_with_nothing_else_beside_it(unpacked: Path, runtime_python: Path) -> None:
    before = sorted(unpacked.rglob("*"))
    response, modules = alone(runtime_python, ALONE, unpacked, json.dumps(launch())).splitlines()
    assert "Welcome" in json.loads(response)["response"]["outputSpeech"]["ssml"]
    assert sorted(unpacked.rglob("*")) == before
    unused = {"boto3", "botocore", "flask", "requests", "simulator", "understanding"}
    assert not unused & set(json.loads(modules))


def test_it_keeps_preferences_with_the_botocore_data_that_was_left(
    unpacked: Path, runtime_python: Path, table: engines.DynamoDB, secret: str
) -> None:
    environment = {
        **engines.CREDENTIALS,
        "AWS_ENDPOINT_URL_DYNAMODB": table.endpoint,
        "AWS_ENDPOINT_URL_SECRETS_MANAGER": table.endpoint,
        "PREFERENCES_SECRET_ARN": secret,
        "PREFERENCES_TABLE": table.table,
    }
    slower = json.dumps(intent("SpeakSlowerIntent"))
    _, modules = alone(runtime_python, ALONE, unpacked, slower, **environment).splitlines()
    assert "boto3" in json.loads(modules)
    [row] = table.rows()
    assert "slow" in row["document"]
    forget = json.dumps(intent("ForgetMeIntent"))
    asked, _ = alone(runtime_python, ALONE, unpacked, forget, **environment).splitlines()
    attributes = json.loads(asked)["sessionAttributes"]
    sure = json.dumps(intent("AMAZON.YesIntent", new=False, attributes=attributes))
    alone(runtime_python, ALONE, unpacked, sure, **environment)
    assert not any("slow" in row["document"] for row in table.rows())


def test_it_finds_its_services_in_every_region_that_a_stack_may_be_in(unpacked: Path, runtime_python: Path) -> None:
    assert alone(runtime_python, ADDRESS, unpacked).split() == [
        f"https://{service}.{place}"
        for place in (
            "us-east-1.amazonaws.com",
            "eu-west-1.amazonaws.com",
            "us-west-2.amazonaws.com",
            "cn-north-1.amazonaws.com.cn",
        )
        for service in ("dynamodb", "secretsmanager")
    ]


def test_aws_finds_the_handler_that_the_template_names(unpacked: Path) -> None:
    template = (Path(__file__).parents[2] / "template.yaml").read_text()
    assert "Handler: lambda_function.handler\n" in template
    assert (unpacked / "lambda_function.py").is_file()
