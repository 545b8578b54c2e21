import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What elementwise operations leave in the unused places of a texel: 3 after `add`, 1 after `exp`, −∞ after `log`. */
const dirt: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  'x + 3': (x) => tf.add(x, 3),
  'exp x': (x) => tf.exp(x),
  'log x² summed': (x) => tf.add(x, tf.log(tf.sum(tf.square(x), -1, true))),
};

/** Products by name; `odd` is the length of the axis that each sums over. */
const products: Readonly<Record<string, (odd: number, dirty: (x: tf.Tensor) => tf.Tensor) => tf.Tensor>> = {
  aᵀb: (odd, dirty) => tf.matMul(dirty(draw([odd, 4])), dirty(draw([odd, 6])), true, false),
  abᵀ: (odd, dirty) => tf.matMul(dirty(draw([4, odd])), dirty(draw([6, odd])), false, true),
  ab: (odd, dirty) => tf.matMul(dirty(draw([4, odd])), dirty(draw([odd, 5]))),
  'a batch of products': (odd, dirty) => tf.matMul(dirty(draw([2, 3, odd])), dirty(draw([2, odd, 5]))),
  'a fused product': (odd, dirty) =>
    tf.fused.matMul({
      a: dirty(draw([4, odd])) as tf.Tensor2D,
      b: dirty(draw([odd, 5])) as tf.Tensor2D,
      bias: draw([5]),
      activation: 'relu',
    }),
  'a 1x1 convolution': (odd, dirty) =>
    tf.conv2d(
      dirty(draw([2, 3, 5, odd])) as tf.Tensor4D,
      dirty(draw([1, 1, odd, 4])) as tf.Tensor4D,
      1,
      'same',
    ),
  'a 3x3 convolution': (odd, dirty) =>
    tf.conv2d(
      dirty(draw([2, 3, 5, odd])) as tf.Tensor4D,
      dirty(draw([3, 3, odd, 4])) as tf.Tensor4D,
      1,
      'same',
    ),
  'a transposed convolution': (odd, dirty) =>
    tf.conv2dTranspose(
      dirty(draw([2, 3, 3, odd])) as tf.Tensor4D,
      dirty(draw([4, 4, 5, odd])) as tf.Tensor4D,
      [2, 6, 6, 5],
      2,
      'same',
    ),
};

const draw = (shape: number[]) => tf.randomNormal(shape, 0, 1, 'float32', 1);

function compute(backend: string, run: () => tf.Tensor): Promise<ArrayLike<number>> {
  tf.setBackend(backend);
  const result = tf.tidy(run);
  return result.data().finally(() => result.dispose());
}

function worstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const largest = Math.max(...Array.from(b, Math.abs));
  return Math.max(...Array.from(a, (value, index) => Math.abs(value - b[index]!))) / largest;
}

describe('products on webgl, of tensors with a dirty last texel', () => {
  let webgl: ActiveBackend;
  let forward: boolean;
  beforeAll(async () => {
    (await useBackend('cpu')).restore();
    webgl = await useBackend('webgl');
    // Else tfjs computes what is as small as this on the CPU.
    forward = tf.env().getBool('WEBGL_CPU_FORWARD');
    tf.env().set('WEBGL_CPU_FORWARD', false);
  });
  afterAll(() => {
    tf.env().set('WEBGL_CPU_FORWARD', forward);
  });

  for (const [name, product] of Object.entries(products)) {
    it.each(Object.keys(dirt))(`${name}, of %s, equals that of cpu`, async (dirty) => {
      for (const odd of [1, 3, 5]) {
        const run = () => product(odd, dirt[dirty]!);
        const [actual, expected] = [await compute('webgl', run), await compute('cpu', run)];
        // webgl's own logarithm and exponential are only right to some 1e-6.
        expect(worstDifference(actual, expected)).toBeLessThan(2e-5);
      }
    });
  }

  it('leaves no tensors behind', async () => {
    const before = tf.memory();
    for (const product of Object.values(products)) await compute('webgl', () => product(3, dirt['exp x']!));
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it("are wrong in plain tfjs: what this backend's replacements are for", async () => {
    webgl.restore();
    const run = () => products.aᵀb!(3, dirt['x + 3']!);
    const [actual, expected] = [await compute('webgl', run), await compute('cpu', run)];
    expect(worstDifference(actual, expected)).toBeGreaterThan(0.1);
    webgl = await useBackend('webgl');
    // As the README says.
    expect(webgl.replacedKernels).toEqual([
      'BatchMatMul',
      '_FusedMatMul',
      'Conv2D',
      'FusedConv2D',
      'Conv2DBackpropInput',
      'Select',
    ]);
  });
});
