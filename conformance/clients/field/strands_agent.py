"""Strands Agents, which makes OpenTelemetry's spans itself. Argument: `default` or `latest` for the newer conventions."""

import os
import sys

if sys.argv[1] == "latest":
    os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental,gen_ai_tool_definitions"

from errand import MODEL, WEATHER_QUESTION, errand, exporting_provider, get_weather, run

provider = exporting_provider("strands")

from strands import Agent, tool
from strands.models.openai import OpenAIModel


def weather():
    model = OpenAIModel(client_args={"base_url": errand["provider"] + "/v1", "api_key": "sk-none", "max_retries": 0}, model_id="gpt-3.5-turbo")
    agent = Agent(
        name="weather_agent",
        model=model,
        tools=[tool(get_weather)],
        system_prompt="You are a helpful assistant that can check the weather.",
        callback_handler=None,
        trace_attributes={"session.id": errand["session"], "user.id": errand["user"]},
    )
    agent("What is the weather in New York?")


run({"weather": weather})
provider.shutdown()
