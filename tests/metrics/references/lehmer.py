"""The points of lehmer.ts."""

import numpy as np


def lehmer_points(count, dimension, seed, scale=1.0, shift=0.0):
    state = seed
    values = []
    for _ in range(count * dimension):
        total = []
        for _ in range(4):
            state = state * 48271 % 2147483647
            total.append(state / 2147483647)
        values.append(shift + scale * (total[0] + total[1] + total[2] + total[3] - 2))
    return np.array(values).reshape(count, dimension)
