"""OpenTelemetry by hand in Python: spans by its GenAI conventions, sent by its own OTLP exporter. Prints what it did as one line of JSON."""

import json
import logging
import os
import urllib.error
import urllib.request

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode

errand = json.loads(os.environ["ERRAND"])
complaints = []


class Complaints(logging.Handler):
    def emit(self, record):
        complaints.append(record.getMessage())


logging.getLogger("opentelemetry").addHandler(Complaints(logging.WARNING))


def call(request):
    """Makes the call at the provider; a stream is put together. Errors: raises what urllib raises."""
    body = json.dumps(request).encode()
    headers = {"content-type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(errand["provider"] + "/chat/completions", body, headers)) as response:
        text = response.read().decode()
    if not request.get("stream"):
        return json.loads(text)
    chunks = [json.loads(line[6:]) for line in text.split("\n") if line.startswith("data: {")]
    choices = [choice for chunk in chunks for choice in chunk["choices"]]
    content = "".join(choice["delta"].get("content") or "" for choice in choices)
    finish_reason = [choice["finish_reason"] for choice in choices if choice["finish_reason"]][-1]
    choice = {"message": {"role": "assistant", "content": content}, "finish_reason": finish_reason}
    return {"model": chunks[0]["model"], "choices": [choice], "usage": chunks[-1]["usage"]}


def said(message):
    """A message in the words of the GenAI conventions."""
    parts = []
    if message["role"] == "tool":
        parts.append({"type": "tool_call_response", "id": message["tool_call_id"], "response": message["content"]})
    elif message.get("content") is not None:
        parts.append({"type": "text", "content": message["content"]})
    for tool_call in message.get("tool_calls") or []:
        function = tool_call["function"]
        parts.append({"type": "tool_call", "id": tool_call["id"], "name": function["name"], "arguments": json.loads(function["arguments"])})
    return {"role": message["role"], "parts": parts}


provider = TracerProvider(resource=Resource.create({"service.name": "python", "deployment.environment.name": errand["environment"]}))
exporter = OTLPSpanExporter(endpoint=errand["server"] + "/v1/traces", headers={"authorization": "Bearer " + errand["key"]})
provider.add_span_processor(BatchSpanProcessor(exporter))
tracer = provider.get_tracer("conformance", "1.0.0")
who = {"session.id": errand["session"], "user.id": errand["user"]}
trace_ids = {}

for recorded in errand["calls"]:
    request = recorded["request"]
    with tracer.start_as_current_span("answer a person", attributes=who) as root:
        trace_ids[recorded["name"]] = trace.format_trace_id(root.get_span_context().trace_id)
        asked = {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": "openai",
            "gen_ai.request.model": request["model"],
            "gen_ai.input.messages": json.dumps([said(message) for message in request["messages"]]),
        }
        with tracer.start_as_current_span("chat " + request["model"], kind=SpanKind.CLIENT, attributes={**who, **asked}) as span:
            try:
                answer = call(request)
            except urllib.error.HTTPError as failure:
                error = json.loads(failure.read())["error"]
                span.set_status(StatusCode.ERROR, error["message"])
                span.set_attribute("error.type", error["code"])
                continue
            choice, usage = answer["choices"][0], answer["usage"]
            span.set_attributes(
                {
                    "gen_ai.response.model": answer["model"],
                    "gen_ai.response.finish_reasons": [choice["finish_reason"]],
                    "gen_ai.usage.input_tokens": usage["prompt_tokens"],
                    "gen_ai.usage.output_tokens": usage["completion_tokens"],
                    "gen_ai.usage.cache_read.input_tokens": usage.get("prompt_tokens_details", {}).get("cached_tokens", 0),
                    "gen_ai.usage.reasoning.output_tokens": usage.get("completion_tokens_details", {}).get("reasoning_tokens", 0),
                    "gen_ai.output.messages": json.dumps([{**said(choice["message"]), "finish_reason": choice["finish_reason"]}]),
                }
            )

provider.shutdown()
print(json.dumps({"traceIds": trace_ids, "complaints": complaints}))
