"""DSPy's program that calls a tool, with Arize's OpenInference."""

import os

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

from errand import MODEL, errand, exporting_provider, run

provider = exporting_provider("dspy")

import dspy
from openinference.instrumentation import using_attributes
from openinference.instrumentation.dspy import DSPyInstrumentor

DSPyInstrumentor().instrument(tracer_provider=provider)


def cached():
    lm = dspy.LM("openai/" + MODEL, api_base=errand["provider"] + "/v1", api_key="sk-none", cache=False, num_retries=0)
    with dspy.context(lm=lm):
        lm("Write me a sonnet.")


with using_attributes(session_id=errand["session"], user_id=errand["user"]):
    run({"cached": cached})
provider.shutdown()
