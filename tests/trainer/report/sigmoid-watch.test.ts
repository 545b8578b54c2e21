import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { perceptron } from '../../support/networks';
import { onCpu } from '../../support/on-cpu';

onCpu();

const ring = gaussianRing();

afterEach(() => vi.restoreAllMocks());

/** A layer that gives about this, whatever comes. */
const startingAt = (value: number) => ({
  kernelInitializer: tfl.initializers.zeros(),
  biasInitializer: tfl.initializers.constant({ value }),
});

describe("a discriminator's outputs all within [0, 1]", () => {
  const newTrainer = (activation: 'sigmoid' | 'linear') =>
    new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: () =>
        tfl.sequential({
          layers: [tfl.layers.dense({ units: 1, activation, inputShape: [2], useBias: true })],
        }),
      latent: normalLatent(4),
      backend: 'cpu',
    });

  it('are warned of as the sign of a sigmoid: in each report, and once on the console', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const trainer = newTrainer('sigmoid');
    const { reports } = await trainer.fit(ring, { steps: 20, reportEvery: 10 });
    for (const { warnings } of reports)
      expect(warnings).toEqual([expect.stringMatching(/seems to end in a sigmoid.*remove/)]);
    expect(warn).toHaveBeenCalledTimes(1);
    trainer.dispose();
  });

  it('are warned of after some steps where the model tells nothing of its layers', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const inner = perceptron(2, [8], 1)();
    const trainer = new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: {
        trainableWeights: inner.trainableWeights,
        apply: (x) => tf.sigmoid(inner.apply(x) as tf.Tensor),
      },
      latent: normalLatent(4),
      backend: 'cpu',
    });
    const { reports } = await trainer.fit(ring, { steps: 20, reportEvery: 5 });
    expect(reports.map(({ warnings }) => warnings.length)).toEqual([0, 1, 1, 1]);
    trainer.dispose();
  });

  it.each([
    ['linear', 'sigmoid', 0],
    ['sigmoid', 'linear', 1],
  ] as const)("are told by the logits' head: %s, beside another of %s", async (logits, other, warned) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const trainer = new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: () => {
        const x = tfl.input({ shape: [2] });
        const head = (activation: typeof logits | typeof other, start: number) =>
          tfl.layers.dense({ units: 1, activation, ...startingAt(start) }).apply(x) as tfl.SymbolicTensor;
        return tfl.model({ inputs: x, outputs: [head(logits, 0.5), head(other, 0.5)] });
      },
      latent: normalLatent(4),
      backend: 'cpu',
    });
    const { reports } = await trainer.fit(ring, { steps: 2, reportEvery: 2 });
    expect(reports[0]!.warnings).toHaveLength(warned);
    trainer.dispose();
  });

  it('are not warned of where the logit is a sum of two, as in a projection discriminator', async () => {
    const trainer = new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: () => {
        const x = tfl.input({ shape: [2] });
        const halves = [0, 1].map(
          () => tfl.layers.dense({ units: 1, ...startingAt(0.2) }).apply(x) as tfl.SymbolicTensor,
        );
        return tfl.model({ inputs: x, outputs: tfl.layers.add().apply(halves) as tfl.SymbolicTensor });
      },
      latent: normalLatent(4),
      backend: 'cpu',
    });
    const { reports } = await trainer.fit(ring, { steps: 10, reportEvery: 10 });
    expect(reports[0]!.realLogit).toBeCloseTo(0.4, 1);
    expect(reports[0]!.warnings).toEqual([]);
    trainer.dispose();
  });

  it('are not warned of where they are logits', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const trainer = newTrainer('linear');
    const { reports } = await trainer.fit(ring, { steps: 20, reportEvery: 10 });
    expect(reports.flatMap(({ warnings }) => warnings)).toEqual([]);
    expect(warn).not.toHaveBeenCalled();
    trainer.dispose();
  });
});
