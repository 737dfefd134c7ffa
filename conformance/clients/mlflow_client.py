"""An errand for MLflow's own client: logs runs in every way that it has, reads them back, and prints what it found as JSON.

Arguments: the tracking URI, and the name of the experiment.
"""

import json
import math
import os
import sys
import tempfile
import warnings

os.environ["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "1"
warnings.filterwarnings("ignore")

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag, ViewType
from mlflow.exceptions import MlflowException

uri, name = sys.argv[1], sys.argv[2]
mlflow.set_tracking_uri(uri)
found = {}


def refusal(call):
    try:
        call()
    except MlflowException as error:
        return [error.get_http_status_code(), error.error_code]
    return None


def fluent():
    mlflow.set_experiment(name)
    with mlflow.start_run(run_name="fluent", tags={"team": "a"}, description="# notes") as run:
        mlflow.log_params({"learning_rate": 0.001, "num_train_epochs": 3, "max_steps": -1, "_name_or_path": "tiny"})
        for step in range(20):
            mlflow.log_metrics({"loss": 2 / (step + 1), "train/accuracy": step / 20}, step=step)
        mlflow.log_metric("odd", math.nan, step=1)
        mlflow.log_metric("odd", math.inf, step=2)
        mlflow.set_tag("phase", "one")
        mlflow.log_text("hello", "texts/hello.txt")
        mlflow.log_dict({"a": [1, 2]}, "config.json")
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "big.bin"), "wb") as file:
                file.write(os.urandom(3_000_000))
            mlflow.log_artifacts(folder, "weights")
        mlflow.log_input(mlflow.data.from_numpy(__import__("numpy").arange(8.0), name="numbers"), context="training")
        run_id = run.info.run_id
    return run_id


client = MlflowClient()
run_id = fluent()
run = client.get_run(run_id)
found["fluent"] = {
    "runId": run_id,
    "status": run.info.status,
    "name": run.info.run_name,
    "params": run.data.params,
    "loss": run.data.metrics["loss"],
    "accuracy": run.data.metrics["train/accuracy"],
    "odd": str(run.data.metrics["odd"]),
    "team": run.data.tags["team"],
    "phase": run.data.tags["phase"],
    "datasets": [item.dataset.name for item in run.inputs.dataset_inputs],
    "history": [[point.step, point.value] for point in client.get_metric_history(run_id, "loss")],
    "oddHistory": [str(point.value) for point in client.get_metric_history(run_id, "odd")],
    "files": sorted(info.path for info in client.list_artifacts(run_id)),
    "sizes": [[info.path, info.file_size] for info in client.list_artifacts(run_id, "weights")],
    "text": mlflow.artifacts.load_text(f"{run.info.artifact_uri}/texts/hello.txt"),
    "downloaded": os.path.getsize(mlflow.artifacts.download_artifacts(run_id=run_id, artifact_path="weights/big.bin")),
    "hasEnd": run.info.end_time >= run.info.start_time,
}

# A run that is opened again is the same run.
with mlflow.start_run(run_id=run_id):
    mlflow.log_metric("loss", 0.05, step=20)
found["reopened"] = {"status": client.get_run(run_id).info.status, "loss": client.get_run(run_id).data.metrics["loss"]}

# Nested runs and asynchronous logging.
with mlflow.start_run(run_name="parent") as parent:
    with mlflow.start_run(run_name="child", nested=True):
        operation = mlflow.log_metric("score", 0.5, synchronous=False)
        operation.wait()
        mlflow.log_params({"depth": 2}, synchronous=False).wait()
mlflow.flush_async_logging()
children = client.search_runs([parent.info.experiment_id], f"tags.`mlflow.parentRunId` = '{parent.info.run_id}'")
found["children"] = [[child.info.run_name, child.data.metrics["score"], child.data.params["depth"]] for child in children]

# The client proper.
experiment_id = client.create_experiment(f"{name} second", tags={"owner": "me"})
client.set_experiment_tag(experiment_id, "stage", "draft")
experiment = client.get_experiment(experiment_id)
runs = []
for index in range(5):
    made = client.create_run(experiment_id, run_name=f"run-{index}", tags={"index": str(index)})
    runs.append(made.info.run_id)
    client.log_batch(
        made.info.run_id,
        metrics=[Metric("f1", 0.1 * index if index else math.nan, 1_700_000_000_000 + step, step) for step in range(3)],
        params=[Param("lr", str(10**-index))],
        tags=[RunTag("kind", "even" if index % 2 == 0 else "odd")],
    )
    client.set_terminated(made.info.run_id, "KILLED" if index == 4 else "FAILED" if index == 3 else "FINISHED")


