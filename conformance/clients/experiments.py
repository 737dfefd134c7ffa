"""A dataset and an experiment by Langfuse's client for Python. Argument: the name of the dataset that it makes."""

import json
import os
import sys

from langfuse import Evaluation, Langfuse

errand = json.loads(os.environ["ERRAND"])
name = sys.argv[1]
langfuse = Langfuse(host=errand["server"], public_key=os.environ["LANGFUSE_PUBLIC_KEY"], secret_key=errand["key"])

capitals = {"Germany": "Berlin", "France": "Paris", "Spain": "Barcelona"}
langfuse.create_dataset(name=name, description="Capitals", metadata={"team": "a"})
for country, capital in [("Germany", "Berlin"), ("France", "Paris"), ("Spain", "Madrid")]:
    langfuse.create_dataset_item(
        dataset_name=name,
        id=f"{name} {country}",
        input={"country": country},
        expected_output=capital,
        metadata={"size": 1},
    )

dataset = langfuse.get_dataset(name)


def task(*, item, **_):
    return capitals[item.input["country"]]


def correct(*, output, expected_output, **_):
    return Evaluation(name="correct", value=1 if output == expected_output else 0, data_type="BOOLEAN", comment="Compared.")


def length(*, output, **_):
    return Evaluation(name="length", value=len(output))


def items(*, item_results, **_):
    return Evaluation(name="items", value=len(item_results))


result = dataset.run_experiment(
    name="capitals",
    run_name="first",
    description="By heart",
    metadata={"model": "none"},
    task=task,
    evaluators=[correct, length],
    run_evaluators=[items],
)
langfuse.flush()
run = langfuse.get_dataset_run(dataset_name=name, run_name="first")
runs = langfuse.get_dataset_runs(dataset_name=name)
print(
    json.dumps(
        {
            "items": [
                {"id": one.id, "input": one.input, "expectedOutput": one.expected_output, "metadata": one.metadata}
                for one in dataset.items
            ],
            "runId": result.dataset_run_id,
            "outputs": [one.output for one in result.item_results],
            "run": {
                "name": run.name,
                "description": run.description,
                "metadata": run.metadata,
                "items": len(run.dataset_run_items),
            },
            "runs": [one.name for one in runs.data],
        }
    )
)
langfuse.shutdown()
