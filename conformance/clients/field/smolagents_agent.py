"""smolagents' agent with Arize's OpenInference."""

from errand import MODEL, WEATHER_QUESTION, errand, exporting_provider, get_weather, run
from openinference.instrumentation import using_attributes
from openinference.instrumentation.smolagents import SmolagentsInstrumentor
from smolagents import OpenAIServerModel, ToolCallingAgent, tool

provider = exporting_provider("smolagents")
SmolagentsInstrumentor().instrument(tracer_provider=provider)


def weather():
    model = OpenAIServerModel(MODEL, api_base=errand["provider"] + "/v1", api_key="sk-none")
    ToolCallingAgent(tools=[tool(get_weather)], model=model, verbosity_level=0).run(WEATHER_QUESTION)


with using_attributes(session_id=errand["session"], user_id=errand["user"]):
    run({"weatherByTool": weather})
provider.shutdown()
