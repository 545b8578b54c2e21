import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { digitClassifier } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { digitsByDefinition } from './digits-by-definition';

/** A slanted stroke of ink, from −1 to 1. */
function stroke(slant: number): number[] {
  const ink = (row: number, column: number) => Math.exp(-((column - 13 - slant * (13 - row)) ** 2) / 4);
  return Array.from({ length: 28 * 28 }, (_, at) => {
    const [row, column] = [Math.floor(at / 28), at % 28];
    return row < 5 || row > 22 ? -1 : 2 * ink(row, column) - 1;
  });
}

describe.each(['cpu', 'wasm', 'webgl', 'webgpu'] as const)('digitClassifier on %s', (name) => {
  it('gives the features and logits of float64', async () => {
    const backend = await useBackend(name);
    // Else tfjs computes what is small on the CPU, and the backend isn't tested.
    if (name === 'webgl') tf.env().set('WEBGL_CPU_FORWARD', false);
    if (name === 'webgpu') tf.env().set('WEBGPU_CPU_FORWARD', false);
    try {
      const strokes = [stroke(0), stroke(0.3), stroke(-0.4)];
      const images = tf.tensor4d(strokes.flat(), [3, 28, 28, 1]);
      const digits = digitClassifier();
      const asked = [digits.features(images), digits.logits(images), digits.modes(images)] as const;
      const [features, logits, modes] = await Promise.all(asked.map((tensor) => tensor.data()));
      const expected = strokes.map(digitsByDefinition);
      for (const [actual, wanted] of [
        [features!, expected.flatMap((each) => each.features)],
        [logits!, expected.flatMap((each) => each.logits)],
      ] as const)
        for (const [index, value] of wanted.entries())
          expect(Math.abs(actual[index]! - value)).toBeLessThan(2e-5 * (1 + Math.abs(value)));
      expect([...modes!]).toEqual(expected.map((each) => each.logits.indexOf(Math.max(...each.logits))));
      tf.dispose([images, ...asked]);
    } finally {
      backend.restore();
    }
  });
});
