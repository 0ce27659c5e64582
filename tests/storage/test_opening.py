"""Which store the environment asks for, and when it is made."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.engines import CREDENTIALS, SECRET
from upper_back_guide.storage import BadSetting, open_store
from upper_back_guide.storage.dynamodb import DynamoDBStore
from upper_back_guide.storage.keys import Keys
from upper_back_guide.storage.sqlite import SQLiteStore

ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:preferences-AbCdEf"
ROOT = Path(__file__).parents[2]


def test_by_default_nothing_is_kept() -> None:
    assert open_store({}) is None
    assert open_store({"PREFERENCES_TABLE": "", "PREFERENCES_SECRET": SECRET}) is None


def test_a_table_or_a_file_is_opened(tmp_path: Path) -> None:
    file = str(tmp_path / "preferences.sqlite")
    assert isinstance(open_store({"PREFERENCES_TABLE": "t", "PREFERENCES_SECRET": SECRET}), DynamoDBStore)
    assert isinstance(open_store({"PREFERENCES_FILE": file, "PREFERENCES_SECRET": SECRET}), SQLiteStore)


def unusable(folder: Path) -> list[dict[str, str]]:
    garbage = folder / "garbage"
    garbage.write_bytes(b"rubbish" * 2000)
    return [
        {"PREFERENCES_TABLE": "t"},
        {"PREFERENCES_TABLE": "t", "PREFERENCES_SECRET": "short"},
        {"PREFERENCES_TABLE": "t", "PREFERENCES_SECRET_ARN": "arn:aws:s3:::bucket"},
        {"PREFERENCES_FILE": str(folder / "file"), "PREFERENCES_SECRET_ARN": ARN},
        {"PREFERENCES_TABLE": "t", "PREFERENCES_FILE": "f", "PREFERENCES_SECRET": SECRET},
        {"PREFERENCES_FILE": str(folder / "missing" / "file"), "PREFERENCES_SECRET": SECRET},
        {"PREFERENCES_FILE": str(folder), "PREFERENCES_SECRET": SECRET},
        {"PREFERENCES_FILE": str(garbage), "PREFERENCES_SECRET": SECRET},
    ]


def test_an_unusable_setting_is_told_in_one_line_without_the_secret(tmp_path: Path) -> None:
    for environment in unusable(tmp_path):
        with pytest.raises(BadSetting) as told:
            open_store(environment)
        assert str(told.value).startswith("PREFERENCES_")
        assert "\n" not in str(told.value)
        assert environment.get("PREFERENCES_SECRET", "none") not in str(told.value)


def test_another_secret_makes_other_keys() -> None:
    keys = {Keys(secret).key(user) for secret in (SECRET, SECRET[::-1]) for user in ("a", "b", "", "\ud800")}
    assert len(keys) == 8
    assert all(len(key) == 64 for key in keys)


IMPORTED = """
import sys
from lambda_function import handler
from tests.alexa.envelopes import intent, launch, slot
def imported():
    return "boto3" in sys.modules
seen = [imported()]
handler(intent("EmergencyIntent", slots={"red_flag": slot("red_flag", "chest pain", "chest_pain")}))
seen.append(imported())
handler(launch())
seen.append(imported())
print(*seen)
"""


@pytest.mark.parametrize(
    ("environment", "seen"),
    [
        ({}, "False False False"),
        ({"PREFERENCES_TABLE": "t"}, "False False True"),
        ({"PREFERENCES_TABLE": "t", "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand"}, "False False True"),
        ({"PREFERENCES_TABLE": "t", "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"}, "True True True"),
    ],
)
def test_the_aws_sdk_is_imported_when_it_is_needed_or_into_the_snapshot(environment: dict[str, str], seen: str) -> None:
    nobody = {"AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:1", "PREFERENCES_SECRET": SECRET, **CREDENTIALS}
    run = subprocess.run(
        [sys.executable, "-c", IMPORTED],
        env={**nobody, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split("\n")[-2] == seen
