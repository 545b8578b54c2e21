import { Tensor } from '@tensorflow/tfjs-core';
import type { JsonValue } from '../../checkpoints';
import { ArgumentError, describeValue, isPlainObject } from '../../errors';

/** Values of a tree that aren't JSON: they stand beside it, by their paths. */
export type Leaf = Tensor | Int32Array;

/** A tree as JSON, and its tensors by their paths. */
export interface Packed {
  readonly json: JsonValue;
  readonly leaves: Readonly<Record<string, Leaf>>;
}

/** The key of an object that stands for what JSON has no form for. */
const TAG = '$';

/**
 * Writes a tree of plain values, tensors and arrays of int32 as JSON beside its tensors. Numbers keep their bits: JSON has no
 * infinite ones, no NaN and no −0.
 *
 * @param name - what it is, for errors: it may be a user's
 * @throws ArgumentError for what can't be written, by its path
 */
export function pack(name: string, tree: unknown): Packed {
  const leaves: Record<string, Leaf> = {};
  const walk = (value: unknown, path: string): JsonValue => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { [TAG]: 'number', is: numberName(value) };
    // What callbacks keep is plain, and theirs: a tensor among it would be freed with the copies.
    const mayHold = !path.startsWith(`${name}/callbacks/`);
    if (mayHold && (value instanceof Tensor || value instanceof Int32Array)) {
      leaves[path] = value;
      return { [TAG]: 'tensor', is: path };
    }
    if (Array.isArray(value)) return value.map((each, index) => walk(each ?? null, `${path}/${index}`));
    if (ArrayBuffer.isView(value)) return walk(Array.from(value as unknown as ArrayLike<number>), path);
    if (!isPlainObject(value)) {
      const expected = 'plain values: numbers, strings, booleans, null, arrays and objects of them';
      throw new ArgumentError(name, `has ${describeValue(value)} at ${path}; expected ${expected}.`);
    }
    const entries = Object.entries(value).filter(
      ([, each]) => each !== undefined && typeof each !== 'function',
    );
    // A key that would be taken for a tag, or for a prototype, stands as a value.
    const written = entries.map(([key, each]) => [key, walk(each, `${path}/${key}`)] as const);
    if (entries.some(([key]) => key === TAG || key === '__proto__')) return { [TAG]: 'object', is: written };
    return Object.fromEntries(written);
  };
  return { json: walk(tree, name), leaves };
}

/**
 * Reads what `pack` wrote.
 *
 * @param leafAt - gives the tensor of a path
 */
export function unpack(json: JsonValue, leafAt: (path: string) => Leaf): unknown {
  const read = (value: JsonValue): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) return value.map(read);
    const { [TAG]: tag, is } = value;
    if (tag === 'number') return numberOf(is as string);
    if (tag === 'tensor') return leafAt(is as string);
    if (tag === 'object')
      return Object.fromEntries(
        (is as readonly [string, JsonValue][]).map(([key, each]) => [key, read(each)]),
      );
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, read(each)]));
  };
  return read(json);
}

/** Tells what `Array.isArray` does, which doesn't narrow to a readonly array. */
function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function numberName(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function numberOf(name: string): number {
  return {
    NaN: Number.NaN,
    Infinity: Number.POSITIVE_INFINITY,
    '-Infinity': Number.NEGATIVE_INFINITY,
    '-0': -0,
  }[name]!;
}
