"""KL over modes by scipy, and the jackknife by its definition. Prints the rows of kl-over-modes.test.ts."""

import numpy as np
from scipy.stats import entropy

CASES = [
    ([5, 0, 3, 2], [0.25, 0.25, 0.25, 0.25]),
    ([10, 20, 30, 40, 0, 1], [0.1, 0.2, 0.3, 0.3, 0.05, 0.05]),
    ([1, 1, 1], [0.5, 0.25, 0.25]),
]

for counts, reference in CASES:
    counts = np.array(counts)
    n = counts.sum()
    left_out = []
    for mode in np.flatnonzero(counts):
        fewer = counts.copy()
        fewer[mode] -= 1
        left_out += [entropy(fewer / (n - 1), reference)] * counts[mode]
    error = np.sqrt((n - 1) * np.var(left_out))
    print(f"[{counts.tolist()}, {reference}, {float(entropy(counts / n, reference))!r}, {float(error)!r}],")
