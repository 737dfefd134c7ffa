"""Evaluates flags by OpenFeature's official OFREP provider: one line of JSON in, one out."""

import json
import sys

from openfeature import api
from openfeature.contrib.provider.ofrep import OFREPProvider
from openfeature.evaluation_context import EvaluationContext

asked = json.loads(sys.stdin.readline())
headers = {"Authorization": f"Bearer {asked['key']}"}
api.set_provider(OFREPProvider(base_url=asked["address"], headers_factory=lambda: headers))
client = api.get_client()


def evaluated(flag, kind, default, unit, attributes):
    details = getattr(client, f"get_{kind}_details")(flag, default, EvaluationContext(targeting_key=unit, attributes=attributes))
    return {
        "value": details.value,
        "variant": details.variant,
        "reason": str(details.reason),
        "error": None if details.error_code is None else str(details.error_code.value),
    }


print(json.dumps([evaluated(*one) for one in asked["evaluations"]]))
