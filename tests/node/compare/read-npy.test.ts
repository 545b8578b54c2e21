import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readNpy } from '../../../src/node/compare/read-npy';
import { UsageError } from '../../../src/node/usage-error';

// The files are numpy's: tests/references/compare-files.py.
const bytesOf = (name: string) =>
  readFileSync(fileURLToPath(new URL(`./files/${name}.npy`, import.meta.url)));
const read = (name: string) => readNpy(bytesOf(name), `${name}.npy`);

/** 100 i + 10 j + k for each entry of shape (2, 3, 4). */
const counted = [0, 1].flatMap((i) =>
  [0, 1, 2].flatMap((j) => [0, 1, 2, 3].map((k) => 100 * i + 10 * j + k)),
);

describe('readNpy', () => {
  it.each([
    ...['f2', 'f4', 'f8', 'u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'u8', 'i8'],
    ...['big-f4', 'big-i8', 'fortran', 'version-2'],
  ])('reads %s', (name) => {
    const { shape, values } = read(name);
    expect([shape, [...values]]).toEqual([[2, 3, 4], counted]);
  });

  it('keeps bytes as bytes, and what float32 can hold in it', () => {
    expect(read('u1').values).toBeInstanceOf(Uint8Array);
    expect(read('f4').values).toBeInstanceOf(Float32Array);
    expect(read('i4').values).toBeInstanceOf(Float64Array);
  });

  it('takes booleans for 0 and 1', () => {
    expect([...read('bool').values]).toEqual(counted.map((value) => Number(value % 2 === 0)));
  });

  it('reads all kinds of half floats', () => {
    const { POSITIVE_INFINITY, NaN: none } = Number;
    const expected = [0, -0.5, 1.5, 65504, 2 ** -24, -(2 ** -14), POSITIVE_INFINITY, none];
    expect([...read('half').values]).toEqual(expected);
  });

  it('reads from the middle of a larger buffer', () => {
    const bytes = bytesOf('i8');
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect([...readNpy(larger.subarray(3), 'x').values]).toEqual(counted);
  });

  it.each([
    [
      'a cut file',
      bytesOf('f8').subarray(0, 300),
      /^x: ends after 300 bytes; expected 320 for the shape \(2, 3, 4\)\. Copy/,
    ],
    ['text', Buffer.from('1,2,3\n4,5,6\n'), /^x: isn't numpy's format; expected an array of numbers/],
    ['nothing', Buffer.alloc(0), /^x: isn't numpy's format/],
    [
      'complex numbers',
      bytesOf('complex'),
      /^x: has entries of numpy's type '<c8'; expected .*\.astype\('float32'\)/,
    ],
    ['records', bytesOf('fields'), /^x: has entries of numpy's type '\[\('a', '<i4'\), \('b', '<f8'\)\]'/],
    ['a broken header', Buffer.from(bytesOf('f4')).fill(32, 10, 30), /^x: has a header that can't be read/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readNpy(bytes, 'x')).toThrow(message);
    expect(() => readNpy(bytes, 'x')).toThrow(UsageError);
  });
});
