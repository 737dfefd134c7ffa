"""OpenTelemetry's own instrumentation of Google's client. Argument: where its texts go, `events` or `latest` (spans)."""

import os
import sys

latest = sys.argv[1] == "latest"
os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_only" if latest else "event_only"

os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental"

from errand import authorization, errand, exporting_provider, get_weather, run
from google import genai
from google.genai import types
from opentelemetry import trace
from opentelemetry._logs import set_logger_provider
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.instrumentation.google_genai import GoogleGenAiSdkInstrumentor
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor

provider = exporting_provider("google-genai")
logs = LoggerProvider(resource=provider.resource)
logs.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter(endpoint=errand["server"] + "/v1/logs", headers=authorization())))
set_logger_provider(logs)
GoogleGenAiSdkInstrumentor().instrument()
client = genai.Client(api_key="none", http_options=types.HttpOptions(base_url=errand["provider"]))


def gemini():
    who = {"session.id": errand["session"], "user.id": errand["user"]}
    with trace.get_tracer("application").start_as_current_span("answer a person", attributes=who):
        client.models.generate_content(
            model="gemini-2.0-flash",
            contents="What is the weather in New York?",
            config=types.GenerateContentConfig(system_instruction="You must use the available tools.", tools=[get_weather]),
        )


run({"gemini": gemini})
provider.shutdown()
logs.shutdown()
