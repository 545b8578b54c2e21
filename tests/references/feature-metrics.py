"""Prints the numbers that tests/metrics compares with: python3 tests/references/feature-metrics.py (numpy, scipy).

`rows` draws the same features as tests/metrics/reference-rows.ts.
"""

import numpy as np
from scipy import linalg, special


def rows(count, columns, seed, shift=0.0, scale=1.0):
    """Skewed, dependent columns from a linear congruential stream that both languages have exactly."""
    state = seed
    uniform = np.empty(count * columns)
    for k in range(count * columns):
        state = (1664525 * state + 1013904223) % 2**32
        uniform[k] = state / 2**32
    u = uniform.reshape(count, columns)
    return shift + scale * (u**2 + 0.5 * np.roll(u, 1, axis=1))


def dead(features, columns):
    """Some columns without any spread, as units of a network that never fire."""
    features = features.copy()
    features[:, :columns] = 0
    return features


def frechet(x, y):
    """As pytorch-fid computes it."""
    mu1, mu2 = x.mean(axis=0), y.mean(axis=0)
    s1, s2 = np.cov(x, rowvar=False), np.cov(y, rowvar=False)
    root = linalg.sqrtm(s1 @ s2)
    if not np.isfinite(root).all():
        offset = np.eye(len(s1)) * 1e-6
        root = linalg.sqrtm((s1 + offset) @ (s2 + offset))
    return ((mu1 - mu2) ** 2).sum() + np.trace(s1) + np.trace(s2) - 2 * np.trace(root.real)


def frechet_by_singular_values(x, y):
    """Tr (S1 S2)^(1/2) is the sum of the singular values of C1 C2^T / sqrt((n - 1)(m - 1)), C the centered rows: no root at all."""
    c1, c2 = x - x.mean(axis=0), y - y.mean(axis=0)
    between = np.linalg.svd(c1 @ c2.T, compute_uv=False).sum() / np.sqrt((len(x) - 1) * (len(y) - 1))
    traces = (c1**2).sum() / (len(x) - 1) + (c2**2).sum() / (len(y) - 1)
    return ((x.mean(axis=0) - y.mean(axis=0)) ** 2).sum() + traces - 2 * between


def squared_mmd(kxx, kyy, kxy, biased):
    n, m = kxy.shape
    if biased:
        return kxx.mean() + kyy.mean() - 2 * kxy.mean()
    within = (kxx.sum() - np.trace(kxx)) / (n * (n - 1)) + (kyy.sum() - np.trace(kyy)) / (m * (m - 1))
    return within - 2 * kxy.mean()


def kid(x, y):
    """Binkowski et al. 2018: cubic polynomial kernel, unbiased."""
    k = lambda a, b: (a @ b.T / x.shape[1] + 1) ** 3
    return squared_mmd(k(x, x), k(y, y), k(x, y), biased=False)


def cmmd(x, y, sigma=10, scale=1000):
    """Jayasumana et al. 2024, as their distance.py has it: with the pairs of a sample with itself."""

    def k(a, b):
        squares = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)[None, :] - 2 * a @ b.T
        return np.exp(-squares / (2 * sigma**2))

    return scale * squared_mmd(k(x, x), k(y, y), k(x, y), biased=True)


def inception_scores(logits, splits):
    """The score of each split, in the order that the rows have."""
    p = special.softmax(logits, axis=1)
    scores = []
    for part in [p[k * len(p) // splits : (k + 1) * len(p) // splits] for k in range(splits)]:
        kl = (part * (np.log(part) - np.log(part.mean(axis=0)))).sum(axis=1)
        scores.append(np.exp(kl.mean()))
    return np.array(scores)


def mind(x, y, angles=20000):
    """3 d times the mean over directions of the squared W2 of projections; in the plane over evenly spaced directions."""
    total = 0.0
    for angle in (np.arange(angles) + 0.5) * np.pi / angles:
        u = np.array([np.cos(angle), np.sin(angle)])
        total += ((np.sort(x @ u) - np.sort(y @ u)) ** 2).mean()
    return 3 * 2 * total / angles


np.set_printoptions(precision=16)
x, y = rows(200, 6, 1), rows(150, 6, 2, shift=0.1, scale=1.3)
print("frechet", repr(float(frechet(x, y))), repr(float(frechet_by_singular_values(x, y))))
print("frechet of 64", repr(float(frechet(rows(900, 64, 3), rows(800, 64, 4, scale=1.1)))))
a, b = dead(rows(200, 6, 5), 2), dead(rows(150, 6, 6, scale=1.5), 1)
print("frechet, dead features", repr(float(frechet(a, b))), repr(float(frechet_by_singular_values(a, b))))
a, b = rows(9, 20, 7), rows(12, 20, 8, shift=0.2)
print("frechet, fewer rows than features", repr(float(frechet_by_singular_values(a, b))))
a = rows(4000, 3, 9)
print("covariance", np.cov(a + 1e6, rowvar=False).tolist(), (a + 1e6).mean(axis=0).tolist())
print("kid", repr(float(kid(rows(150, 6, 1), y))))
print("cmmd", repr(float(cmmd(x, y))), repr(float(cmmd(20 * x, 20 * y))))
z = 8 * rows(103, 5, 10)
print("inception scores", inception_scores(z, 10).tolist(), repr(float(inception_scores(z, 1)[0])))
print("mind", repr(float(mind(rows(60, 2, 11), rows(60, 2, 12, shift=0.3, scale=1.2)))))
