"""Runs Optuna's TPE on the functions and tables that come as JSON on standard input; prints the best value of each seed, and checks."""
import json
import math
import sys
import warnings

import optuna

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
A3 = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]]
P3 = [[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]]
A6 = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
P6 = [
    [1312, 1696, 5569, 124, 8283, 5886],
    [2329, 4135, 8307, 3736, 1004, 9991],
    [2348, 1451, 3522, 2883, 3047, 6650],
    [4047, 8828, 8732, 5743, 1091, 381],
]


def hartmann(a, p, x):
    alphas = [1, 1.2, 3, 3.2]
    return -sum(c * math.exp(-sum(a[i][j] * (x[j] - p[i][j] * 1e-4) ** 2 for j in range(len(x)))) for i, c in enumerate(alphas))


def levy(x):
    w = [1 + (v - 1) / 4 for v in x]
    middle = sum((v - 1) ** 2 * (1 + 10 * math.sin(math.pi * v + 1) ** 2) for v in w[:-1])
    return math.sin(math.pi * w[0]) ** 2 + middle + (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2)


def goldstein(x, y):
    one = 1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y)
    other = 30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y)
    return math.log(one * other)


FUNCTIONS = {
    "sphere": lambda x: sum((v - 1) ** 2 for v in x),
    "rosenbrock": lambda x: sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(len(x) - 1)),
    "branin": lambda x: (x[1] - 5.1 / (4 * math.pi**2) * x[0] ** 2 + 5 / math.pi * x[0] - 6) ** 2
    + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x[0])
    + 10,
    "hartmann3": lambda x: hartmann(A3, P3, x),
    "hartmann6": lambda x: hartmann(A6, P6, x),
    "ackley": lambda x: -20 * math.exp(-0.2 * math.sqrt(sum(v * v for v in x) / len(x)))
    - math.exp(sum(math.cos(2 * math.pi * v) for v in x) / len(x))
    + 20
    + math.e,
    "rastrigin": lambda x: 10 * len(x) + sum(v * v - 10 * math.cos(2 * math.pi * v) for v in x),
    "levy": levy,
    "griewank": lambda x: 1 + sum(v * v for v in x) / 4000 - math.prod(math.cos(v / math.sqrt(i + 1)) for i, v in enumerate(x)),
    "styblinski-tang": lambda x: sum(v**4 - 16 * v**2 + 5 * v for v in x) / 2,
    "six-hump camel": lambda x: (4 - 2.1 * x[0] ** 2 + x[0] ** 4 / 3) * x[0] ** 2 + x[0] * x[1] + (-4 + 4 * x[1] ** 2) * x[1] ** 2,
    "goldstein-price (log)": lambda x: goldstein(x[0], x[1]),
}


def unit(parameter, value):
    low, high = parameter["low"], parameter["high"]
    if parameter["isLog"]:
        low, high, value = math.log(low), math.log(high), math.log(value)
    return (value - low) / (high - low)


def looked_up(table, values):
    def distance(row):
        total = 0.0
        for parameter, at, own in zip(table["space"], row["params"], values):
            categorical = parameter["kind"] == "CATEGORICAL"
            total += float(at != own) if categorical else (unit(parameter, at) - unit(parameter, own)) ** 2
        return total

    return min(table["rows"], key=distance)["value"]


def suggest(trial, parameter):
    if parameter["kind"] == "CATEGORICAL":
        return trial.suggest_categorical(parameter["name"], parameter["choices"])
    if parameter["kind"] == "INT":
        return trial.suggest_int(parameter["name"], parameter["low"], parameter["high"], log=parameter["isLog"])
    return trial.suggest_float(parameter["name"], parameter["low"], parameter["high"], log=parameter["isLog"])


def run(objective, trials, seeds):
    best = []
    for seed in range(seeds):
        study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
        study.optimize(objective, n_trials=trials)
        best.append(study.best_value)
    return best


asked = json.load(sys.stdin)
answer = {"version": optuna.__version__, "functions": {}, "tables": {}, "checks": {}}
for function in asked["functions"]:
    name, ranges = function["name"], function["ranges"]
    of = FUNCTIONS[name]
    answer["checks"][name] = of(function["at"])
    objective = lambda trial: of([trial.suggest_float(f"x{i}", low, high) for i, (low, high) in enumerate(ranges)])  # noqa: E731
    answer["functions"][name] = run(objective, asked["trials"], asked["seeds"])
for table in asked["tables"]:
    objective = lambda trial: looked_up(table, [suggest(trial, parameter) for parameter in table["space"]])  # noqa: E731
    answer["tables"][table["name"]] = run(objective, asked["trials"], asked["seeds"])
json.dump(answer, sys.stdout)
