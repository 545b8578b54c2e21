import { describe, expect, it } from 'vitest';
import { describeValue } from '../../src/errors';

describe('describeValue', () => {
  it.each([
    [Float32Array.of(1, 2, 3), 'Float32Array of 12 bytes'],
    [new Uint8Array(1), 'Uint8Array of 1 bytes'],
    [Buffer.from('four'), 'Buffer of 4 bytes'],
    [new Int32Array(0), 'Int32Array of 0 bytes'],
    [new BigInt64Array(2), 'BigInt64Array of 16 bytes'],
    [new DataView(new ArrayBuffer(4)), 'DataView of 4 bytes'],
    [[1, 2], 'an array of 2'],
    [{ 0: 1, 1: 2 }, 'an object with 0, 1'],
  ])('says what %o is', (value, words) => {
    expect(describeValue(value)).toBe(words);
  });
});
