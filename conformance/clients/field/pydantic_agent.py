"""Pydantic AI's agent. Argument: `logfire` for Logfire's instrumentation, `openinference` for Arize's."""

import os
import sys

from errand import MODEL, WEATHER_QUESTION, attempt, authorization, errand, exporting_provider, get_weather, run
from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider

if sys.argv[1] == "logfire":
    import logfire

    os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = errand["server"]
    os.environ["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=" + authorization()["authorization"].replace(" ", "%20")
    os.environ["OTEL_METRICS_EXPORTER"] = "none"
    logfire.configure(send_to_logfire=False, console=False, service_name="pydantic-ai", environment=errand["environment"], inspect_arguments=False)
    logfire.instrument_pydantic_ai()
    end = logfire.shutdown
else:
    from openinference.instrumentation.pydantic_ai import OpenInferenceSpanProcessor
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource({"service.name": "pydantic-ai", "deployment.environment.name": errand["environment"]}))
    provider.add_span_processor(OpenInferenceSpanProcessor())
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=errand["server"] + "/v1/traces", headers=authorization())))
    trace.set_tracer_provider(provider)
    Agent.instrument_all()
    end = provider.shutdown


def agent(model, **options):
    provider = OpenAIProvider(base_url=errand["provider"] + "/v1", api_key="sk-none")
    return Agent(OpenAIChatModel(model, provider=provider), name="weather_agent", **options)


def weather():
    agent(MODEL, tools=[get_weather], instructions="You answer in one short sentence.").run_sync(WEATHER_QUESTION)


def failing():
    attempt(lambda: agent("gpt-4o").run_sync("Is anybody there?"))


run({"weather": weather, "failing": failing})
end()
