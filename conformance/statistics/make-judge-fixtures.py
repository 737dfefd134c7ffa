"""Reference values of what judges are compared with people by: Cohen's kappa (statsmodels, scikit-learn), Spearman's correlation (SciPy),
prediction-powered means (NumPy, beside ppi-python) and strengths by Bradley, Terry and Davidson (SciPy's optimiser).

    python3 -m venv VENV && VENV/bin/pip install scipy==1.17.1 statsmodels==0.15.0 scikit-learn==1.9.1 && VENV/bin/pip install --no-deps ppi-python
    VENV/bin/python conformance/statistics/make-judge-fixtures.py

writes server/src/platform/statistics/judges-reference.json: random inputs from a fixed seed, each as [kind, input, expected].
"""
import json
import pathlib

import numpy as np
from scipy import optimize, stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa

gen = np.random.default_rng(20261130)
cases = []


def add(kind, given, expected):
    cases.append([kind, given, expected])


# ── Cohen's kappa, plain and quadratic: 40.
for case in range(40):
    size = int(gen.integers(2, 7))
    table = gen.integers(0, 30, (size, size)) + np.diag(gen.integers(0, 120, size))
    weighted = case % 2 == 1
    found = cohens_kappa(table, wt="quadratic" if weighted else None)
    one = np.repeat(np.repeat(np.arange(size), size), table.flatten())
    other = np.repeat(np.tile(np.arange(size), size), table.flatten())
    again = cohen_kappa_score(one, other, weights="quadratic" if weighted else None)
    assert abs(found.kappa - again) < 1e-12, (found.kappa, again)
    add("kappa", [table.tolist(), "QUADRATIC" if weighted else "NONE"], [float(found.kappa), float(found.kappa_low), float(found.kappa_upp)])

# ── Spearman: 20, half of them with ties.
for case in range(20):
    n = int(gen.integers(5, 300))
    x = gen.normal(size=n)
    y = 0.6 * x + gen.normal(size=n)
    if case % 2:
        x, y = np.round(x), np.round(y * 2) / 2
    x, y = np.round(x, 6), np.round(y, 6)
    r = stats.spearmanr(x, y).statistic
    reach = stats.norm.ppf(0.975) * np.sqrt((1 + r * r / 2) / (n - 3))
    pairs = [[float(a), float(b)] for a, b in zip(x, y)]
    add("spearman", pairs, [float(r), float(np.tanh(np.arctanh(r) - reach)), float(np.tanh(np.arctanh(r) + reach))])

# ── Prediction-powered means: 20.
for case in range(20):
    n, others = int(gen.integers(15, 150)), int(gen.integers(150, 800))
    if case % 2:
        truth = gen.uniform(size=n + others) < 0.7
        y = truth.astype(float)
        f = np.where(gen.uniform(size=n + others) < 0.8, truth, ~truth).astype(float)
    else:
        y = np.round(gen.uniform(1, 5, n + others))
        f = np.clip(np.round(y + gen.normal(0.3, 0.9, n + others)), 1, 5)
    y, f, u = y[:n], f[:n], f[n:]
    lam = np.cov(y, f)[0, 1] / ((1 + n / others) * np.var(np.concatenate([f, u]), ddof=1))
    lam = min(1.0, max(0.0, lam))
    mean = y.mean() + lam * (u.mean() - f.mean())
    error = np.sqrt(np.var(y - lam * f, ddof=1) / n + lam * lam * np.var(u, ddof=1) / others)
    reach = stats.t.ppf(0.975, n - 1) * error
    add("ppi", [[[float(a), float(b)] for a, b in zip(y, f)], u.tolist()], [float(mean), float(lam), float(mean - reach), float(mean + reach)])
    try:  # the authors' package: the same estimate, and an interval by the normal distribution
        from ppi_py import ppi_mean_pointestimate
        assert abs(float(np.squeeze(ppi_mean_pointestimate(y, f, u, lam=lam))) - mean) < 1e-9
    except ImportError:
        pass

# ── Bradley and Terry with ties, under the same weak prior: 12.
def negative(at, count, compared):
    fit = -0.005 * np.sum(at ** 2)
    for one, other, w, l, t in compared:
        e = np.array([at[one], at[other], at[count] + (at[one] + at[other]) / 2])
        fit += w * e[0] + l * e[1] + t * e[2] - (w + l + t) * (e.max() + np.log(np.exp(e - e.max()).sum()))
    return -fit


def hessian(at, count, compared):
    """Central differences of the fourth order."""
    size, h = len(at), 1e-3
    basis = np.eye(size) * h
    of = lambda shift: negative(at + shift, count, compared)
    return np.array([[(of(a + b) - of(a - b) - of(b - a) + of(-a - b)) / (4 * h * h) for b in basis] for a in basis])


for case in range(12):
    count = int(gen.integers(2, 6))
    strength = gen.normal(0, 1, count)
    compared = []
    for one in range(count):
        for other in range(one + 1, count):
            e = np.exp([strength[one], strength[other], 0.2 + (strength[one] + strength[other]) / 2])
            won = gen.multinomial(int(gen.integers(10, 80)), e / e.sum())
            compared.append([one, other, int(won[0]), int(won[1]), 0 if case % 4 == 3 else int(won[2])])
    at = optimize.minimize(negative, np.zeros(count + 1), args=(count, compared), method="BFGS", options={"gtol": 1e-9}).x
    inverse = np.linalg.inv(hessian(at, count, compared))[:count, :count]
    centre = np.eye(count) - 1 / count
    found = centre @ at[:count]
    reach = stats.norm.ppf(0.975) * np.sqrt(np.diag(centre @ inverse @ centre.T))
    add("bradley", [count, compared], [[[float(s), float(s - r), float(s + r)] for s, r in zip(found, reach)], float(np.exp(at[count]))])

path = pathlib.Path(__file__).parents[2] / "server/src/platform/statistics/judges-reference.json"
path.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
print(len(cases), "cases")
