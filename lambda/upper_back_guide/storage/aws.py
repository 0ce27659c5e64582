"""Clients of AWS's services: boto3's, with the patience of somebody who is being listened to."""

from threading import Lock
from typing import Any

PATIENCE = 0.9
"""Seconds to wait for a connection, and for each piece of an answer; it is tried twice, and Alexa waits for eight."""

CONNECTIONS = 64
"""Kept open to a service; more may be made."""

_one_at_a_time = Lock()


def client(service: str) -> Any:
    """A client of a service; region, credentials and endpoint are found as boto3 finds them."""
    import boto3  # longer than all the rest of a cold start, so only when it is needed
    from botocore.config import Config

    # "legacy" waits a twentieth of a second before it tries again; "standard" up to a whole one.
    retries = {"total_max_attempts": 2, "mode": "legacy"}
    config = Config(connect_timeout=PATIENCE, read_timeout=PATIENCE, retries=retries, max_pool_connections=CONNECTIONS)
    with _one_at_a_time:  # as boto3's own session wants it
        return boto3.client(service, config=config)
