"""The data-copying test as its authors' code has it (scipy's U, their mean and deviation), DeLong's error by its definition, and
authenticity by full distance matrices. Prints the rows of nearest-neighbor-memorization.test.ts."""

import numpy as np
from scipy.spatial.distance import cdist
from scipy.stats import mannwhitneyu, norm

from lehmer import lehmer_points

for l, n, m, d, scale, shift, copies in [
    (60, 40, 50, 2, 1.0, 0.2, 0),
    (80, 60, 50, 8, 0.7, 0.0, 20),
    (50, 50, 70, 64, 1.0, 0.0, 35),
]:
    training = lehmer_points(l, d, 17)
    held_out = lehmer_points(n, d, 99)
    generated = lehmer_points(m, d, 4711, scale, shift)
    generated[:copies] = training[:copies]
    of_generated = cdist(generated, training).min(axis=1)
    of_held_out = cdist(held_out, training).min(axis=1)
    u, _ = mannwhitneyu(of_generated, of_held_out, alternative="less")
    z = (u - (n * m / 2 - 0.5)) / np.sqrt(n * m * (n + m + 1) / 12)
    wins = (of_generated[:, None] < of_held_out) + 0.5 * (of_generated[:, None] == of_held_out)
    error = np.sqrt(np.var(wins.mean(axis=1), ddof=1) / m + np.var(wins.mean(axis=0), ddof=1) / n)
    own = cdist(training, training)
    np.fill_diagonal(own, np.inf)
    nearest = cdist(generated, training).argmin(axis=1)
    copied = 1 - (own.min(axis=1)[nearest] < of_generated).mean()
    print([l, n, m, d, scale, shift, copies, *map(float, (wins.mean(), error, z, norm.cdf(z), copied))], end=",\n")
