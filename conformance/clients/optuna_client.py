"""An errand for Optuna: runs the two programs of docs/studies.md as they stand there, and prints what Optuna knows as JSON.

Arguments: the server's URL, a key, the file of the documentation, the id of a study that Optuna chooses for, and of one that the server does.
"""

import json
import os
import re
import sys

import optuna

url, key, path, reported, asked = sys.argv[1:6]
os.environ["FTL_URL"] = url
os.environ["FTL_API_KEY"] = key
optuna.logging.set_verbosity(optuna.logging.ERROR)
with open(path, encoding="utf-8") as file:
    report, ask = re.findall(r"```python\n(.*?)```", file.read(), re.S)


def objective(trial):
    rate = trial.suggest_float("rate", 1e-5, 1e-1, log=True)
    kind = trial.suggest_categorical("optimizer", ["adam", "sgd"])
    momentum = trial.suggest_float("momentum", 0.0, 0.9) if kind == "sgd" else 0.5
    for step in range(3):
        trial.report(rate + 1 / (step + 1), step)
    if trial.number == 3:
        raise optuna.TrialPruned
    if trial.number == 4:
        return float("nan")
    return rate + momentum


def train(rate, optimizer, momentum=0.5):
    return rate + momentum


study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
names = {"study": study, "objective": objective, "STUDY_ID": reported}
exec(report.replace("n_trials=100", "n_trials=12"), names)
names.update({"STUDY_ID": asked, "train": train})
exec(ask, names)
print(
    json.dumps(
        {
            "best": study.best_value,
            "bestNumber": study.best_trial.number,
            "trials": [{"number": t.number, "state": t.state.name, "params": t.params} for t in study.trials],
        }
    )
)
