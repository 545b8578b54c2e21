import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectSame, normal, onWasmBesideCpu, truth, whole } from './same-as-cpu';

onWasmBesideCpu();

const shapes = [[3], [2, 3], [2, 3, 4], [1, 2, 3, 2]];

describe('wasm gives what cpu gives', () => {
  it.each(shapes)('places in [%o, …]', async (...shape) => {
    for (const input of [normal(...shape), whole(9, ...shape), truth(...shape)]) {
      const name = `of ${input.dtype} [${shape}]`;
      const mirrored = (mode: 'reflect' | 'symmetric') => (x: tf.Tensor) =>
        tf.mirrorPad(
          x,
          shape.map((n) => (mode === 'reflect' ? [Math.min(1, n - 1), n - 1] : [1, n])) as [number, number][],
          mode,
        );
      if (input.dtype !== 'bool') {
        for (const mode of ['reflect', 'symmetric'] as const)
          await expectSame([`${mode} ${name}`, mirrored(mode), input]);
        await expectSame([
          `steps ${name}`,
          (x: tf.Tensor) =>
            tf.stridedSlice(
              x,
              shape.map(() => 0),
              shape,
              shape.map((_, axis) => (axis % 2) + 1),
            ),
          input,
        ]);
      }
      await expectSame([
        `backwards steps ${name}`,
        (x: tf.Tensor) =>
          tf.stridedSlice(
            x,
            shape.map(() => -1),
            shape.map((n) => -n - 1),
            shape.map((_, axis) => -1 - (axis % 2)),
          ),
        input,
      ]);
      await expectSame([
        `pad ${name}`,
        (x: tf.Tensor) =>
          tf.pad(x, shape.map((_, axis) => [axis % 2, (axis + 1) % 3]) as [number, number][], 1),
        input,
      ]);
      await expectSame([
        `tile ${name}`,
        (x: tf.Tensor) =>
          tf.tile(
            x,
            shape.map((_, axis) => (axis % 3) + 1),
          ),
        input,
      ]);
      await expectSame([`transpose ${name}`, (x: tf.Tensor) => tf.transpose(x), input]);
      await expectSame([
        `slice ${name}`,
        (x: tf.Tensor) =>
          tf.slice(
            x,
            shape.map((n) => (n > 1 ? 1 : 0)),
          ),
        input,
      ]);
      for (const dtype of ['int32', 'bool', 'float32'] as const)
        await expectSame([`cast to ${dtype} ${name}`, (x: tf.Tensor) => tf.cast(x, dtype), input]);
      for (const axis of shape.keys()) {
        await expectSame([`reverse ${axis} ${name}`, (x: tf.Tensor) => tf.reverse(x, axis), input]);
        await expectSame([
          `concat ${axis} ${name}`,
          (a: tf.Tensor, b: tf.Tensor) => tf.concat([a, b, a], axis),
          input,
          input,
        ]);
        await expectSame([
          `stack ${axis} ${name}`,
          (a: tf.Tensor, b: tf.Tensor) => tf.stack([a, b], axis),
          input,
          input,
        ]);
        await expectSame([
          `unstack ${axis} ${name}`,
          (x: tf.Tensor) => tf.concat(tf.unstack(x, axis).map((part) => tf.reshape(part, [-1]))),
          input,
        ]);
        await expectSame([
          `split ${axis} ${name}`,
          (x: tf.Tensor) => tf.concat(tf.split(x, [1, shape[axis]! - 1], axis).reverse(), axis),
          input,
        ]);
        await expectSame([
          `gather ${axis} ${name}`,
          (x: tf.Tensor, i: tf.Tensor) => tf.gather(x, i, axis),
          input,
          whole(shape[axis]!, 2, 2),
        ]);
      }
    }
    await expectSame(['clip', (x: tf.Tensor) => tf.clipByValue(x, 1, 3), whole(9, ...shape)]);
    await expectSame([
      'prelu',
      (x: tf.Tensor, alpha: tf.Tensor) => tf.prelu(x, alpha),
      normal(...shape),
      normal(shape.at(-1)!),
    ]);
  });

  it.each(['resizeBilinear', 'resizeNearestNeighbor'] as const)('%s', async (name) => {
    for (const size of [
      [6, 8],
      [3, 3],
      [1, 1],
      [2, 9],
      [7, 5],
    ] as [number, number][])
      for (const [aligned, halfPixels] of [
        [false, false],
        [true, false],
        [false, true],
      ])
        for (const shape of [
          [1, 5, 4, 2],
          [2, 3, 1, 1],
          [1, 1, 1, 3],
          [2, 7, 6, 3],
        ])
          await expectSame([
            `${name} [${shape}] to ${size}`,
            (x: tf.Tensor4D) => tf.image[name](x, size, aligned, halfPixels),
            normal(...shape),
          ]);
  });
});
