import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { isGanCoreError, normalLatent, rmsProp, Trainer } from 'gan-core';
import { useBackend } from 'gan-core/backends';
import { r1Penalty } from 'gan-core/penalties';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActiveBackend } from '../../../../src/backends/use-backend';
import { compileSimdKernels, simdKernels } from '../../../../src/backends/wasm/module/simd-kernels';
import { convolutionWorkspace, productWorkspace } from '../../../../src/backends/wasm/module/workspace-sizes';

tf.enableProdMode();

interface Wasm {
  _malloc(bytes: number): number;
  _free(address: number): void;
  HEAPU8: Uint8Array;
}

/** tfjs's module, in whose place of `malloc` and `free` stands one that counts, and that fails when it is told to. */
let wasm: Wasm;
let held = 0;
let untilFailure = Number.POSITIVE_INFINITY;
let active: ActiveBackend;
beforeAll(async () => {
  await tf.setBackend('wasm');
  tf.ones([1]).dispose(); // the first calls of Emscripten's malloc and free put others in their place
  wasm = (tf.backend() as unknown as { wasm: Wasm }).wasm;
  const { _malloc: malloc, _free: free } = wasm;
  wasm._malloc = (bytes) => {
    if (--untilFailure === 0) return 0;
    held++;
    return malloc(bytes);
  };
  wasm._free = (address) => {
    held--;
    free(address);
  };
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

/** What lies at address 0, where a kernel writes that didn't look at what malloc gave. */
const atZero = () => wasm.HEAPU8.slice(0, 4096).join();

const dense = (units: number) => layers.dense({ units });
const image = (filters: number) =>
  layers.conv2dTranspose({ filters, kernelSize: 4, strides: 2, padding: 'same', activation: 'tanh' });
const generator = () =>
  sequential({
    layers: [
      layers.dense({ units: 32, inputShape: [3] }),
      layers.leakyReLU(),
      layers.reshape({ targetShape: [2, 2, 8] }),
      layers.batchNormalization(),
      layers.upSampling2d({ size: [2, 2] }),
      image(1),
    ],
  });
const discriminator = () =>
  sequential({
    layers: [
      layers.conv2d({
        filters: 4,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
        inputShape: [8, 8, 1],
      }),
      layers.averagePooling2d({ poolSize: 2 }),
      layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.layerNormalization(),
      layers.gaussianNoise({ stddev: 0.1 }),
      layers.dropout({ rate: 0.3 }),
      dense(4),
      layers.elu(),
      dense(1),
    ],
  });

describe("where wasm's memory ends", () => {
  it('whichever allocation of a training fails: a BackendError, nothing written, nothing lost', async () => {
    const data = tf.randomNormal([4, 8, 8, 1], 0, 1, 'float32', 1);
    const canary = tf.tensor1d([1, 2, 3]);
    const train = async (failing: number) => {
      untilFailure = Number.POSITIVE_INFINITY;
      const trainer = new Trainer({
        generator,
        discriminator,
        latent: normalLatent(3),
        discriminatorOptimizer: rmsProp({ momentum: 0.5 }),
        penalties: [r1Penalty({ gamma: 1 })],
      });
      await trainer.ready();
      untilFailure = failing;
      const error = await trainer.fit(data, { steps: 1 }).then(
        () => undefined,
        (caught: unknown) => caught,
      );
      const left = untilFailure;
      untilFailure = Number.POSITIVE_INFINITY;
      trainer.dispose();
      return { error, left };
    };
    await train(1e9); // what is kept for good, such as the kernels' tables
    const before = held;
    const zero = atZero();
    const { left } = await train(1e9);
    const allocations = 1e9 - left;
    expect(allocations).toBeGreaterThan(400);
    for (let failing = 1; failing <= allocations; failing += 13) {
      const { error } = await train(failing);
      expect(isGanCoreError(error, 'ERR_BACKEND'), `${failing}: ${error}`).toBe(true);
      expect(held, `allocations held after the ${failing}th failed`).toBe(before);
    }
    expect(atZero()).toBe(zero);
    expect([...(await canary.data())]).toEqual([1, 2, 3]);
    tf.dispose([data, canary]);
  });

  it('what 32 bits can not say is refused, not taken for its lower bits', async () => {
    expect(() => tf.fill([2 ** 30 + 1], 1)).toThrow(/^Backend 'wasm': has no memory for 4295 MB more/);
    // A column of 512 MB, packed eight columns wide, takes 2³² bytes: 0 in 32 bits.
    await compileSimdKernels();
    const kernels = simdKernels(tf.backend() as never)!;
    expect(productWorkspace(kernels, 1, 2 ** 27)).toBe(2 ** 32);
    expect(productWorkspace(kernels, 9, 1000)).toBeGreaterThan(16 * 1000 * 4);
    const info = { filterHeight: 2 ** 12, filterWidth: 2 ** 13, inChannels: 4, outChannels: 1 };
    expect(convolutionWorkspace(kernels, info as never)).toBeGreaterThan(2 ** 32);
  });

  it('restore puts malloc back', async () => {
    const guarded = wasm._malloc;
    active.restore();
    expect(wasm._malloc).not.toBe(guarded);
    expect(Object.hasOwn(tf.backend(), 'makeOutput')).toBe(false);
    active = await useBackend('wasm');
  });
});
