"""
The games of networks.ts in PyTorch: reads "<game> <batch size> <width> <R1: 0 or 1> <steps> <threads>" lines, answers
with the milliseconds a step, by the clock and of CPU time.
"""

import sys
import time
from functools import lru_cache

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)


def perceptron(width, outputs):
    return nn.Sequential(nn.Linear(2, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(), nn.Linear(width, outputs))


def dcgan():
    generator = nn.Sequential(
        nn.Linear(100, 7 * 7 * 64),
        nn.Unflatten(1, (64, 7, 7)),
        nn.BatchNorm2d(64),
        nn.ReLU(),
        nn.ConvTranspose2d(64, 32, 4, 2, 1),
        nn.BatchNorm2d(32),
        nn.ReLU(),
        nn.ConvTranspose2d(32, 1, 4, 2, 1),
        nn.Tanh(),
    )
    discriminator = nn.Sequential(
        nn.Conv2d(1, 32, 4, 2, 1),
        nn.LeakyReLU(0.2),
        nn.Conv2d(32, 64, 4, 2, 1),
        nn.LeakyReLU(0.2),
        nn.Flatten(),
        nn.Linear(7 * 7 * 64, 1),
    )
    return generator, discriminator


def ring(count):
    angles = torch.randint(8, (count, 1)) * (torch.pi / 4)
    return 2 * torch.cat([angles.cos(), angles.sin()], 1) + 0.02 * torch.randn(count, 2)


def images(count):
    return torch.rand(count, 1, 28, 28) * 2 - 1


def r1_penalty(discriminator, real, gamma=10):
    real = real.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(discriminator(real).sum(), real, create_graph=True)
    return gamma / 2 * gradient.square().flatten(1).sum(1).mean()


@lru_cache(maxsize=None)
def game(name, count, width, r1):
    """The function that takes one step."""
    if name == "dcgan":
        (generator, discriminator), latent_length, sample = dcgan(), 100, images
    else:
        generator, discriminator, latent_length, sample = perceptron(width, 2), perceptron(width, 1), 2, ring
    adam = {"lr": 2e-4, "betas": (0.5, 0.999)}
    generator_adam = torch.optim.Adam(generator.parameters(), **adam)
    discriminator_adam = torch.optim.Adam(discriminator.parameters(), **adam)

    def step():
        real = sample(count)
        discriminator_adam.zero_grad()
        fake = generator(torch.randn(count, latent_length)).detach()
        loss = F.softplus(-discriminator(real)).mean() + F.softplus(discriminator(fake)).mean()
        if r1:
            loss = loss + r1_penalty(discriminator, real)
        loss.backward()
        discriminator_adam.step()
        generator_adam.zero_grad()
        loss = F.softplus(-discriminator(generator(torch.randn(count, latent_length)))).mean()
        loss.backward()
        generator_adam.step()

    return step


def multiplication_speed():
    a, b = torch.randn(512, 512), torch.randn(512, 512)
    a @ b
    start = time.process_time()
    for _ in range(20):
        a @ b
    return 20 * 2 * 512**3 / (time.process_time() - start) / 1e9


print(f"{torch.__version__}\tits BLAS {multiplication_speed():.0f} GFlop/s", flush=True)
for line in sys.stdin:
    name, *numbers = line.split()
    count, width, r1, steps, threads = map(int, numbers)
    torch.set_num_threads(threads)
    step = game(name, count, width, r1)
    clock, cpu = time.perf_counter(), time.process_time()
    for _ in range(steps):
        step()
    milliseconds = [1000 * (time.perf_counter() - clock) / steps, 1000 * (time.process_time() - cpu) / steps]
    print(*milliseconds, flush=True)
