"""Langfuse's own SDK: its wrapper of OpenAI's client, and functions that it observes."""

import os

from errand import errand, get_weather, openai_acts, run

os.environ["LANGFUSE_PUBLIC_KEY"] = errand["key"][:10]
os.environ["LANGFUSE_SECRET_KEY"] = errand["key"]
os.environ["LANGFUSE_BASE_URL"] = os.environ["LANGFUSE_HOST"] = errand["server"]
os.environ["LANGFUSE_TRACING_ENVIRONMENT"] = errand["environment"]

import errand as application
from langfuse import get_client, observe, propagate_attributes
from langfuse.openai import OpenAI

langfuse = get_client()
application.get_weather = observe(name="get_weather", as_type="tool")(get_weather)


@observe(name="answer a person", as_type="agent")
def answer(act):
    act()


def within(act):
    with propagate_attributes(session_id=errand["session"], user_id=errand["user"], tags=["field"], metadata={"plan": "gold"}):
        answer(act)


run(openai_acts(OpenAI(base_url=errand["provider"] + "/v1", api_key="sk-none", max_retries=0), within))
langfuse.shutdown()
