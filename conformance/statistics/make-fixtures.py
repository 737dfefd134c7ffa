"""Reference values of the statistics in server/src/platform/statistics, from SciPy, statsmodels and gbstats.

    python3 -m venv VENV && VENV/bin/pip install scipy==1.17.1 statsmodels==0.15.0 gbstats==0.8.0 mpmath
    VENV/bin/python conformance/statistics/make-fixtures.py

writes server/src/platform/statistics/reference.json: 500 random inputs from a fixed seed, each as [kind, input, expected].
"""
import json
import pathlib
import random

import mpmath as mp
import numpy as np
from scipy import integrate, stats
from statsmodels.stats import proportion
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower, normal_sample_size_one_tail
from gbstats.bayesian.tests import EffectBayesianABTest, EffectBayesianConfig, GaussianPrior
from gbstats.frequentist.tests import FrequentistConfig, SequentialConfig, SequentialTwoSidedTTest, TwoSidedTTest
from gbstats.models.statistics import (
    ProportionStatistic, QuantileClusteredStatistic, QuantileStatistic, RatioStatistic, RegressionAdjustedStatistic, SampleMeanStatistic, compute_theta,
)

mp.mp.dps = 40
rng = random.Random(20261130)
gen = np.random.default_rng(20261130)
cases = []


def add(kind, given, expected):
    cases.append([kind, given, expected])


def log_uniform(low, high):
    return 10 ** rng.uniform(np.log10(low), np.log10(high))


def rounded(value, digits=6):
    return float(f"%.{digits}g" % value)


# ── Distributions: 120. The normal one in arbitrary precision, so that tails are exact far below 1e-300.
for _ in range(30):
    z = rounded(rng.choice([rng.uniform(-6, 6), rng.uniform(6, 37), -rng.uniform(6, 37)]))
    tail = mp.ncdf(-mp.mpf(z))
    p = rounded(log_uniform(1e-300, 0.5))
    low, high = mp.mpf(0), mp.mpf(60)
    for _ in range(140):  # the quantile, by bisection of the exact tail
        middle = (low + high) / 2
        low, high = (middle, high) if mp.ncdf(-middle) > mp.mpf(p) else (low, middle)
    add("normal", [z, p], [float(tail), float(mp.log(tail)), float(low)])
for _ in range(30):
    freedom = rounded(log_uniform(0.6, 1e6))
    t = rounded(rng.choice([rng.uniform(-4, 4), rng.uniform(4, 30)]))
    tail = stats.t.sf(t, freedom)
    p = rounded(rng.uniform(0.0005, 0.49))
    add("student", [t, freedom, p], [float(tail), float(np.log(tail)), float(stats.t.isf(p, freedom))])
for _ in range(30):
    a, b = rounded(log_uniform(0.3, 3e4)), rounded(log_uniform(0.3, 3e4))
    spread = (a * b / (a + b) ** 2 / (a + b + 1)) ** 0.5
    x = rounded(min(max(a / (a + b) + spread * rng.uniform(-4, 4), 1e-4), 1 - 1e-4))
    p = rounded(rng.uniform(0.01, 0.99))
    add("beta", [x, a, b, p], [float(stats.beta.cdf(x, a, b)), float(stats.beta.sf(x, a, b)), float(stats.beta.ppf(p, a, b))])
for _ in range(30):
    freedom = rounded(log_uniform(0.6, 2e4))
    x = rounded(max(1e-3, freedom + (2 * freedom) ** 0.5 * rng.choice([rng.uniform(-4, 6), rng.uniform(6, 30)])))
    p = rounded(rng.uniform(0.01, 0.99))
    add("chiSquare", [x, freedom, p], [float(stats.chi2.cdf(x, freedom)), float(stats.chi2.sf(x, freedom)), float(stats.chi2.ppf(p, freedom))])


def gb(a, b):
    """What gbstats finds: [relative, low, high, p], the same absolute, sequential, and Bayesian with a flat and a proper prior."""
    found = []
    for scale in ("relative", "absolute"):
        for make in (
            lambda: TwoSidedTTest(a, b, FrequentistConfig(difference_type=scale)),
            lambda: SequentialTwoSidedTTest(a, b, SequentialConfig(difference_type=scale, sequential_tuning_parameter=8000)),
        ):
            result = make().compute_result()
            found.append([result.expected, *result.ci, result.p_value])
        for prior in (GaussianPrior(), GaussianPrior(mean=0, variance=0.09, proper=True)):
            result = EffectBayesianABTest(a, b, EffectBayesianConfig(difference_type=scale, prior_effect=prior)).compute_result()
            found.append([result.expected, *result.ci, result.chance_to_win, *result.risk])
    return found


