"""Clipped Density and Clipped Coverage by full distance matrices and scipy's beta-binomial distribution, as
https://github.com/nicolassalvy/ClippedDensityCoverage defines them. Prints the rows of clipped-density-coverage.test.ts."""

import numpy as np
from scipy.spatial.distance import cdist
from scipy.stats import betabinom

from lehmer import lehmer_points


def clipped_density(real, generated, k):
    own = cdist(real, real)
    np.fill_diagonal(own, np.inf)
    order = np.argsort(own, axis=1, kind="stable")[:, :k]
    nearest = np.take_along_axis(own, order, axis=1)
    radii = np.minimum(nearest[:, -1], np.median(nearest[:, -1]))
    balls = (cdist(real, generated) <= radii[:, None]).sum(axis=0)
    appearances = np.bincount(order[nearest <= radii[:, None]], minlength=len(real))
    return min(1, np.minimum(balls / k, 1).mean() / np.minimum(appearances / k, 1).mean())


def clipped_coverage(real, generated, k):
    n, m = len(real), len(generated)
    radii = np.sort(cdist(real, real), axis=1)[:, k]
    inside = (cdist(real, generated) < radii[:, None]).sum(axis=1)
    expected = np.zeros(m + 1)
    for good in range(k, m + 1):
        j = np.arange(good + 1)
        expected[good] = (np.minimum(j, k) * betabinom.pmf(j, good, k, n - k)).sum() / k
    return np.searchsorted(expected, np.minimum(inside / k, 1).mean()) / (m + 1)


for n, m, d, scale, shift, k in [
    (60, 50, 2, 1.0, 0.3, 3),
    (61, 80, 8, 0.8, 0.2, 5),
    (70, 90, 64, 1.0, 0.05, 5),
    (50, 45, 150, 1.1, 0.0, 4),
    (100, 100, 3, 1.0, 0.0, 5),
]:
    real, generated = lehmer_points(n, d, 17), lehmer_points(m, d, 4711, scale, shift)
    print([n, m, d, scale, shift, k, float(clipped_density(real, generated, k)), float(clipped_coverage(real, generated, k))], end=",\n")
