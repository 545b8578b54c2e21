import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ArgumentError, CheckpointError } from 'gan-core';
import {
  decodeCheckpoint,
  describeCheckpoint,
  encodeCheckpoint,
  type JsonValue,
  type StoredTensor,
} from 'gan-core/checkpoints';
import { expect, it, vi } from 'vitest';
import { DIGITS_AT, fileOf, smallContents, smallTensors } from './small-checkpoint';

const bits = ({ values }: StoredTensor) => [
  ...new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
];

it('gives back every bit of what it got', async () => {
  const { step, score, tensors, state } = await decodeCheckpoint(await fileOf(smallContents));
  expect(step).toBe(500);
  expect(score).toBe(0.30000000000000004);
  expect(Object.keys(tensors).sort()).toEqual(Object.keys(smallTensors).sort());
  for (const [name, tensor] of Object.entries(smallTensors)) {
    expect([tensors[name]!.dtype, tensors[name]!.shape]).toEqual([tensor.dtype, tensor.shape]);
    expect(tensors[name]!.values.constructor).toBe(tensor.values.constructor);
    expect(bits(tensors[name]!)).toEqual(bits(tensor));
  }
  expect(state).toEqual(smallContents.state);
  expect((state as { minusZero: number }).minusZero).toBe(-0);
});

it('gives objects without a prototype', async () => {
  const { tensors, state } = await decodeCheckpoint(await fileOf(smallContents));
  const stream = (state as { streams: readonly JsonValue[] }).streams[0];
  for (const each of [tensors, state, stream]) expect(Object.getPrototypeOf(each)).toBeNull();
});

it('writes the same bits of the same contents, and another file of others', async () => {
  const file = await fileOf(smallContents);
  expect(await fileOf({ ...smallContents })).toEqual(file);
  expect(await fileOf({ ...smallContents, step: 501 })).not.toEqual(file);
});

it('leaves a file alone that it reads, and shares no memory with it', async () => {
  const file = await fileOf(smallContents);
  const before = file.slice();
  const read = decodeCheckpoint(file);
  file.fill(0);
  const { tensors } = await read;
  expect(tensors.updates!.values[0]).toBe(-(2 ** 31));
  await decodeCheckpoint(before);
  expect(before).toEqual(await fileOf(smallContents));
});

it('copies the tensors before it returns', async () => {
  const values = new Float32Array([1, 2, 3]);
  const encoding = encodeCheckpoint({
    step: 1,
    tensors: { w: { dtype: 'float32', shape: [3], values } },
    state: null,
  });
  values.fill(Number.NaN);
  const { chunks } = await encoding;
  const { tensors } = await decodeCheckpoint(new Uint8Array(Buffer.concat(chunks)));
  expect([...tensors.w!.values]).toEqual([1, 2, 3]);
});

it('reads a file at any place of a larger array', async () => {
  const file = await fileOf(smallContents);
  for (const offset of [1, 2, 3, 4]) {
    const larger = new Uint8Array(file.length + offset);
    larger.set(file, offset);
    const { tensors } = await decodeCheckpoint(larger.subarray(offset));
    expect(tensors.mask!.values).toEqual(smallTensors.mask!.values);
  }
});

it('has the SHA-256 of the whole file, with its own digits as zeros', async () => {
  const file = await fileOf(smallContents);
  const digits = Buffer.from(file.subarray(DIGITS_AT, DIGITS_AT + 64)).toString();
  const zeroed = file.slice().fill(0x30, DIGITS_AT, DIGITS_AT + 64);
  expect(digits).toBe(createHash('sha256').update(zeroed).digest('hex'));
});

it('tells step and score of the beginning of a file', async () => {
  const file = await fileOf(smallContents);
  const header = 8 + Number(Buffer.from(file).readBigUInt64LE());
  expect(describeCheckpoint(file.subarray(0, header), file.length)).toEqual({
    step: 500,
    score: 0.30000000000000004,
  });
  expect(() => describeCheckpoint(file.subarray(0, header - 1), file.length)).toThrow(CheckpointError);
  expect(() => describeCheckpoint(file.subarray(0, header), file.length + 1)).toThrow(CheckpointError);
});

