"""OpenTelemetry's instrumentations of OpenAI's and Anthropic's clients: spans of the newest conventions, with their texts."""

import os

os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_only"
os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental"

from errand import anthropic_acts, anthropic_client, errand, exporting_provider, openai_acts, openai_client, run
from opentelemetry import trace
from opentelemetry.instrumentation.genai.anthropic import AnthropicInstrumentor
from opentelemetry.instrumentation.genai.openai import OpenAIInstrumentor

provider = exporting_provider("otel-genai")
OpenAIInstrumentor().instrument()
AnthropicInstrumentor().instrument()


def within(act):
    who = {"session.id": errand["session"], "user.id": errand["user"]}
    with trace.get_tracer("application").start_as_current_span("answer a person", attributes=who):
        act()


run({**openai_acts(openai_client(), within), **anthropic_acts(anthropic_client(), within)})
provider.shutdown()