def names(filter_string="", order_by=None, view=ViewType.ACTIVE_ONLY):
    return [item.info.run_name for item in client.search_runs([experiment_id], filter_string, view, 1000, order_by)]


first = client.search_runs([experiment_id], max_results=2, order_by=["metrics.f1 DESC"])
second = client.search_runs([experiment_id], max_results=2, order_by=["metrics.f1 DESC"], page_token=first.token)
found["search"] = {
    "byMetric": names("metrics.f1 > 0.15 and metrics.f1 <= 0.3", ["metrics.f1 DESC"]),
    "byParam": names("params.lr = '1'"),
    "byTag": names("tags.kind LIKE 'ev%' AND attributes.status != 'KILLED'", ["attributes.run_name ASC"]),
    "byName": names("attributes.run_name ILIKE 'RUN-4'"),
    "byId": names(f"attributes.run_id IN ('{runs[0]}', '{runs[1]}')", ["attributes.run_name DESC"]),
    "byTime": names("attributes.start_time > 0 AND attributes.end_time > 0", ["run_name"]),
    "ordered": names("", ["metrics.f1 ASC"]),
    "pages": [[item.info.run_name for item in page] for page in (first, second)],
    "statuses": [client.get_run(item).info.status for item in runs],
}
client.delete_run(runs[0])
found["deleted"] = [names("", ["run_name"]), names("", ["run_name"], ViewType.DELETED_ONLY)]
client.restore_run(runs[0])
client.delete_tag(runs[1], "kind")
client.set_tag(runs[1], "mlflow.runName", "renamed")
client.rename_experiment(experiment_id, f"{name} renamed")
found["experiment"] = {
    "tags": {**experiment.tags},
    "stage": experiment.lifecycle_stage,
    "found": [item.name for item in client.search_experiments(filter_string=f"name LIKE '{name}%'", order_by=["name ASC"])],
    "runsAfterRename": len(names()),
    "restored": names("attributes.run_name = 'run-0'"),
    "untagged": "kind" in client.get_run(runs[1]).data.tags,
    "renamedRun": client.get_run(runs[1]).info.run_name,
}
client.delete_experiment(experiment_id)
found["experiment"]["deleted"] = client.get_experiment(experiment_id).lifecycle_stage
client.restore_experiment(experiment_id)

# Repeated, and refused.
batch = [Metric("same", 1.0, 1_700_000_000_000, step) for step in range(10)]
client.log_batch(runs[2], metrics=batch)
client.log_batch(runs[2], metrics=batch)
client.log_param(runs[2], "lr", "0.01")
found["again"] = len(client.get_metric_history(runs[2], "same"))
found["refused"] = {
    "param": refusal(lambda: client.log_param(runs[2], "lr", "5")),
    "run": refusal(lambda: client.log_metric("0" * 32, "loss", 1)),
    "experiment": refusal(lambda: client.create_experiment(name)),
    "noExperiment": client.get_experiment_by_name("nothing of this name"),
    "filter": refusal(lambda: client.search_runs([experiment_id], "params.a = 'x' OR params.b = 'y'")),
    "name": refusal(lambda: client.log_metric(runs[2], "x" * 10_000, 1)),
    "registry": refusal(lambda: client.create_registered_model("m")),
}

# scikit-learn logs itself, its model with it.
if "sklearn" in sys.argv[3:]:
    from sklearn.linear_model import LogisticRegression

    mlflow.set_experiment(f"{name} sklearn")
    mlflow.sklearn.autolog(log_input_examples=False, silent=True)
    with mlflow.start_run() as auto:
        LogisticRegression(C=0.5).fit([[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1])
    logged = client.get_run(auto.info.run_id)
    models = mlflow.search_logged_models([auto.info.experiment_id], output_format="list")
    loaded = mlflow.sklearn.load_model(models[0].model_uri)
    found["autolog"] = {
        "status": logged.info.status,
        "C": logged.data.params["C"],
        "score": logged.data.metrics["training_score"],
        "models": [[model.name, str(model.status)] for model in models],
        "outputs": len(logged.outputs.model_outputs),
        "predicts": [int(label) for label in loaded.predict([[0.0], [3.0]])],
    }

print(json.dumps(found))
