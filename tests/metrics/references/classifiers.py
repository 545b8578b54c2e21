"""Held-out hits of a logistic regression by scipy's minimizer, and of nearest neighbors by full distance matrices; and tails of
the binomial distribution. Prints the rows of classifiers/hits.test.ts and shares/binomial-tail.test.ts."""

import numpy as np
from scipy.optimize import minimize
from scipy.spatial.distance import cdist
from scipy.stats import binom

from lehmer import lehmer_points


def features(x, kind):
    d = x.shape[1]
    pairs = {
        "linear": [],
        "squares": [(i, i) for i in range(d)],
        "quadratic": [(i, j) for i in range(d) for j in range(i, d)],
    }[kind]
    return np.column_stack([x] + [x[:, i] * x[:, j] for i, j in pairs])


def logistic(train, held_out, kind):
    p, q = (features(x, kind) for x in train)
    mean = (p.mean(axis=0) + q.mean(axis=0)) / 2
    scale = np.sqrt((((p - mean) ** 2).mean(axis=0) + ((q - mean) ** 2).mean(axis=0)) / 2)
    p, q = (p - mean) / scale, (q - mean) / scale

    def loss(w):
        zp, zq = w[0] + p @ w[1:], w[0] + q @ w[1:]
        return np.logaddexp(0, -zp).mean() / 2 + np.logaddexp(0, zq).mean() / 2 + 0.5e-4 * (w[1:] ** 2).sum()

    w = minimize(loss, np.zeros(p.shape[1] + 1), method="BFGS", options={"gtol": 1e-9, "maxiter": 5000}).x
    logits = [w[0] + (features(x, kind) - mean) / scale @ w[1:] for x in held_out]
    return (logits[0] > 0).sum() + (logits[1] < 0).sum()


def neighbors(train, held_out, k):
    known = np.concatenate(train)
    hits = 0
    for side, x in enumerate(held_out):
        nearest = np.argsort(cdist(x, known), axis=1, kind="stable")[:, :k]
        real = (nearest < len(train[0])).sum(axis=1)
        right = real if side == 0 else k - real
        hits += (2 * right > k).sum() + 0.5 * (2 * right == k).sum()
    return hits


for n, m, d, scale, shift in [(60, 50, 2, 1.0, 0.4), (80, 70, 5, 1.5, 0.0), (90, 60, 20, 0.8, 0.1)]:
    train = lehmer_points(n, d, 17), lehmer_points(n, d, 4711, scale, shift)
    held_out = lehmer_points(m, d, 99), lehmer_points(m, d, 123, scale, shift)
    for kind in ["linear", "squares"] + (["quadratic"] if d < 20 else []):
        print([n, m, d, scale, shift, kind, int(logistic(train, held_out, kind))], end=",\n")
    for k in [1, 4]:
        print([n, m, d, scale, shift, k, float(neighbors(train, held_out, k))], end=",\n")
for hits, count in [(0, 10), (7, 10), (3, 10), (60, 100), (50_400, 100_000), (49_000, 100_000), (1000, 1000)]:
    print([hits, count, float(binom.sf(hits - 1, count, 0.5))], end=",\n")
