"""Arize's OpenInference around OpenAI's and Anthropic's clients."""

from errand import anthropic_acts, anthropic_client, errand, exporting_provider, openai_acts, openai_client, run
from openinference.instrumentation import using_attributes
from openinference.instrumentation.anthropic import AnthropicInstrumentor
from openinference.instrumentation.openai import OpenAIInstrumentor
from opentelemetry import trace

provider = exporting_provider("openinference", **{"openinference.project.name": "conformance"})
OpenAIInstrumentor().instrument(tracer_provider=provider)
AnthropicInstrumentor().instrument(tracer_provider=provider)


def within(act):
    with using_attributes(session_id=errand["session"], user_id=errand["user"], tags=["field"], metadata={"plan": "gold"}):
        act()


def within_root(act):
    with trace.get_tracer("application").start_as_current_span("answer a person"):
        within(act)


openai = openai_client()
acts = {**openai_acts(openai, within), **anthropic_acts(anthropic_client(), within)}
acts["weather"] = openai_acts(openai, within_root)["weather"]
run(acts)
provider.shutdown()
