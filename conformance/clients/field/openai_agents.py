"""OpenAI's Agents SDK, by its Responses API. Argument: `openinference` for Arize's instrumentation, `otel` for OpenTelemetry's."""

import os
import sys

os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_only"
os.environ["OPENAI_API_KEY"] = "sk-none"

from agents import Agent, OpenAIResponsesModel, Runner, function_tool, trace
from errand import MODEL, errand, exporting_provider, run
from openai import AsyncOpenAI

provider = exporting_provider("openai-agents")
if sys.argv[1] == "openinference":
    from openinference.instrumentation.openai_agents import OpenAIAgentsInstrumentor

    OpenAIAgentsInstrumentor().instrument(tracer_provider=provider)
else:
    from opentelemetry.instrumentation.openai_agents import OpenAIAgentsInstrumentor
    from agents import set_trace_processors

    set_trace_processors([])
    OpenAIAgentsInstrumentor().instrument(tracer_provider=provider)


@function_tool
def get_weather(location: str) -> str:
    """Get the weather for a location."""
    return f"The weather in {location} is sunny and 72°F"


def responses():
    client = AsyncOpenAI(base_url=errand["provider"] + "/v1", api_key="sk-none", max_retries=0)
    agent = Agent(
        name="weather_agent",
        instructions="You are a weather assistant. Use the get_weather tool when asked about weather.",
        model=OpenAIResponsesModel(MODEL, client),
        tools=[get_weather],
    )
    with trace("answer a person", group_id=errand["session"], metadata={"user_id": errand["user"]}):
        Runner.run_sync(agent, "What's the weather in San Francisco?")


run({"responses": responses})
provider.shutdown()
