import * as tf from '@tensorflow/tfjs-core';
import { styleMixing } from 'gan-core/distributions';
import 'gan-core/losses'; // registers tfjs's gradients
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';

describeOnBackends('styleMixing', () => {
  it.each([
    ['one for all', 1, [1, 1]],
    ['one a sample', [0, 3], [0, 3]],
  ] as const)(
    'gives each layer the latent of its side of the crossover, %s',
    async (_, crossover, points) => {
      const before = tf.memory().numTensors;
      const [first, second] = [
        tf.tensor2d([
          [1, 2],
          [3, 4],
        ]),
        tf.tensor2d([
          [5, 6],
          [7, 8],
        ]),
      ];
      const mixed = styleMixing(first, second, { layers: 3, crossover });
      const [a, b] = [await first.array(), await second.array()];
      expect(await mixed.array()).toEqual(
        points.map((point, sample) => [0, 1, 2].map((layer) => (layer < point ? a : b)[sample])),
      );
      tf.dispose([first, second, mixed]);
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it('passes gradients to the side that each layer took', async () => {
    const latents = [tf.ones([2, 3]), tf.ones([2, 3])];
    const gradients = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(styleMixing(a, b, { layers: 5, crossover: [1, 4] })),
    )(latents);
    const [a, b] = [await gradients[0]!.array(), await gradients[1]!.array()];
    expect(a).toEqual([
      [1, 1, 1],
      [4, 4, 4],
    ]);
    expect(b).toEqual([
      [4, 4, 4],
      [1, 1, 1],
    ]);
    tf.dispose([latents, gradients]);
  });

  it('refuses bad input by name', () => {
    const w = tf.zeros([2, 3]);
    const mix = (options: object, second = w) => styleMixing(w, second, options as never);
    expect(() => mix({ layers: 2, crossover: 3 })).toThrow(/^crossover: got 3; expected at most 2/);
    expect(() => mix({ layers: 2, crossover: [1] })).toThrow(
      /^crossover: got an array of 1; expected one for each of the 2/,
    );
    expect(() => mix({ layers: 2, crossover: 0.5 })).toThrow(/^crossover: got 0.5/);
    expect(() => mix({ layers: 0, crossover: 0 })).toThrow(/^layers: got 0/);
    expect(() => mix({ layers: 2, crossover: 1 }, tf.zeros([2, 4]))).toThrow(/^second: has shape \[2,4\]/);
  });
});
