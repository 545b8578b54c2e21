import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, expectAsOnCpu, flags } from './beside-cpu';

tf.enableProdMode();

let active: ActiveBackend;

beforeAll(async () => {
  active = await useBackend('wasm');
});

afterAll(() => active.restore());

describe('products on wasm, against cpu', () => {
  const sizes = [1, 2, 4, 5, 6, 8, 9, 17];
  it.each(sizes)('%s rows, with every depth and width, in every transpose', async (rows) => {
    for (const depth of [1, 3, 4, 9]) {
      for (const columns of sizes) {
        for (const transposeA of flags) {
          for (const transposeB of flags) {
            await expectAsOnCpu(() =>
              tf.matMul(
                draw(transposeA ? [depth, rows] : [rows, depth]),
                draw(transposeB ? [columns, depth] : [depth, columns], 2),
                transposeA,
                transposeB,
              ),
            );
          }
        }
      }
    }
  });

  it.each(flags)('more depth and width than a block, A transposed: %s', async (transposeA) => {
    for (const transposeB of flags) {
      await expectAsOnCpu(
        () =>
          tf.matMul(
            draw(transposeA ? [1030, 12] : [12, 1030]),
            draw(transposeB ? [133, 1030] : [1030, 133], 2),
            transposeA,
            transposeB,
          ),
        1e-5,
      );
    }
  });

  it.each([
    [
      [2, 4, 3],
      [3, 5],
    ],
    [
      [4, 3],
      [2, 3, 5],
    ],
    [
      [0, 3],
      [3, 4],
    ],
    [
      [2, 0],
      [0, 4],
    ],
    [
      [2, 3],
      [3, 0],
    ],
  ])('batches %o x %o', async (a, b) => {
    await expectAsOnCpu(() => tf.matMul(draw(a), draw(b, 2)));
    const swapped = [...a.slice(0, -2), a.at(-1)!, a.at(-2)!];
    await expectAsOnCpu(() => tf.matMul(draw(swapped), draw(b, 2), true));
  });

  it('batches that are broadcast both ways, where tfjs errs on cpu', async () => {
    await tf.setBackend('wasm');
    const [a, b] = [draw([2, 1, 4, 3]), draw([1, 3, 3, 5], 2)];
    const [wide, high] = [tf.tile(a, [1, 3, 1, 1]), tf.tile(b, [2, 1, 1, 1])];
    expect([...(await tf.matMul(a, b).data())]).toEqual([...(await tf.matMul(wide, high).data())]);
    expect([...(await tf.matMul(b, a, true, true).data())]).toEqual([
      ...(await tf.matMul(high, wide, true, true).data()),
    ]);
  });

  it.each(['linear', 'relu', 'leakyrelu', 'elu', 'relu6', 'sigmoid', 'prelu'] as const)(
    'bias and %s',
    async (activation) => {
      for (const columns of [1, 8, 11]) {
        for (const bias of [undefined, [columns], [1]]) {
          await expectAsOnCpu(() =>
            tf.fused.matMul({
              a: draw([7, 6]) as tf.Tensor2D,
              b: draw([6, columns], 2) as tf.Tensor2D,
              ...(bias && { bias: draw(bias, 3) }),
              ...(activation === 'prelu' && { preluActivationWeights: draw([columns], 4) }),
              activation,
              leakyreluAlpha: 0.3,
            }),
          );
        }
      }
    },
  );
});
