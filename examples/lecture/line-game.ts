import { tensor2d } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import type { Sampler } from 'gan-core/distributions';
import type { Trainer } from 'gan-core/trainer';

/** Two Gaussians on the line, of which the right one comes twice as often. */
export const twoHills = [
  { weight: 1 / 3, mean: -1, deviation: 0.3 },
  { weight: 2 / 3, mean: 1.5, deviation: 0.5 },
] as const;

/** Draws of them, as a Trainer takes data. */
export const twoHillsData: Sampler = {
  shape: [1],
  sample: (count, random) =>
    tensor2d(
      Array.from({ length: count }, () => {
        const { mean, deviation } = twoHills[random.next() < twoHills[0].weight ? 0 : 1];
        return [mean + deviation * random.normal()];
      }),
      [count, 1],
    ),
};

/** A perceptron from the line, or from noise, to the line. */
export function perceptron(inputs: number, activation: 'relu' | 'tanh' = 'relu') {
  return sequential({
    layers: [
      layers.dense({ units: 64, activation, inputShape: [inputs] }),
      layers.dense({ units: 64, activation }),
      layers.dense({ units: 1 }),
    ],
  });
}

/** Numbers that the present generator makes. */
export async function generated(trainer: Trainer, count: number, seed: number): Promise<Float32Array> {
  const samples = await trainer.sample(count, { seed });
  const values = (await samples.data()) as Float32Array;
  samples.dispose();
  return values;
}
