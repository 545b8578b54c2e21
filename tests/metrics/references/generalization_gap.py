"""FLD's generalization gap by torch's autograd and Adam, in float64, as https://github.com/marcojira/fld computes it: features
standardized by the held-out ones; a Gaussian about each generated sample, whose variance starts at the nearest training
sample's, and one about the training mean while fitting. Prints the rows of generalization-gap.test.ts."""

import math

import numpy as np
import torch

from lehmer import lehmer_points

torch.set_default_dtype(torch.float64)


def log_likelihoods(squared, log_variances, dimension):
    return -0.5 * squared / log_variances.exp() - dimension / 2 * (log_variances + math.log(2 * math.pi))


def gap(training, held_out, generated):
    mean, deviation = held_out.mean(axis=0), held_out.std(axis=0, ddof=1)
    training, held_out, generated = (
        torch.tensor((x - mean) / deviation) for x in (training, held_out, generated)
    )
    count, dimension = generated.shape

    def squared(x, y):
        return ((x[:, None, :] - y[None]) ** 2).sum(dim=2)

    to_generated = squared(training, generated)
    to_mean = 0.81 * squared(training, training.mean(dim=0, keepdim=True))
    own = ((to_generated.min(dim=0).values + 1e-3) / dimension).log().requires_grad_()
    origin = torch.zeros(1, requires_grad=True)
    adam = torch.optim.Adam([own, origin], lr=0.5)
    for _ in range(50):
        adam.zero_grad()
        parts = [
            log_likelihoods(to_generated, own, dimension) - math.log(count),
            log_likelihoods(to_mean, origin, dimension),
        ]
        loss = -torch.cat(parts, dim=1).logsumexp(dim=1).mean() / dimension
        loss.backward()
        adam.step()
        own.data.clamp_(-40, 20)

    def losses(x):
        logs = log_likelihoods(squared(x, generated), own.detach(), dimension) - math.log(count)
        return -logs.logsumexp(dim=1).numpy() / dimension

    of_training, of_held_out = losses(training), losses(held_out)
    error = np.sqrt(of_training.var(ddof=1) / len(of_training) + of_held_out.var(ddof=1) / len(of_held_out))
    return 100 * (of_training.mean() - of_held_out.mean()), 100 * error


for l, n, m, d, noise in [(60, 50, 40, 3, 1.0), (80, 60, 70, 16, 0.1), (50, 40, 50, 64, 0.0)]:
    training = lehmer_points(l, d, 17)
    generated = lehmer_points(m, d, 4711)
    if noise < 1:
        generated = training[:m] + noise * generated
    print([l, n, m, d, noise, *map(float, gap(training, lehmer_points(n, d, 99), generated))], end=",\n")
