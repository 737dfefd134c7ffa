"""Google's Agent Development Kit, which makes OpenTelemetry's spans itself."""

import asyncio
import os

from errand import errand, exporting_provider, run

os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "SPAN_ONLY"
os.environ["GOOGLE_API_KEY"] = "none"
os.environ["GOOGLE_GEMINI_BASE_URL"] = errand["provider"]
provider = exporting_provider("google-adk")

from google.adk.agents import Agent
from google.adk.runners import InMemoryRunner
from google.genai import types


def get_weather(city: str) -> dict:
    """Retrieves the current weather report for a specified city."""
    return {"status": "success", "report": f"The weather in {city} is sunny with a temperature of 25 degrees Celsius (77 degrees Fahrenheit)."}


def gemini():
    async def act():
        agent = Agent(
            name="weather_agent",
            model="gemini-2.0-flash",
            description="Agent to answer questions using tools.",
            instruction="You must use the available tools to find an answer.",
            tools=[get_weather],
        )
        runner = InMemoryRunner(agent=agent, app_name="conformance")
        who = {"user_id": errand["user"], "session_id": errand["session"]}
        await runner.session_service.create_session(app_name="conformance", **who)
        asked = types.Content(role="user", parts=[types.Part(text="What is the weather in New York?")])
        async for _ in runner.run_async(new_message=asked, **who):
            pass

    asyncio.run(act())


run({"gemini": gemini})
provider.shutdown()
