"""OpenTelemetry's own instrumentation of OpenAI's client, spans and log events. Argument: `events` (its default) or `latest`."""

import os
import sys

latest = sys.argv[1] == "latest"
os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_only" if latest else "true"
if latest:
    os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental"

from errand import authorization, errand, exporting_provider, openai_acts, openai_client, run
from opentelemetry import trace
from opentelemetry._logs import set_logger_provider
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor

provider = exporting_provider("openai-v2")
logs = LoggerProvider(resource=provider.resource)
logs.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter(endpoint=errand["server"] + "/v1/logs", headers=authorization())))
set_logger_provider(logs)
OpenAIInstrumentor().instrument()


def within(act):
    who = {"session.id": errand["session"], "user.id": errand["user"]}
    with trace.get_tracer("application").start_as_current_span("answer a person", attributes=who):
        act()


run(openai_acts(openai_client(), within))
provider.shutdown()
logs.shutdown()
