"""LlamaIndex's agent with Arize's OpenInference."""

import asyncio

from errand import MODEL, WEATHER_QUESTION, errand, exporting_provider, get_weather, run
from llama_index.core.agent.workflow import FunctionAgent
from llama_index.core.llms import ChatMessage
from llama_index.llms.openai import OpenAI
from openinference.instrumentation import using_attributes
from openinference.instrumentation.llama_index import LlamaIndexInstrumentor

provider = exporting_provider("llama-index")
LlamaIndexInstrumentor().instrument(tracer_provider=provider)


def model(name):
    return OpenAI(model=name, api_base=errand["provider"] + "/v1", api_key="sk-none", max_retries=0)


def weather():
    async def act():
        agent = FunctionAgent(tools=[get_weather], llm=model(MODEL), system_prompt="You answer in one short sentence.", streaming=False)
        await agent.run(WEATHER_QUESTION)

    asyncio.run(act())


def cached():
    model(MODEL).chat([ChatMessage(role="user", content="Write me a sonnet.")])


with using_attributes(session_id=errand["session"], user_id=errand["user"]):
    run({"weather": weather, "cached": cached})
provider.shutdown()
