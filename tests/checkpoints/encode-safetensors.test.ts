import { ArgumentError } from 'gan-core';
import { encodeSafetensors } from 'gan-core/checkpoints';
import { expect, it } from 'vitest';

const tensor = (values: number[], shape = [values.length]) =>
  ({ dtype: 'float32', shape, values: new Float32Array(values) }) as const;

it('writes what the format says, byte for byte', () => {
  const mask = { dtype: 'bool', shape: [3], values: new Uint8Array([1, 0, 1]) } as const;
  const file = encodeSafetensors({ mask, 'a/ü': tensor([1, -2], [2, 1]) }, { format: 'pt' });
  const header =
    '{"__metadata__":{"format":"pt"},"a/ü":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},' +
    '"mask":{"dtype":"BOOL","shape":[3],"data_offsets":[8,11]}}';
  const text = Buffer.from(header);
  const length = 8 * Math.ceil(text.length / 8);
  const expected = Buffer.alloc(8 + length + 11, ' ');
  expected.writeBigUInt64LE(BigInt(length));
  text.copy(expected, 8);
  expected.writeFloatLE(1, 8 + length);
  expected.writeFloatLE(-2, 12 + length);
  expected.set([1, 0, 1], 16 + length);
  expect(Buffer.from(file).equals(expected)).toBe(true);
});

it('writes no metadata where there is none, and NaN as it is', () => {
  const file = Buffer.from(encodeSafetensors({ w: tensor([Number.NaN]) }));
  expect(file.toString('utf8', 8, 12)).toBe('{"w"');
  expect(file.readFloatLE(file.length - 4)).toBeNaN();
});

it('copies only what an array shows of its buffer', () => {
  const buffer = new Float32Array([9, 1, 2, 9]);
  const file = Buffer.from(
    encodeSafetensors({ w: { dtype: 'float32', shape: [2], values: buffer.subarray(1, 3) } }),
  );
  expect([file.readFloatLE(file.length - 8), file.readFloatLE(file.length - 4)]).toEqual([1, 2]);
});

it.each([
  ['tensors', [null]],
  ['tensors.w', [{ w: null }]],
  ['tensors', [{ __metadata__: tensor([1]) }]],
  ['metadata', [{}, null]],
  ['metadata.a', [{}, { a: 1 }]],
  ['metadata.a', [{}, { a: '\udc00' }]],
])('names %s where it is wrong', (argument, given) => {
  const call = () => encodeSafetensors(...(given as unknown as Parameters<typeof encodeSafetensors>));
  expect(call).toThrow(ArgumentError);
  expect(call).toThrow(new RegExp(`^${argument}:`));
});
