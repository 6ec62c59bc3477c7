"""Holds request bodies against the SES v2 service model that botocore ships.

Reads {"requests": [{"operation", "body"}]} from standard input; writes the version and a list of faults a request.
"""

import base64
import binascii
import json
import re
import sys

import botocore
import botocore.session
from botocore.validate import ParamValidator

model = botocore.session.get_session().get_service_model("sesv2")


def beyond(shape, value, path):
    """What the model says and ParamValidator leaves out: enumerations, most lengths, patterns, base64."""
    if shape.type_name == "structure":
        for name, member in value.items():
            if name in shape.members:
                yield from beyond(shape.members[name], member, f"{path}.{name}")
    elif shape.type_name == "list":
        for at, member in enumerate(value):
            yield from beyond(shape.member, member, f"{path}[{at}]")
    elif shape.type_name == "blob":
        try:
            base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            yield f"{path} is not base64"
    elif shape.type_name == "string":
        if shape.enum and value not in shape.enum:
            yield f"{path} is none of {', '.join(shape.enum)}"
        pattern = shape.metadata.get("pattern")
        if pattern and not re.search(pattern, value):
            yield f"{path} does not match {pattern}"
    most = shape.metadata.get("max")
    if most is not None and shape.type_name in ("string", "list") and len(value) > most:
        yield f"{path} is longer than {most}"


def faults(request):
    shape = model.operation_model(request["operation"]).input_shape
    report = ParamValidator().validate(request["body"], shape)
    if report.has_errors():
        return report.generate_report().splitlines()
    return list(beyond(shape, request["body"], "$"))


requests = json.load(sys.stdin)["requests"]
json.dump({"version": botocore.__version__, "faults": [faults(request) for request in requests]}, sys.stdout)
