"""The games of networks.ts in PyTorch, on one thread: reads "<game> <steps>" lines, answers with the CPU milliseconds a step."""

import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)


def perceptron(outputs):
    return nn.Sequential(nn.Linear(2, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, outputs))


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


def game(generator, discriminator, latent_length, sample, count):
    adam = {"lr": 2e-4, "betas": (0.5, 0.999)}
    generator_adam = torch.optim.Adam(generator.parameters(), **adam)
    discriminator_adam = torch.optim.Adam(discriminator.parameters(), **adam)

    def step():
        real = sample(count)
        discriminator_adam.zero_grad()
        fake = generator(torch.randn(count, latent_length)).detach()
        loss = F.softplus(-discriminator(real)).mean() + F.softplus(discriminator(fake)).mean()
        loss.backward()
        discriminator_adam.step()
        generator_adam.zero_grad()
        loss = F.softplus(-discriminator(generator(torch.randn(count, latent_length)))).mean()
        loss.backward()
        generator_adam.step()

    return step


games = {
    "perceptrons": game(perceptron(2), perceptron(1), 2, ring, 256),
    "dcgan": game(*dcgan(), 100, images, 64),
}


def multiplication_speed():
    a, b = torch.randn(512, 512), torch.randn(512, 512)
    a @ b
    start = time.process_time()
    for _ in range(20):
        a @ b
    return 20 * 2 * 512**3 / (time.process_time() - start) / 1e9


print(f"{torch.__version__}\tits BLAS {multiplication_speed():.0f} GFlop/s", flush=True)
for line in sys.stdin:
    name, steps = line.split()
    start = time.process_time()
    for _ in range(int(steps)):
        games[name]()
    print((time.process_time() - start) * 1000 / int(steps), flush=True)
