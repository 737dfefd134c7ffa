"""Reference values of the numbers of sentiment, from SciPy and scikit-learn.

    python3 -m venv VENV && VENV/bin/pip install scipy scikit-learn
    VENV/bin/python conformance/meaning/make-fixtures.py

writes server/src/domains/meaning/pure/reference.json: inputs from a fixed seed, each as [kind, input, expected].
"""
import json
import pathlib

import numpy as np
from scipy import stats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

gen = np.random.default_rng(20261130)
cases = []

# Spearman's coefficient and its p-value, with and without ties.
for n, tie in [(4, 0), (10, 0), (25, 0), (25, 3), (60, 5), (60, 2), (200, 0), (200, 4)]:
    x = gen.normal(size=n)
    y = 0.5 * x + gen.normal(size=n)
    if tie:
        x, y = np.floor(x * tie) / tie, np.floor(y)
    found = stats.spearmanr(x, y)
    cases.append(["spearman", {"x": x.round(6).tolist(), "y": y.round(6).tolist()}, {"coefficient": found.statistic, "pValue": found.pvalue}])

# The mean over clusters of unequal size: residuals of each cluster around the ratio of sums, with Student's t.
for clusters in (2, 5, 30, 200):
    sizes = gen.integers(1, 8, size=clusters)
    levels = gen.normal(scale=0.3, size=clusters)
    values = [np.clip(levels[i] + gen.normal(scale=0.2, size=sizes[i]), -1, 1) for i in range(clusters)]
    totals, counts = np.array([v.sum() for v in values]), sizes.astype(float)
    mean = totals.sum() / counts.sum()
    residuals = totals - mean * counts
    se = np.sqrt(clusters / (clusters - 1) * (residuals ** 2).sum()) / counts.sum()
    half = stats.t.ppf(0.975, clusters - 1) * se
    cases.append(["clusters", {"totals": totals.tolist(), "counts": counts.tolist()}, {"mean": mean, "low": max(-1, mean - half), "high": min(1, mean + half)}])

# Logistic regression with a penalty: probabilities at the optimum.
for n, d in [(120, 4), (300, 6)]:
    x = gen.normal(size=(n, d))
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    y = (x @ gen.normal(scale=3, size=d) + gen.normal(scale=0.5, size=n) > 0).astype(int)
    penalty = 0.01
    model = LogisticRegression(C=1 / (penalty * n), tol=1e-12, max_iter=10000).fit(x, y)
    cases.append(["logistic", {"x": x.round(8).tolist(), "y": y.tolist(), "penalty": penalty}, {"probabilities": model.predict_proba(x)[:, 1].tolist()}])

# F1 of a threshold.
for n in (20, 200):
    scores, has = gen.uniform(size=n), gen.integers(0, 2, size=n)
    cases.append(["f1", {"scores": scores.tolist(), "has": has.tolist(), "threshold": 0.4}, f1_score(has, scores >= 0.4)])

target = pathlib.Path(__file__).parents[2] / "server/src/domains/meaning/pure/reference.json"
target.write_text(json.dumps(cases) + "\n")
print(f"{len(cases)} cases")
