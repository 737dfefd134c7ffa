"""What every Python client is given, and the few things that an application around it has: the provider's clients, a tool, an exporter."""

import json
import os

errand = json.loads(os.environ["ERRAND"])
scenarios = errand["scenarios"]
MODEL = "gpt-4o-mini"
WEATHER_QUESTION = "What's the weather in Paris?"
WEATHER_TOOL = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather of a city.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}


def get_weather(city: str) -> str:
    """The weather of a city.

    Args:
        city: Name of the city.
    """
    return f"It's sunny in {city}."


def openai_client():
    from openai import OpenAI

    return OpenAI(base_url=errand["provider"] + "/v1", api_key="sk-none", max_retries=0)


def anthropic_client():
    from anthropic import Anthropic

    return Anthropic(base_url=errand["provider"], api_key="sk-none", max_retries=0)


def exporting_provider(name, **attributes):
    """A provider of OpenTelemetry's SDK with its own exporter, as its documents set it up; its end is `shutdown`."""
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource({"service.name": name, "deployment.environment.name": errand["environment"], **attributes}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=errand["server"] + "/v1/traces", headers=authorization())))
    trace.set_tracer_provider(provider)
    return provider


def authorization():
    return {"authorization": "Bearer " + errand["key"]}


def run(acts):
    """The scenarios of the errand, in their order. A call that fails is part of its scenario."""
    for name in scenarios:
        acts[name]()


def attempt(act):
    """Errors: none, as an application that shows its user a message."""
    try:
        act()
    except Exception:  # noqa: BLE001
        pass


def openai_weather(client):
    """The two calls of an agent, made by hand."""
    messages = [{"role": "user", "content": WEATHER_QUESTION}]
    first = client.chat.completions.create(model=MODEL, messages=messages, tools=[WEATHER_TOOL]).choices[0].message
    call = first.tool_calls[0]
    result = get_weather(**json.loads(call.function.arguments))
    messages += [
        {"role": "assistant", "tool_calls": [call.model_dump()]},
        {"role": "tool", "tool_call_id": call.id, "content": result},
    ]
    client.chat.completions.create(model=MODEL, messages=messages, tools=[WEATHER_TOOL])


def openai_acts(client, within):
    """Calls by OpenAI's client, each within what `within` opens."""

    def stream():
        chunks = client.chat.completions.create(
            model="gpt-3.5-turbo",
            messages=[{"role": "user", "content": "Tell me a funny joke, a one-liner."}],
            stream=True,
            stream_options={"include_usage": True},
        )
        for _ in chunks:
            pass

    def failing():
        attempt(lambda: client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "Is anybody there?"}]))

    def cached():
        content = "A prefix that the provider keeps. " * 40 + "Write me a sonnet."
        client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": content}])

    def reasoning():
        client.responses.create(model="gpt-5-mini", input="Now multiply that by 10.", reasoning={"summary": "auto"})

    acts = {"weather": lambda: openai_weather(client), "stream": stream, "failing": failing, "cached": cached, "reasoning": reasoning}
    return {name: (lambda act=act: within(act)) for name, act in acts.items()}


def anthropic_acts(client, within):
    def tools():
        client.messages.create(
            model="claude-sonnet-4-6",
            max_tokens=1024,
            messages=[{"role": "user", "content": "What is the weather like right now in New York? Also what time is it there?"}],
            tools=[
                {"name": "get_weather", "description": "The weather.", "input_schema": {"type": "object", "properties": {"location": {"type": "string"}}}},
                {"name": "get_time", "description": "The time.", "input_schema": {"type": "object", "properties": {"timezone": {"type": "string"}}}},
            ],
        )

    def cached():
        for _ in range(2):
            client.messages.create(
                model="claude-3-7-sonnet-20250219",
                max_tokens=2048,
                system=[
                    {"type": "text", "text": "You are an AI assistant tasked with analyzing literary works."},
                    {"type": "text", "text": "The whole novel. " * 20, "cache_control": {"type": "ephemeral"}},
                ],
                messages=[{"role": "user", "content": "Analyze the major themes in 'Pride and Prejudice'."}],
            )

    def stream():
        with client.messages.stream(
            model="claude-sonnet-4-6",
            max_tokens=1024,
            messages=[{"role": "user", "content": "Why is the sky blue? Answer in 5 words or less"}],
        ) as events:
            for _ in events:
                pass

    acts = {"anthropicTools": tools, "anthropicCached": cached, "anthropicStream": stream}
    return {name: (lambda act=act: within(act)) for name, act in acts.items()}
