"""A server on loopback that speaks DynamoDB, from moto, with the table that the function keeps preferences in."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import boto3

TABLE = "preferences"
PATIENCE = 30.0
"""Seconds it may take to start."""


@contextmanager
def served() -> Iterator[dict[str, str]]:
    """Serve the table; gives the environment in which boto3, and the function, find it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(server, port)
        url = f"http://127.0.0.1:{port}"
        _create(url)
        yield {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL_DYNAMODB": url,
            "AWS_SECRET_ACCESS_KEY": "test",
            "PREFERENCES_SECRET": "0123456789abcdef0123456789abcdef",
            "PREFERENCES_TABLE": TABLE,
        }
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(int(PATIENCE * 20)):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("moto's server did not start")


def _create(url: str) -> None:
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    boto3.client("dynamodb", endpoint_url=url, **keys).create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "user", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "user", "KeyType": "HASH"}],
    )