# ── Shares: 80
for _ in range(80):
    p = log_uniform(0.01, 0.7)
    n, m = int(log_uniform(60, 3e6)), int(log_uniform(60, 3e6))
    x, y = int(gen.binomial(n, p)), int(gen.binomial(m, min(0.95, p * rng.uniform(0.8, 1.25))))
    x, y = min(max(x, 2), n - 2), min(max(y, 2), m - 2)
    z, _p = proportion.proportions_ztest([y, x], [m, n])
    pooled = (x + y) / (n + m)
    low, high = proportion.confint_proportions_2indep(y, m, x, n, method="newcomb", compare="diff")
    add("shares", [x, n, y, m], [float(z), float(2 * stats.norm.sf(abs(z))), low, high, gb(ProportionStatistic(n=n, sum=x), ProportionStatistic(n=m, sum=y))])

# ── Means: 80
for _ in range(80):
    n, m = int(log_uniform(5, 1e6)), int(log_uniform(5, 1e6))
    mean, sd = rng.uniform(5, 50), log_uniform(0.1, 100)
    a = [n, rounded(mean, 8), rounded(sd**2 * rng.uniform(0.6, 1.6), 8)]
    b = [m, rounded(mean + sd * rng.uniform(-4, 4) / min(n, m) ** 0.5, 8), rounded(sd**2 * rng.uniform(0.6, 1.6), 8)]
    stat = lambda s: SampleMeanStatistic(n=s[0], sum=s[1] * s[0], sum_squares=s[2] * (s[0] - 1) + s[1] ** 2 * s[0])
    t = stats.ttest_ind_from_stats(b[1], b[2] ** 0.5, b[0], a[1], a[2] ** 0.5, a[0], equal_var=False)
    add("means", [*a, *b], [float(t.statistic), float(t.pvalue), gb(stat(a), stat(b))])


def sums(y, x):
    post = SampleMeanStatistic(n=len(y), sum=y.sum(), sum_squares=(y**2).sum())
    pre = SampleMeanStatistic(n=len(x), sum=x.sum(), sum_squares=(x**2).sum())
    return post, pre, float((y * x).sum())


def pair(y, x):
    c = np.cov(y, x)
    return [len(y), y.mean(), x.mean(), c[0, 0], c[1, 1], c[0, 1]]


# ── Ratios: 40, CUPED: 40
for _ in range(40):
    given, statistics = [], []
    for lift in (1, rng.uniform(0.9, 1.15)):
        n = int(log_uniform(40, 3000))
        x = gen.poisson(3, n) + 1.0
        y = gen.poisson(x * gen.gamma(2, 0.2, n) * lift).astype(float)
        m, d, products = sums(y, x)
        statistics.append(RatioStatistic(n=n, m_statistic=m, d_statistic=d, m_d_sum_of_products=products))
        given.append(pair(y, x))
    add("ratios", given, gb(*statistics))
for _ in range(40):
    given, statistics = [], []
    rho = rng.uniform(0.1, 0.9)
    for lift in (0, rng.uniform(-0.3, 0.3)):
        n = int(log_uniform(40, 3000))
        x = gen.normal(10, 2, n)
        y = 8 + rho * (x - 10) / 2 + (1 - rho**2) ** 0.5 * gen.normal(0, 1, n) + lift
        post, pre, products = sums(y, x)
        statistics.append(RegressionAdjustedStatistic(n=n, post_statistic=post, pre_statistic=pre, post_pre_sum_of_products=products, theta=0))
        given.append(pair(y, x))
    theta = compute_theta(*statistics)
    for one in statistics:
        one.theta = theta
    add("cuped", given, [theta, gb(*statistics)])

# ── Ranks: 50
for index in range(50):
    if index < 15:
        a, b = gen.normal(0, 1, rng.randint(1, 8)).round(6), gen.normal(0.5, 1, rng.randint(2, 30)).round(6)
    else:
        a, b = gen.poisson(3, rng.randint(9, 200)).astype(float), gen.poisson(rng.uniform(2.5, 4), rng.randint(9, 200)).astype(float)
    if len(set([*a, *b])) < 2:
        a = np.append(a, 99.0)
    result = stats.mannwhitneyu(b, a)
    values = sorted(set([*a, *b]))
    add("ranks", [[float(v), int((a == v).sum()), int((b == v).sum())] for v in values], [float(result.statistic), float(result.pvalue)])

# ── Splits: 30
for _ in range(30):
    weights = [rng.randint(1, 5) for _ in range(rng.randint(2, 5))]
    units = [int(v) for v in gen.multinomial(int(log_uniform(50, 1e7)), np.array(weights) / sum(weights))]
    units[0] += int(units[0] * rng.choice([0, 0, 0.002, 0.03]))
    expected = np.array(weights) / sum(weights) * sum(units)
    result = stats.chisquare(units, expected)
    add("splits", [units, weights], [float(result.statistic), float(result.pvalue)])

