"""CrewAI's crew with Arize's OpenInference, which needs a second instrumentation for the calls of models."""

import os

os.environ["CREWAI_DISABLE_TELEMETRY"] = os.environ["OTEL_SDK_DISABLED_CREWAI"] = "true"
os.environ["CREWAI_TRACING_ENABLED"] = "false"

from errand import MODEL, WEATHER_QUESTION, errand, exporting_provider, run

provider = exporting_provider("crewai")

from crewai import LLM, Agent, Crew, Task
from crewai.tools import tool
from openinference.instrumentation import using_attributes
from openinference.instrumentation.crewai import CrewAIInstrumentor
from openinference.instrumentation.openai import OpenAIInstrumentor

CrewAIInstrumentor().instrument(tracer_provider=provider)
OpenAIInstrumentor().instrument(tracer_provider=provider)


@tool("get_weather")
def get_weather(city: str) -> str:
    """The weather of a city."""
    return f"It's sunny in {city}."


def weather():
    llm = LLM(model=MODEL, base_url=errand["provider"] + "/v1", api_key="sk-none")
    agent = Agent(role="Forecaster", goal="Answer about the weather", backstory="You know all tools.", llm=llm, tools=[get_weather])
    task = Task(description=WEATHER_QUESTION, expected_output="One sentence.", agent=agent)
    Crew(agents=[agent], tasks=[task]).kickoff()


with using_attributes(session_id=errand["session"], user_id=errand["user"]):
    run({"weather": weather})
provider.shutdown()
