"""Writes the arrays of tests/node/compare/files and prints what tests/node/compare compares with: python3 tests/references/compare-files.py."""

from pathlib import Path

import numpy as np
from scipy import linalg

FOLDER = Path(__file__).parent.parent / "node/compare/files"


def uniform(count, seed):
    """A linear congruential stream."""
    state, numbers = seed, np.empty(count)
    for k in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        numbers[k] = state / 2**32
    return numbers


def frechet(x, y):
    s1, s2 = np.cov(x, rowvar=False), np.cov(y, rowvar=False)
    means = ((x.mean(axis=0) - y.mean(axis=0)) ** 2).sum()
    return means + np.trace(s1) + np.trace(s2) - 2 * np.trace(linalg.sqrtm(s1 @ s2).real)


def frechet_by_singular_values(x, y):
    """For singular covariances: Tr (S1 S2)^(1/2) is the sum of the singular values of C1 C2^T / (n - 1), C the centered rows."""
    c1, c2 = x - x.mean(axis=0), y - y.mean(axis=0)
    between = np.linalg.svd(c1 @ c2.T, compute_uv=False).sum() / (len(x) - 1)
    traces = ((c1**2).sum() + (c2**2).sum()) / (len(x) - 1)
    return ((x.mean(axis=0) - y.mean(axis=0)) ** 2).sum() + traces - 2 * between


def save(name, array, **options):
    np.save(FOLDER / name, array, **options)


# Entry [i, j, k] is 100 i + 10 j + k, or what the type makes of it.
counted = np.fromfunction(lambda i, j, k: 100 * i + 10 * j + k, (2, 3, 4))
for kind in ["f2", "f4", "f8", ">f4", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", ">i8"]:
    name = kind.replace(">", "big-")
    save(f"{name}.npy", np.asarray(counted).astype(kind))
save("fortran.npy", np.asfortranarray(counted))
save("bool.npy", counted % 2 == 0)
save("half.npy", np.array([0, -0.5, 1.5, 65504, 2**-24, -(2**-14), np.inf, np.nan], dtype="f2"))
save("complex.npy", counted.astype("c8"))
save("fields.npy", np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]))
with open(FOLDER / "version-2.npy", "wb") as file:
    np.lib.format.write_array(file, counted, version=(2, 0))

real = uniform(240, 1).reshape(60, 4) ** 2
generated = (uniform(200, 2).reshape(50, 4) * 1.2).astype("f4")
save("real.npy", real.astype("f4"))
save("generated.npy", np.asfortranarray(generated.astype("f8")))
print("frechet", frechet(real.astype("f4").astype("f8"), generated.astype("f8")))

# Pictures 6x6 of bytes; the same with channels first.
pixels = (uniform(30 * 36 * 3, 3).reshape(30, 6, 6, 3) * 256).astype("u1")
save("pictures.npy", pixels)
save("channels-first.npy", pixels.transpose(0, 3, 1, 2))
scaled = pixels.reshape(30, -1) / 127.5 - 1
flipped = pixels[:, ::-1].reshape(30, -1) / 127.5 - 1
print("frechet of pixels", frechet_by_singular_values(scaled, flipped))
