"""Prints the numbers that tests/examples/experiments/f-gan-gaussian.test.ts compares with: python3 tests/references/f-gan-gaussian.py"""

import numpy as np
from scipy.optimize import minimize
from scipy.stats import norm

x = np.linspace(-60, 60, 2_400_001)
step = x[1] - x[0]
p = 0.33 * norm.pdf(x, -1, 0.255) + 0.67 * norm.pdf(x, 2, np.sqrt(2))
terms = {
    "KL": lambda p, q: p * np.log(p / q),
    "KL-rev": lambda p, q: q * np.log(q / p),
    "JS": lambda p, q: p * np.log(2 * p / (p + q)) + q * np.log(2 * q / (p + q)),
    "Jeffrey": lambda p, q: (p - q) * np.log(p / q),
    "Pearson": lambda p, q: (p - q) ** 2 / q,
}


def divergence(name, mean, deviation):
    q = norm.pdf(x, mean, deviation)
    seen = (p > 1e-290) & (q > 1e-290)
    return np.sum(terms[name](p[seen], q[seen])) * step


for name in terms:
    found = minimize(
        lambda t: divergence(name, t[0], np.exp(t[1])),
        [1.2, 0.55],
        method="Nelder-Mead",
        options={"xatol": 1e-6, "fatol": 1e-10},
    )
    print(name, found.x[0], np.exp(found.x[1]), found.fun)
