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

  it('are not warned of where they are logits', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const trainer = newTrainer('linear');
    const { reports } = await trainer.fit(ring, { steps: 20, reportEvery: 10 });
    expect(reports.flatMap(({ warnings }) => warnings)).toEqual([]);
    expect(warn).not.toHaveBeenCalled();
    trainer.dispose();
  });
});
