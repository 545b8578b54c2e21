import { describe, expect, it } from 'vitest';
import { describeValue } from '../../src/errors';

describe('describeValue', () => {
  it.each([
    [Float32Array.of(1, 2, 3), 'a Float32Array of 3 numbers'],
    [new Uint8Array(1), 'a Uint8Array of 1 number'],
    [Buffer.from('four'), 'a Uint8Array of 4 numbers'],
    [new Int32Array(0), 'an Int32Array of 0 numbers'],
    [new BigInt64Array(2), 'a BigInt64Array of 2 numbers'],
    [new DataView(new ArrayBuffer(4)), 'an instance of DataView'],
    [[1, 2], 'an array of 2'],
    [{ 0: 1, 1: 2 }, 'an object with 0, 1'],
  ])('says what %o is', (value, words) => {
    expect(describeValue(value)).toBe(words);
  });
});
