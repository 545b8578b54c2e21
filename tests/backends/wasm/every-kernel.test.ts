import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { installSecondOrderGradients } from 'gan-core/gradients';
import { createRandom } from 'gan-core/random';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elementwise } from '../../support/kernel-cases/elementwise';
import { images } from '../../support/kernel-cases/images';
import { moves } from '../../support/kernel-cases/moves';
import { type Call, type Input, type NextCall, Pick } from '../../support/kernel-cases/pick';
import { reductions } from '../../support/kernel-cases/reductions';
import { windows } from '../../support/kernel-cases/windows';

tf.enableProdMode();

/**
 * Every kernel that cpu and wasm have and that has a gradient, tfjs's or gan-core's, run on both with calls that are drawn at random.
 * Calls in which cpu is wrong are left out; each table says which, and where they are tested.
 */
const kernels: Readonly<Record<string, NextCall>> = {
  ...elementwise,
  ...reductions,
  ...windows,
  ...moves,
  ...images,
};
/** cpu is wrong for most sizes, and hangs for some: simd/resize-gradients.test.ts has the definition in its place. */
const elsewhere = ['ResizeNearestNeighborGrad'];
const calls = 60;

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

const toTensor = ({ shape, dtype, values }: Input) => tf.tensor([...values], [...shape], dtype);

interface Result {
  readonly shape: number[];
  readonly dtype: string;
  readonly values: number[];
}

function run(kernel: string, { inputs, attrs = {} }: Call): Result[] {
  tf.dispose(Array.from({ length: 4 }, () => tf.fill([64, 64], 1e20))); // rubbish in freed memory
  return tf.tidy(() => {
    const tensors = Array.isArray(inputs)
      ? (inputs as Input[]).map(toTensor)
      : Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, toTensor(input as Input)]));
    const result = tf.engine().runKernel(kernel, tensors as tf.NamedTensorMap, attrs as tf.NamedAttrMap);
    return [result as tf.Tensor | tf.Tensor[]].flat().map((tensor) => ({
      shape: tensor.shape,
      dtype: tensor.dtype,
      values: Array.from(tensor.dataSync()),
    }));
  });
}

function expectSame(cpu: Result[], wasm: Result[], call: string): void {
  expect(
    wasm.map(({ shape, dtype }) => ({ shape, dtype })),
    call,
  ).toEqual(cpu.map(({ shape, dtype }) => ({ shape, dtype })));
  for (const [index, { values }] of cpu.entries()) {
    const scale = values.reduce(
      (most, value) => Math.max(most, Number.isFinite(value) ? Math.abs(value) : 0),
      1,
    );
    const wrong = values.flatMap((value, place) => {
      const other = wasm[index]!.values[place]!;
      const isSame = Object.is(value, other) || value === other || Math.abs(value - other) <= 1e-5 * scale;
      return isSame ? [] : [`number ${place} of ${values.length}: cpu ${value}, wasm ${other}`];
    });
    expect(wrong.slice(0, 3), call).toEqual([]);
  }
}

function described({ inputs, attrs }: Call): string {
  const shapes = Object.entries(inputs).map(([name, { shape, dtype }]) => `${name}: ${dtype} [${shape}]`);
  return `${shapes.join(', ')}; ${JSON.stringify(attrs)}`;
}

describe('every kernel with a gradient gives on wasm what it gives on cpu', () => {
  it('is on the list', () => {
    const onWasm = new Set(tf.getKernelsForBackend('wasm').map(({ kernelName }) => kernelName));
    const differentiable = tf
      .getKernelsForBackend('cpu')
      .map(({ kernelName }) => kernelName)
      .filter((name) => onWasm.has(name) && tf.getGradient(name));
    expect([...Object.keys(kernels), ...elsewhere].sort()).toEqual(differentiable.sort());
  });

  it.each(Object.keys(kernels))('%s', async (kernel) => {
    const pick = new Pick(createRandom(1));
    const drawn = Array.from({ length: calls }, () => kernels[kernel]!(pick));
    const results: Result[][][] = [];
    for (const backend of ['cpu', 'wasm']) {
      await tf.setBackend(backend);
      results.push(
        drawn.map((call) => {
          try {
            return run(kernel, call);
          } catch (cause) {
            throw new Error(`${backend}, ${described(call)}: ${(cause as Error).message}`, { cause });
          }
        }),
      );
    }
    for (const [index, call] of drawn.entries()) {
      expectSame(results[0]![index]!, results[1]![index]!, described(call));
    }
  });

  it('sums and products along an axis that is counted from the end', () => {
    const x = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
    expect([...tf.cumsum(x, -1).dataSync()]).toEqual([1, 3, 3, 7, 5, 11, 7, 15]);
    expect([...tf.cumprod(x, -2).dataSync()]).toEqual([1, 2, 3, 8, 5, 6, 35, 48]);
    expect(tf.cumsum(x, -3).arraySync()).toEqual(tf.cumsum(x, 0).arraySync());
  });
});
