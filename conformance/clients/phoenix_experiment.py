"""A dataset and an experiment by Phoenix's client. Argument: the name of the dataset that it makes."""

import json
import os
import sys

from phoenix.client import Client

errand = json.loads(os.environ["ERRAND"])
name = sys.argv[1]
client = Client(base_url=errand["server"], api_key=errand["key"])

capitals = {"Germany": "Berlin", "France": "Paris", "Spain": "Barcelona"}
dataset = client.datasets.create_dataset(
    name=name,
    dataset_description="Capitals",
    inputs=[{"country": one} for one in ["Germany", "France", "Spain"]],
    outputs=[{"capital": one} for one in ["Berlin", "Paris", "Madrid"]],
    metadata=[{"size": 1}] * 3,
)
appended = client.datasets.add_examples_to_dataset(
    dataset=name, inputs=[{"country": "Italy"}], outputs=[{"capital": "Rome"}]
)


def task(input):
    if input["country"] == "Italy":
        raise ValueError("no idea")
    return {"capital": capitals[input["country"]]}


def correct(output, expected):
    return output == expected


def length(output):
    return float(len(output["capital"]))


ran = client.experiments.run_experiment(
    dataset=appended,
    task=task,
    evaluators=[correct, length],
    experiment_name="first",
    experiment_description="By heart",
    experiment_metadata={"model": "none"},
    print_summary=False,
    retries=0,
)
got = client.experiments.get_experiment(experiment_id=ran["experiment_id"])
listed = client.experiments.list(dataset_id=appended.id)
versions = client.datasets.get_dataset_versions(dataset=name)
try:
    client.experiments.resume_experiment(experiment_id=ran["experiment_id"], task=lambda input: {"capital": "Rome"})
    resumed = "resumed"
except Exception as error:
    resumed = repr(error)
print(
    json.dumps(
        {
            "examples": [{"input": one["input"], "output": one["output"], "metadata": one["metadata"]} for one in appended.examples],
            "runs": sorted(json.dumps(one["output"]) for one in got["task_runs"]),
            "evaluations": len(got["evaluation_runs"]),
            "listed": [
                [one["name"], one["example_count"], one["successful_run_count"], one["failed_run_count"]] for one in listed
            ],
            "versions": len(versions),
            "resumed": resumed,
            "experiment": ran["experiment_id"],
        }
    )
)
