import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, valuesOn } from '../simd/beside-cpu';

tf.enableProdMode();

let active: ActiveBackend;

beforeAll(async () => {
  active = await useBackend('wasm');
});

afterAll(() => active.restore());

describe('the kernels on wasm', () => {
  const network = () => {
    const x = draw([4, 9, 9, 3]) as tf.Tensor4D;
    const hidden = tf.tanh(tf.conv2d(x, draw([4, 4, 3, 10], 2) as tf.Tensor4D, 2, 'same'));
    return tf.matMul(tf.reshape(hidden, [4, -1]), draw([250, 6], 3));
  };

  it('give the same numbers each time', async () => {
    const [, first] = await valuesOn('wasm', network);
    const [, second] = await valuesOn('wasm', network);
    expect(second).toEqual(first);
  });

  it('stay right when the memory grows, between them and within', async () => {
    await tf.setBackend('wasm');
    const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
    const [, before] = await valuesOn('wasm', network);
    const size = wasm.HEAPU8.length;
    const large = tf.zeros([size / 4]);
    expect(wasm.HEAPU8.length).toBeGreaterThan(size);
    const [, after] = await valuesOn('wasm', network);
    expect(after).toEqual(before);
    // A right operand so large that packing it makes the memory grow once more.
    const b = tf.ones([2048, 4 * Math.ceil(wasm.HEAPU8.length / 2048 / 16)]);
    const grown = wasm.HEAPU8.length;
    const product = tf.matMul(tf.ones([1, 2048]), b);
    expect(wasm.HEAPU8.length).toBeGreaterThan(grown);
    expect((await product.data()).every((value) => value === 2048)).toBe(true);
    tf.dispose([large, b, product]);
  });

  it('free all that they take', async () => {
    await tf.setBackend('wasm');
    const backend = tf.backend() as unknown as { numDataIds(): number };
    const before = [tf.memory().numTensors, backend.numDataIds()];
    for (let round = 0; round < 3; round++) tf.tidy(() => void network());
    expect([tf.memory().numTensors, backend.numDataIds()]).toEqual(before);
  });

  it('a clone shares its data and outlives what it was made of', async () => {
    await tf.setBackend('wasm');
    const variable = tf.variable(draw([3]));
    const before = [...(await variable.data())];
    const clone = tf.clone(variable);
    expect(clone.dataId).toBe(variable.dataId);
    variable.assign(tf.ones([3]));
    expect([...(await clone.data())]).toEqual(before);
    variable.dispose();
    expect([...(await clone.data())]).toEqual(before);
    clone.dispose();
  });
});
