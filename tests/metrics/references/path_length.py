"""Perceptual path lengths by numpy and scipy, with StyleGAN's percentiles. Prints the rows of perceptual-path-length.test.ts."""

import numpy as np
from scipy.stats import t
from scipy.stats.mstats import winsorize

from lehmer import lehmer_points


def slerp(a, b, place):
    cosine = (a * b).sum(axis=1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
    angle = np.arccos(cosine)[:, None]
    return (np.sin((1 - place) * angle) * a + np.sin(place * angle) * b) / np.sin(angle)


def lerp(a, b, place):
    return (1 - place) * a + place * b


weights = lehmer_points(3, 5, 31)
for path, name in (slerp, "spherical"), (lerp, "linear"):
    for n, epsilon, trim in (50, 0.05, 0.1), (33, 0.5, 0.0), (120, 0.01, 0.01):
        latents = lehmer_points(2 * n, 3, 17).astype(np.float32).astype(float)
        a, b = latents[:n], latents[n:]
        ends = [np.tanh(path(a, b, place) @ weights) ** 2 for place in (0.0, epsilon)]
        lengths = ((ends[1] - ends[0]) ** 2).sum(axis=1) / epsilon**2
        low = np.percentile(lengths, 100 * trim, method="lower")
        high = np.percentile(lengths, 100 * (1 - trim), method="higher")
        kept = lengths[(low <= lengths) & (lengths <= high)]
        error = np.clip(lengths, low, high).std(ddof=1) / np.sqrt(n) * n / len(kept)
        reach = t.ppf(0.975, len(kept) - 1) * error
        print([name, n, epsilon, trim, *map(float, (kept.mean(), error, kept.mean() + reach))], end=",\n")
