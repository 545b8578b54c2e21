import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { createRandom, type Random } from 'gan-core/distributions';
import { installSecondOrderGradients } from 'gan-core/gradients';
import { afterAll, beforeAll, expect } from 'vitest';

// For the tests NAME-against-cpu: every kernel of wasm that training may touch, tfjs's own and gan-core's, over odd shapes, against
// tfjs's cpu backend. What isn't there, or named here, is where cpu itself is wrong (matMul over crosswise broadcast batches, the
// gradient of 3-D max pooling by windows that aren't cubes) or where both may differ (the sine of 1e20).

/** Before the tests of a file, tfjs without its own checks and wasm with gan-core's kernels and gradients. */
export function onWasmBesideCpu(): void {
  tf.enableProdMode();
  let active: ActiveBackend;
  let restoreGradients: () => void;
  beforeAll(async () => {
    active = await useBackend('wasm');
    restoreGradients = installSecondOrderGradients();
  });
  afterAll(() => {
    restoreGradients();
    active.restore();
  });
}

export interface Input {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly values: (random: Random, index: number) => number;
}
type Case = readonly [name: string, f: (...inputs: never[]) => tf.Tensor, ...inputs: Input[]];

export const normal = (...shape: number[]): Input => ({
  shape,
  dtype: 'float32',
  values: (random) => random.normal(),
});
export const negative = (...shape: number[]): Input => ({
  shape,
  dtype: 'float32',
  values: (random) => -0.1 - random.next() * 3,
});
export const whole = (below: number, ...shape: number[]): Input => ({
  shape,
  dtype: 'int32',
  values: (random) => Math.floor(random.next() * below),
});
export const truth = (...shape: number[]): Input => ({
  shape,
  dtype: 'bool',
  values: (random) => (random.next() < 0.5 ? 0 : 1),
});

export async function expectSame([name, f, ...inputs]: Case): Promise<void> {
  const random = createRandom(1);
  const data = inputs.map(({ shape, values }) =>
    Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, index) => values(random, index)),
  );
  const run = async (backend: string) => {
    await tf.setBackend(backend);
    tf.dispose(Array.from({ length: 4 }, () => tf.fill([64, 64], 1e20))); // rubbish in freed memory
    const result = tf.tidy(() =>
      f(...(inputs.map(({ shape, dtype }, index) => tf.tensor(data[index]!, [...shape], dtype)) as never[])),
    );
    const values = Array.from(result.dataSync());
    result.dispose();
    return { shape: result.shape, dtype: result.dtype, values };
  };
  const [cpu, wasm] = [await run('cpu'), await run('wasm')];
  expect({ shape: wasm.shape, dtype: wasm.dtype }, name).toEqual({ shape: cpu.shape, dtype: cpu.dtype });
  const wrong = cpu.values.flatMap((value, index) => {
    const other = wasm.values[index]!;
    const isSame = value === other || (Number.isNaN(value) && Number.isNaN(other));
    return isSame || Math.abs(value - other) <= 3e-5 * Math.max(1, Math.abs(value))
      ? []
      : [`number ${index}: cpu ${value}, wasm ${other}`];
  });
  expect(wrong.slice(0, 3), name).toEqual([]);
}
