"""Precision, recall, density and coverage of the points of lehmer.py by full distance matrices, and by the jackknife's
definition: each sample left out, all of it computed anew. Prints the table of neighbors.test.ts: python3 neighbors.py
"""

import numpy as np
from scipy.spatial.distance import cdist

from lehmer import lehmer_points


def radii(points, k):
    """The distance to the k-th nearest other point; a point is its own nearest."""
    return np.sort(cdist(points, points), axis=1)[:, k]


def precision(real, generated, k):
    return (cdist(real, generated) <= radii(real, k)[:, None]).any(axis=0).mean()


def recall(real, generated, k):
    return precision(generated, real, k)


def density(real, generated, k):
    return (cdist(real, generated) < radii(real, k)[:, None]).sum() / (k * len(generated))


def coverage(real, generated, k):
    return (cdist(real, generated).min(axis=1) < radii(real, k)).mean()


def jackknife(metric, real, generated, k):
    of_real = [metric(np.delete(real, i, 0), generated, k) for i in range(len(real))]
    of_generated = [metric(real, np.delete(generated, i, 0), k) for i in range(len(generated))]
    return np.sqrt(sum((len(v) - 1) * np.var(v) for v in (of_real, of_generated)))


CASES = [
    (60, 50, 2, 1.0, 0.3, 3),
    (60, 80, 8, 0.8, 0.2, 5),
    (40, 40, 64, 1.0, 0.05, 1),
    (50, 45, 150, 1.1, 0.0, 4),
]

if __name__ == "__main__":
    for n, m, d, scale, shift, k in CASES:
        real = lehmer_points(n, d, 17)
        generated = lehmer_points(m, d, 4711, scale, shift)
        for metric in (precision, recall, density, coverage):
            value, error = metric(real, generated, k), jackknife(metric, real, generated, k)
            print(f"[{n}, {m}, {d}, {scale}, {shift}, {k}, '{metric.__name__}', {float(value)!r}, {float(error)!r}],")
