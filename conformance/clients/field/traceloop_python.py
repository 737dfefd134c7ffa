"""Traceloop's SDK around OpenAI's and Anthropic's clients, with a workflow and a tool of its own decorators."""

import os

os.environ["TRACELOOP_TELEMETRY"] = "false"
os.environ["TRACELOOP_METRICS_ENABLED"] = "false"

import errand as application
from errand import anthropic_acts, anthropic_client, authorization, errand, get_weather, openai_acts, openai_client, run
from traceloop.sdk import Traceloop
from traceloop.sdk.decorators import tool, workflow

Traceloop.init(
    app_name="traceloop",
    api_endpoint=errand["server"],
    headers=authorization(),
    resource_attributes={"deployment.environment.name": errand["environment"]},
)
application.get_weather = tool(name="get_weather")(get_weather)


@workflow(name="answer_a_person")
def answer(act):
    act()


def within(act):
    Traceloop.set_association_properties({"session_id": errand["session"], "user_id": errand["user"]})
    answer(act)


run({**openai_acts(openai_client(), within), **anthropic_acts(anthropic_client(), within)})
from opentelemetry import trace

trace.get_tracer_provider().shutdown()
