"""LiteLLM with Arize's OpenInference: calls of OpenAI and Anthropic by one function."""

import os

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

from errand import MODEL, WEATHER_QUESTION, WEATHER_TOOL, attempt, errand, exporting_provider, get_weather, run

provider = exporting_provider("litellm")

import litellm
from openinference.instrumentation import using_attributes
from openinference.instrumentation.litellm import LiteLLMInstrumentor

LiteLLMInstrumentor().instrument(tracer_provider=provider)
openai = {"api_base": errand["provider"] + "/v1", "api_key": "sk-none", "num_retries": 0}


def weather():
    from opentelemetry import trace

    with trace.get_tracer("application").start_as_current_span("answer a person"):
        messages = [{"role": "user", "content": WEATHER_QUESTION}]
        reply = litellm.completion(model="openai/" + MODEL, messages=messages, tools=[WEATHER_TOOL], **openai).choices[0].message
        result = {"role": "tool", "tool_call_id": reply.tool_calls[0].id, "content": get_weather("Paris")}
        litellm.completion(model="openai/" + MODEL, messages=[*messages, reply.model_dump(), result], tools=[WEATHER_TOOL], **openai)


def stream():
    chunks = litellm.completion(
        model="openai/gpt-3.5-turbo",
        messages=[{"role": "user", "content": "Tell me a funny joke, a one-liner."}],
        stream=True,
        stream_options={"include_usage": True},
        **openai,
    )
    for _ in chunks:
        pass


def failing():
    attempt(lambda: litellm.completion(model="openai/gpt-4o", messages=[{"role": "user", "content": "Is anybody there?"}], **openai))


def cached():
    litellm.completion(model="openai/" + MODEL, messages=[{"role": "user", "content": "Write me a sonnet."}], **openai)


def anthropic_cached():
    for _ in range(2):
        litellm.completion(
            model="anthropic/claude-3-7-sonnet-20250219",
            api_base=errand["provider"],
            api_key="sk-none",
            max_tokens=2048,
            messages=[
                {"role": "system", "content": "You are an AI assistant tasked with analyzing literary works."},
                {"role": "user", "content": "Analyze the major themes in 'Pride and Prejudice'."},
            ],
        )


with using_attributes(session_id=errand["session"], user_id=errand["user"]):
    run({"weather": weather, "stream": stream, "failing": failing, "cached": cached, "anthropicCached": anthropic_cached})
provider.shutdown()