# ── Several tests: 20
for _ in range(20):
    p = [rounded(rng.choice([log_uniform(1e-6, 1), rng.random()])) for _ in range(rng.randint(1, 12))]
    add("corrections", p, [multipletests(p, method=method)[1].tolist() for method in ("holm", "fdr_bh")])

# ── Planning: 25
for _ in range(25):
    alpha, power, ratio = rng.choice([0.01, 0.05, 0.1]), rounded(rng.uniform(0.6, 0.95), 3), rng.choice([0.25, 0.5, 1, 1, 2, 4])
    if rng.random() < 0.6:
        base = rounded(rng.uniform(0.03, 0.6), 3)
        effect = rounded(base * rng.choice([0.05, 0.1, 0.3, -0.1, -0.2]), 4)
        # samplesize_proportions_2indep_onetail(diff, prop2, power, ratio): n of the first group, here the variant, whose share is base + effect; the ratio is nobs2 / nobs1.
        n = proportion.samplesize_proportions_2indep_onetail(effect, base, power, ratio=1 / ratio, alpha=alpha, alternative="two-sided")
        add("planShares", [base, effect, alpha, power, ratio], float(n))
    else:
        sd, effect = rounded(log_uniform(0.5, 100), 4), rounded(log_uniform(0.01, 1), 4)
        n = normal_sample_size_one_tail(effect, power, alpha / 2, sd * (1 + 1 / ratio) ** 0.5)
        total = NormalIndPower(ddof=0).power(effect / sd, n, alpha, ratio=ratio)
        add("planMeans", [sd, effect, alpha, power, ratio], [float(n), float(total)])

# ── Beta-binomial: 10, percentiles: 5
for _ in range(10):
    n, m = int(log_uniform(20, 2e4)), int(log_uniform(20, 2e4))
    p = log_uniform(0.02, 0.6)
    x, y = int(gen.binomial(n, p)), int(gen.binomial(m, p))
    A, B = stats.beta(1 + x, 1 + n - x), stats.beta(1 + y, 1 + m - y)
    points = sorted(v for d in (A, B) for k in range(-9, 10) if 0 < (v := d.mean() + k * d.std()) < 1)
    edges = [0, *points, 1]
    over = lambda f: sum(integrate.quad(f, l, h, epsabs=1e-15, epsrel=1e-11)[0] for l, h in zip(edges, edges[1:]))
    add("betaBinomial", [x, n, y, m], [over(lambda v: B.pdf(v) * A.cdf(v)), over(lambda v: B.cdf(v) * A.sf(v))])
for _ in range(5):
    sizes = gen.poisson(3, 120) + 1
    values = [np.round(gen.lognormal(3, 0.5) + gen.lognormal(2, 0.6, k), 2) for k in sizes]
    level = rng.choice([0.5, 0.75, 0.9])
    flat = np.sort(np.concatenate(values))
    n = len(flat)
    at = float(np.quantile(flat, level))
    y, x = np.array([(v <= at).sum() for v in values], float), sizes.astype(float)
    z = stats.norm.ppf(0.975)
    naive = z * (level * (1 - level) / n) ** 0.5
    ends = [float(flat[int(np.floor(n * (level - naive))) - 1]), float(flat[int(np.ceil(n * (level + naive)))])]
    clustered = QuantileClusteredStatistic(
        n=n, n_star=n, nu=level, quantile_hat=at, quantile_lower=ends[0], quantile_upper=ends[1], main_sum=y.sum(), main_sum_squares=(y**2).sum(),
        denominator_sum=x.sum(), denominator_sum_squares=(x**2).sum(), main_denominator_sum_product=(x * y).sum(), n_clusters=len(sizes))
    distinct, counts = np.unique(flat, return_counts=True)
    add("percentiles", [level, pair(y, x), [[float(v), int(c)] for v, c in zip(distinct, counts)]],
        [at, *ends, float(clustered.get_cluster_variance / (level * (1 - level) / n))])

assert len(cases) == 500, len(cases)


def compact(value):
    if isinstance(value, (list, tuple)):
        return [compact(one) for one in value]
    if isinstance(value, (bool, int, str)) or value is None:
        return value
    return float(f"{float(value):.14g}")


home = pathlib.Path(__file__).resolve().parents[2] / "server/src/platform/statistics/reference.json"
home.write_text("[\n" + ",\n".join(json.dumps(compact(case), separators=(",", ":")) for case in cases) + "\n]\n")
print(f"{home}: {len(cases)} cases, {home.stat().st_size / 1000:.0f} kB")
