"""Prints the numbers that tests/examples/experiments/interquartile-mean.test.ts compares with: python3 tests/references/interquartile-mean.py"""

from itertools import product

import numpy as np
from scipy.stats import trim_mean

for values in (
    [3],
    [1, 2, 6],
    [0.974, 0.969, 0.992, 0.968, 0.981],
    [5, 1, 100, 2, 3, 4, -50, 7],
    [0.1, 0.4, 0.2, 0.9, 0.7, 0.3, 0.8, 0.6, 0.5],
):
    # rliable's aggregate_iqm is scipy's trim_mean(scores, proportiontocut=0.25, axis=None).
    print(values, repr(float(trim_mean(values, 0.25))))

seeds = [0.974, 0.969, 0.992, 0.968, 0.981]
every_resample = [trim_mean(resample, 0.25) for resample in product(seeds, repeat=5)]
print(np.quantile(every_resample, [0.025, 0.975]))
