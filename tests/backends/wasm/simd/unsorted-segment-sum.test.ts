import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, expectClose, growMemory, valuesOf } from '../kernel-calls';

tf.enableProdMode();

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

/** The kernel, beside sums in float64. */
function expectSums(rows: number, rowShape: number[], segments: number, idShape = [rows]): void {
  const length = rowShape.reduce((product, size) => product * size, 1);
  const x = draw([rows, length], 1);
  // A stride that shares no factor with the number of segments visits them in no order, some often, some perhaps never.
  const ids = Int32Array.from({ length: rows }, (_, row) => (row * row * 7 + 3 * row) % (segments + 1));
  ids[rows - 1] = -1;
  const expected = new Float64Array(segments * length);
  for (const [row, id] of ids.entries()) {
    if (id < 0 || id >= segments) continue;
    for (let at = 0; at < length; at++) expected[id * length + at]! += x[row * length + at]!;
  }
  const { shape, values } = valuesOf(
    'UnsortedSegmentSum',
    { x: tf.tensor(x, [...idShape, ...rowShape]), segmentIds: tf.tensor(ids, idShape, 'int32') },
    { numSegments: segments },
  );
  expect(shape).toEqual([segments, ...rowShape]);
  expectClose(values, expected);
}

describe('sums over segments on wasm, against sums in float64; ids of no segment are left out', () => {
  it.each([1, 3, 4, 16, 21, 70])('rows of %s numbers', (length) => {
    for (const segments of [1, 3, 10]) for (const rows of [1, 5, 64]) expectSums(rows, [length], segments);
  });

  it('rows of several axes, ids of several axes, and rows of one number', () => {
    expectSums(6, [2, 3], 4);
    expectSums(6, [5], 4, [2, 3]);
    expectSums(6, [], 4);
  });

  it('after the memory has grown', () => {
    growMemory();
    expectSums(20, [10], 5);
  });

  it('no rows', () => {
    const inputs = { x: tf.zeros([0, 3]), segmentIds: tf.tensor([], [0], 'int32') };
    const { values } = valuesOf('UnsortedSegmentSum', inputs, { numSegments: 2 });
    expect([...values]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('whole numbers, which the loop serves', () => {
    const inputs = {
      x: tf.tensor([1, 2, 3], [3, 1], 'int32'),
      segmentIds: tf.tensor([1, 0, 1], [3], 'int32'),
    };
    expect([...valuesOf('UnsortedSegmentSum', inputs, { numSegments: 2 }).values]).toEqual([2, 4]);
  });
});