/** Python's own JSON and struct read it, and PyTorch or NumPy where they are; no package for safetensors. */
const python = process.env.PYTHON ?? '/usr/bin/python3';
const withPython = (() => {
  try {
    execFileSync(python, ['-c', 'import json, struct, hashlib'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(`No Python at ${python}: that it reads a checkpoint isn't tested. Set PYTHON to its path.`);
    return false;
  }
})();

it.skipIf(!withPython)('is read by Python, without a package for it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
  try {
    const path = join(folder, 'small.safetensors');
    writeFileSync(path, await fileOf(smallContents));
    const script = fileURLToPath(new URL('./read_checkpoint.py', import.meta.url));
    const printed = JSON.parse(execFileSync(python, [script, path], { encoding: 'utf8' }));
    console.log(`read by ${printed.reader}`);
    expect(printed.sha256).toBe(true);
    const { sha256, ...metadata } = printed.metadata;
    expect(metadata).toEqual({
      format: 'gan-core/1',
      step: '500',
      score: '0.30000000000000004',
      bytes: String(printed.bytes),
    });
    for (const [name, { dtype, shape, values }] of Object.entries(smallTensors)) {
      expect(printed.tensors[name].shape).toEqual(shape);
      expect(printed.tensors[name].dtype).toBe(dtype);
      expect(printed.tensors[name].values).toEqual(Array.from(values));
    }
    expect(printed.state).toEqual(smallContents.state);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const weights = { dtype: 'float32', shape: [2], values: new Float32Array(2) } as const;

it.each([
  ['a step that is none', { step: -1 }, 'contents.step'],
  ['a score that is none', { score: Number.NaN }, 'contents.score'],
  ['NaN in the state', { state: { a: [1, Number.NaN] } }, 'contents.state.a[1]'],
  ['undefined in the state', { state: { a: undefined } }, 'contents.state.a'],
  ['a date in the state', { state: [new Date(0)] }, 'contents.state[0]'],
  ['half of a character', { state: '\ud800' }, 'contents.state'],
  ['the name __proto__', { state: JSON.parse('{"__proto__":1}') }, 'contents.state'],
  ['a dtype that is none', { tensors: { w: { ...weights, dtype: 'float64' } } }, 'tensors.w.dtype'],
  ['an array of another kind', { tensors: { w: { ...weights, dtype: 'int32' } } }, 'tensors.w.values'],
  ['another shape', { tensors: { w: { ...weights, shape: [3] } } }, 'tensors.w.values'],
  ['a shape that is none', { tensors: { w: { ...weights, shape: [1.5] } } }, 'tensors.w.shape'],
  ['a name with a line break', { tensors: { 'a\nb': weights } }, 'tensors'],
  ['an empty name', { tensors: { '': weights } }, 'tensors'],
  ['the name of the state', { tensors: { 'gan-core/state.json': weights } }, 'contents.tensors'],
  ['an unknown key', { steps: 1 }, 'contents'],
])('refuses %s before any work, by its name', async (_, change, argument) => {
  const contents = { step: 1, tensors: {}, state: null, ...change } as never;
  const error = await encodeCheckpoint(contents).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ArgumentError);
  expect((error as ArgumentError).argument).toBe(argument);
});

it('refuses a state that is in itself', async () => {
  const state: { self?: unknown } = {};
  state.self = state;
  await expect(encodeCheckpoint({ step: 1, tensors: {}, state: state as JsonValue })).rejects.toThrow(
    ArgumentError,
  );
});

it.each([
  ['NaN', { dtype: 'float32', shape: [3], values: new Float32Array([1, 2, Number.NaN]) }],
  ['-Infinity', { dtype: 'float32', shape: [3], values: new Float32Array([1, 2, -Infinity]) }],
  ['2', { dtype: 'bool', shape: [3], values: new Uint8Array([1, 0, 2]) }],
] as const)('stores no %s, and says where it is', async (word, tensor) => {
  const encoding = encodeCheckpoint({ step: 1, tensors: { weights, odd: tensor }, state: null });
  await expect(encoding).rejects.toThrow(`Tensor "odd" holds ${word} at place 2`);
  await expect(encoding).rejects.toBeInstanceOf(CheckpointError);
});

it('is hashed alike by Node’s own module and by WebCrypto, as a page has it', async () => {
  const contents = { step: 1, tensors: { weights }, state: null };
  const { chunks: byNode } = await encodeCheckpoint(contents);
  const without = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
  try {
    expect((await encodeCheckpoint(contents)).chunks).toEqual(byNode);
  } finally {
    without.mockRestore();
  }
});

it('says so where there is no WebCrypto, as in a page without https', async () => {
  vi.stubGlobal('crypto', {});
  const without = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
  try {
    await expect(encodeCheckpoint({ step: 1, tensors: {}, state: null })).rejects.toThrow(/WebCrypto.*https/);
  } finally {
    without.mockRestore();
    vi.unstubAllGlobals();
  }
});

it('refuses more tensors than a header has room for, and too large a state', async () => {
  const names = Array.from({ length: 9000 }, (_, index) => `${'layer/'.repeat(20)}${index}`);
  const many = Object.fromEntries(names.map((name) => [name, weights]));
  await expect(encodeCheckpoint({ step: 1, tensors: many, state: null })).rejects.toThrow(
    /a header has at most 1048576/,
  );
  await expect(encodeCheckpoint({ step: 1, tensors: {}, state: 'a'.repeat(2 ** 26) })).rejects.toThrow(
    /state has 67108866 bytes/,
  );
});
