import * as tf from '@tensorflow/tfjs-core';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { describe, expect, it } from 'vitest';
import { brightened, contrasted, saturated } from '../../src/augmentation/color';
import { cutOut } from '../../src/augmentation/cutout';
import { flipped } from '../../src/augmentation/horizontal-flip';
import { translated } from '../../src/augmentation/translated';
import { describeOnBackends } from '../support/backends';
import { float64, type Pictures, randomPictures } from './pictures';

const shape = [3, 3, 4, 2] as const;
const pictures = randomPictures(shape, 1);
const weights = randomPictures(shape, 2);
const flatWeights = weights.flat(3);

interface Row {
  readonly name: string;
  readonly ours: (x: tf.Tensor4D) => tf.Tensor;
  readonly truth: (x: Pictures) => Pictures;
}

const [shifts, factors] = [
  [0.4, -0.3, 0],
  [1.7, 0, 0.6],
];
const [down, right] = [
  [1, -2, 0],
  [-1, 2, 5],
];
const squares = [
  { top: -1, left: 2 },
  { top: 2, left: -2 },
  { top: 1, left: 3 },
];

const rows: Row[] = [
  { name: 'brightness', ours: (x) => brightened(x, shifts), truth: (x) => float64.brightened(x, shifts) },
  { name: 'saturation', ours: (x) => saturated(x, factors), truth: (x) => float64.saturated(x, factors) },
  { name: 'contrast', ours: (x) => contrasted(x, factors), truth: (x) => float64.contrasted(x, factors) },
  {
    name: 'translation',
    ours: (x) => translated(x, down, right),
    truth: (x) => float64.translated(x, down, right),
  },
  {
    name: 'cutout',
    ours: (x) => cutOut(x, squares, [2, 3]),
    truth: (x) => float64.cutOut(x, squares, [2, 3]),
  },
  { name: 'flip', ours: (x) => flipped(x, [1, 0, 1]), truth: (x) => float64.flipped(x, [1, 0, 1]) },
  {
    name: 'all of them',
    ours: (x) =>
      tf.tidy(() => {
        const color = contrasted(
          saturated(brightened(x, shifts) as tf.Tensor4D, factors) as tf.Tensor4D,
          factors,
        );
        const moved = translated(color as tf.Tensor4D, down, right) as tf.Tensor4D;
        return flipped(cutOut(moved, squares, [2, 3]) as tf.Tensor4D, [1, 0, 1]);
      }),
    truth: (x) => {
      const color = float64.contrasted(float64.saturated(float64.brightened(x, shifts), factors), factors);
      return float64.flipped(
        float64.cutOut(float64.translated(color, down, right), squares, [2, 3]),
        [1, 0, 1],
      );
    },
  },
];

/** D(y) = Σ w·(y + y²/2 + y³/3), one number for all pictures: its gradient is w·(1 + y + y²). */
const discriminator = (y: Pictures) =>
  y.flat(3).reduce((sum, value, index) => {
    const weight = flatWeights[index]!;
    return sum + weight * (value + value ** 2 / 2 + value ** 3 / 3);
  }, 0);

/** Central differences of a function of pictures, in float64. */
function differences(f: (x: Pictures) => number, x: Pictures): number[] {
  const h = 1e-4;
  const moved = (at: number, by: number) => {
    const flat = x.flat(3);
    flat[at]! += by;
    const next = flat.values();
    return f(x.map((a) => a.map((b) => b.map((c) => c.map(() => next.next().value!)))));
  };
  return x.flat(3).map((_, at) => (moved(at, h) - moved(at, -h)) / (2 * h));
}

/** Places of which the gradient of the gradient is compared: each costs 288 calls in float64. */
const somePlaces = [0, 13, 29, 47, 71];

describeOnBackends('augmentations of fixed parameters', () => {
  const discriminate = (y: tf.Tensor) =>
    tf.tidy(() => {
      const cubic = tf.add(y, tf.add(tf.div(tf.square(y), 2), tf.div(tf.mul(y, tf.square(y)), 3)));
      return tf.sum(tf.mul(cubic, tf.tensor4d(weights)));
    });

  describe.each(rows)('$name', ({ ours, truth }) => {
    it('is as written out in float64', async () => {
      const before = tf.memory().numTensors;
      const x = tf.tensor4d(pictures);
      const y = ours(x);
      expect(y.shape).toEqual([...shape]);
      const expected = truth(pictures).flat(3);
      for (const [index, value] of (await y.data()).entries()) expect(value).toBeCloseTo(expected[index]!, 5);
      tf.dispose([x, y]);
      expect(tf.memory().numTensors).toBe(before);
    });

    it('has the gradient of central differences, in tfjs without gan-core’s gradients too', async () => {
      const expected = differences((x) => discriminator(truth(x)), pictures);
      const before = tf.memory().numTensors;
      const x = tf.tensor4d(pictures);
      const gradient = tf.grad((given) => discriminate(ours(given as tf.Tensor4D)))(x);
      for (const [index, value] of (await gradient.data()).entries())
        expect(Math.abs(value - expected[index]!)).toBeLessThan(1e-4 * (1 + Math.abs(expected[index]!)));
      tf.dispose([x, gradient]);
      expect(tf.memory().numTensors).toBe(before);
    });

    it('has the gradient of a gradient, as R1 of D∘T by the samples', async () => {
      const norm = (x: Pictures) =>
        differences((given) => discriminator(truth(given)), x).reduce((sum, value) => sum + value ** 2, 0);
      const before = tf.memory().numTensors;
      const x = tf.tensor4d(pictures);
      const second = withSecondOrderGradients(() =>
        tf.grad((given) => {
          const slope = tf.grad((inner) => discriminate(ours(inner as tf.Tensor4D)))(given);
          return tf.sum(tf.square(slope));
        })(x),
      );
      const values = await second.data();
      const flat = pictures.flat(3);
      for (const at of somePlaces) {
        const moved = (by: number) => {
          const next = flat.map((value, index) => (index === at ? value + by : value)).values();
          return norm(pictures.map((a) => a.map((b) => b.map((c) => c.map(() => next.next().value!)))));
        };
        const expected = (moved(1e-4) - moved(-1e-4)) / 2e-4;
        expect(Math.abs(values[at]! - expected)).toBeLessThan(1e-3 * (1 + Math.abs(expected)));
      }
      tf.dispose([x, second]);
      expect(tf.memory().numTensors).toBe(before);
    });
  });
});
