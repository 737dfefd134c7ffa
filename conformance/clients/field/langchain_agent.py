"""LangChain's agent (a graph of LangGraph) with Arize's OpenInference."""

from errand import MODEL, WEATHER_QUESTION, attempt, errand, exporting_provider, get_weather, run
from langchain.agents import create_agent
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from openinference.instrumentation import using_attributes
from openinference.instrumentation.langchain import LangChainInstrumentor

provider = exporting_provider("langchain")
LangChainInstrumentor().instrument(tracer_provider=provider)


def model(name):
    return ChatOpenAI(model=name, base_url=errand["provider"] + "/v1", api_key="sk-none", max_retries=0, stream_usage=True)


def weather():
    agent = create_agent(model(MODEL), tools=[tool(get_weather)], system_prompt="You answer in one short sentence.")
    agent.invoke({"messages": [{"role": "user", "content": WEATHER_QUESTION}]})


def stream():
    for _ in model("gpt-3.5-turbo").stream("Tell me a funny joke, a one-liner."):
        pass


def failing():
    attempt(lambda: model("gpt-4o").invoke("Is anybody there?"))


with using_attributes(session_id=errand["session"], user_id=errand["user"]):
    run({"weather": weather, "stream": stream, "failing": failing})
provider.shutdown()
