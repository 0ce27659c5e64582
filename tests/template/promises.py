"""What template.yaml promises, read from what the transform makes of it: a name for each promise, and how to see it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Template = Mapping[str, Any]

TABLE_ACTIONS = {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"}
SECRET_ACTIONS = {"secretsmanager:GetSecretValue"}
TRACE_ACTIONS = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}
LOG_ACTIONS = {"logs:CreateLogStream", "logs:PutLogEvents"}


def broken(template: Template) -> list[str]:
    """The promises that a translated template does not keep."""
    return [promise for promise, kept in PROMISES.items() if not _holds(kept, template)]


def _holds(kept: Callable[[Template], bool], template: Template) -> bool:
    try:
        return kept(template)
    except (KeyError, IndexError, TypeError, ValueError):
        return False  # what it should be read from is not there


def _one(template: Template, kind: str) -> tuple[str, Any]:
    """The name and the whole of the only resource of its kind; ValueError when there is not exactly one."""
    [(name, found)] = [(k, v) for k, v in template["Resources"].items() if v["Type"] == kind]
    return name, found


def _properties(template: Template, kind: str) -> Any:
    return _one(template, kind)[1]["Properties"]


def _arn(template: Template, kind: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [_one(template, kind)[0], "Arn"]}


def _role_is_least(template: Template) -> bool:
    """Exactly these actions, each on its one resource, and nothing attached that allows more."""
    role = _properties(template, "AWS::IAM::Role")
    [policy] = role["Policies"]
    granted = [(set(one["Action"]), one["Resource"]) for one in policy["PolicyDocument"]["Statement"]]
    wanted = [
        (TABLE_ACTIONS, _arn(template, "AWS::DynamoDB::Table")),
        (SECRET_ACTIONS, {"Ref": _one(template, "AWS::SecretsManager::Secret")[0]}),
        (LOG_ACTIONS, _arn(template, "AWS::Logs::LogGroup")),
        (TRACE_ACTIONS, "*"),
    ]
    used = _properties(template, "AWS::Lambda::Function")["Role"] == _arn(template, "AWS::IAM::Role")
    return used and granted == wanted and "ManagedPolicyArns" not in role


def _called_by_alexa_alone(template: Template) -> bool:
    permission = _properties(template, "AWS::Lambda::Permission")
    return bool(
        permission["Principal"] == "alexa-appkit.amazon.com"
        and permission["EventSourceToken"] == {"Ref": "SkillId"}
        and permission["FunctionName"] == {"Ref": _one(template, "AWS::Lambda::Alias")[0]}
    )


def _table_is_safe(template: Template) -> bool:
    _, whole = _one(template, "AWS::DynamoDB::Table")
    table = whole["Properties"]
    return bool(
        table["BillingMode"] == "PAY_PER_REQUEST"
        and table["SSESpecification"]["SSEEnabled"]
        and table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]
        and table["DeletionProtectionEnabled"]
        and whole["DeletionPolicy"] == whole["UpdateReplacePolicy"] == "Retain"
        and "TableName" not in table
    )


def _table_is_what_the_store_reads(template: Template) -> bool:
    table = _properties(template, "AWS::DynamoDB::Table")
    return bool(
        table["KeySchema"] == [{"AttributeName": "user", "KeyType": "HASH"}]
        and table["AttributeDefinitions"] == [{"AttributeName": "user", "AttributeType": "S"}]
        and table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    )


def _environment_is_whole(template: Template) -> bool:
    variables = _properties(template, "AWS::Lambda::Function")["Environment"]["Variables"]
    secret = _one(template, "AWS::SecretsManager::Secret")[0]
    return bool(
        set(variables) == {"SKILL_ID", "PREFERENCES_TABLE", "PREFERENCES_SECRET_ARN"}
        and variables["SKILL_ID"] == {"Ref": "SkillId"}
        and variables["PREFERENCES_TABLE"] == {"Ref": _one(template, "AWS::DynamoDB::Table")[0]}
        and variables["PREFERENCES_SECRET_ARN"] == {"Ref": secret}
        and _properties(template, "AWS::SecretsManager::Secret")["GenerateSecretString"]["PasswordLength"] >= 32
    )


def _versions_follow(template: Template) -> bool:
    version = _properties(template, "AWS::Lambda::Version")
    return all(f"${{{name}}}" in version["Description"]["Fn::Sub"] for name in ("SkillId", "SnapStart"))


def _logs_as_json(template: Template) -> bool:
    name, _ = _one(template, "AWS::Logs::LogGroup")
    logging = {"LogFormat": "JSON", "ApplicationLogLevel": "INFO", "SystemLogLevel": "WARN", "LogGroup": {"Ref": name}}
    kept = _properties(template, "AWS::Logs::LogGroup")["RetentionInDays"]
    return bool(
        _properties(template, "AWS::Lambda::Function")["LoggingConfig"] == logging
        and kept == {"Ref": "LogRetentionDays"}
    )


def _session_errors_are_counted(template: Template) -> bool:
    filtered = template["Resources"]["SessionErrors"]["Properties"]
    [metric] = filtered["MetricTransformations"]
    wanted = re.fullmatch(r'\{ \$\.message = "(.*)\*" \}', filtered["FilterPattern"])
    return bool(
        wanted
        and "session ended: ERROR INVALID_RESPONSE".startswith(wanted[1])
        and not "session ended: USER_INITIATED".startswith(wanted[1])
        and (metric["MetricNamespace"], metric["MetricName"], 1) in _alarms(template)
    )


def _poor_service_is_counted(template: Template) -> bool:
    filtered = template["Resources"]["PoorService"]["Properties"]
    [metric] = filtered["MetricTransformations"]
    counted = set(re.findall(r'\$\.service = "(\w+)"', filtered["FilterPattern"]))
    return counted == {"apology", "none"} and (metric["MetricNamespace"], metric["MetricName"], 1) in _alarms(template)


def _alarms(template: Template) -> list[tuple[str, Any, float]]:
    """Namespace, metric and threshold of each alarm."""
    alarms = [one["Properties"] for one in template["Resources"].values() if one["Type"] == "AWS::CloudWatch::Alarm"]
    return [(alarm["Namespace"], alarm["MetricName"], alarm["Threshold"]) for alarm in alarms]


def _alarms_are_set(template: Template) -> bool:
    wanted = {("AWS/Lambda", "Errors", 1), ("AWS/Lambda", "Throttles", 1), ("AWS/Lambda", "Duration", 3000)}
    functions = [
        one["Properties"]
        for one in template["Resources"].values()
        if one["Type"] == "AWS::CloudWatch::Alarm" and one["Properties"]["Namespace"] == "AWS/Lambda"
    ]
    function = {"Name": "FunctionName", "Value": {"Ref": _one(template, "AWS::Lambda::Function")[0]}}
    return (
        {one for one in _alarms(template) if one[0] == "AWS/Lambda"} == wanted
        and all(alarm["Dimensions"] == [function] for alarm in functions)
        and [alarm.get("ExtendedStatistic") for alarm in functions].count("p95") == 1
    )


PROMISES: Mapping[str, Callable[[Template], bool]] = {
    "the role may use its one table, read its one secret, write its one log and trace; nothing else": _role_is_least,
    "Alexa may call the alias, for this skill alone": _called_by_alexa_alone,
    "the table is paid per request, encrypted, recoverable, protected, kept, and named by AWS": _table_is_safe,
    "the table has the key and the expiry that the store writes": _table_is_what_the_store_reads,
    "the function knows its skill, its table and where a long secret is, and no more": _environment_is_whole,
    "the alias points to a version that follows its parameters": _versions_follow,
    "the function runs on Python 3.13 on arm64 and gives up before Alexa does": lambda template: (
        (function := _properties(template, "AWS::Lambda::Function"))["Runtime"] == "python3.13"
        and function["Architectures"] == ["arm64"]
        and function["Timeout"] < 8
    ),
    "the function is traced, and its concurrency and SnapStart are parameters": lambda template: (
        (function := _properties(template, "AWS::Lambda::Function"))["TracingConfig"] == {"Mode": "Active"}
        and "Fn::If" in function["ReservedConcurrentExecutions"]
        and function["SnapStart"] == {"ApplyOn": {"Ref": "SnapStart"}}
    ),
    "logs are JSON, in a group that forgets them": _logs_as_json,
    "sessions that end in an error are counted, and alarm": _session_errors_are_counted,
    "apologies and empty answers are counted, and alarm": _poor_service_is_counted,
    "errors, throttles and slow turns alarm": _alarms_are_set,
    "the output for the manifest is the alias": lambda template: (
        template["Outputs"]["Endpoint"]["Value"] == {"Ref": _one(template, "AWS::Lambda::Alias")[0]}
    ),
}
