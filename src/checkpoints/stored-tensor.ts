import { ArgumentError, CheckpointError, describeNumbers, describeValue, refuseUnless } from '../errors';

/** Tensor as a file keeps it: its numbers in rows, its shape and its dtype. */
export interface StoredTensor {
  /** Kind of its numbers. */
  readonly dtype: 'float32' | 'int32' | 'bool' | 'uint8';
  /** Sizes of its axes; empty for a scalar. */
  readonly shape: readonly number[];
  /** Numbers, the last axis fastest: a Float32Array of float32, an Int32Array of int32, else a Uint8Array (bool: 0 and 1). */
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** Name of each dtype in a safetensors file, and the array that holds its numbers. */
export const dtypes = {
  float32: { code: 'F32', array: Float32Array },
  int32: { code: 'I32', array: Int32Array },
  uint8: { code: 'U8', array: Uint8Array },
  bool: { code: 'BOOL', array: Uint8Array },
} as const;

/** Most axes; tfjs knows 6. */
export const MOST_AXES = 32;
/** Most characters of a name. */
const LONGEST_NAME = 500;
/** Names that objects of JavaScript have a meaning for, and the one that safetensors has. */
const RESERVED = ['__proto__', 'constructor', 'prototype', '__metadata__'];

/**
 * Tells what is wrong with a tensor's name: it would break a line, hide something, or mean something else.
 *
 * @param name - the name
 * @returns the fault in words, behind "the name"; undefined where there is none
 */
export function faultOfName(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.length > LONGEST_NAME) return `has more than ${LONGEST_NAME} characters`;
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) return 'has a control character, or half of a surrogate pair';
  return RESERVED.includes(name) ? 'is reserved' : undefined;
}

/** Counts the numbers of a shape; NaN where they are more than 2⁵³. */
export function countOf(shape: readonly number[]): number {
  let count = 1;
  for (const size of shape) count *= size;
  // A 0 among sizes that overflow together isn't believed either.
  const filled = shape.reduce((product, size) => product * Math.max(size, 1), 1);
  return Number.isSafeInteger(filled) ? count : Number.NaN;
}

/**
 * Refuses what isn't a tensor to be stored, before any of it is written.
 *
 * @param argument - its name
 * @param tensor - what came
 * @returns it, read once
 * @throws ArgumentError naming `argument` or a member of it
 */
export function checkStoredTensor(argument: string, tensor: StoredTensor): StoredTensor {
  const isObject = typeof tensor === 'object' && tensor !== null;
  refuseUnless(isObject, argument, tensor, '{ dtype, shape, values }');
  const { dtype, shape, values } = tensor;
  const known = typeof dtype === 'string' && Object.hasOwn(dtypes, dtype);
  refuseUnless(known, `${argument}.dtype`, dtype, "'float32', 'int32', 'bool' or 'uint8'");
  const isShape =
    Array.isArray(shape) &&
    shape.length <= MOST_AXES &&
    shape.every((size) => Number.isSafeInteger(size) && size >= 0);
  if (!isShape) {
    const came = Array.isArray(shape) ? describeNumbers(shape) : describeValue(shape);
    throw new ArgumentError(`${argument}.shape`, `got ${came}; expected up to ${MOST_AXES} whole numbers.`);
  }
  const { array } = dtypes[dtype];
  refuseUnless(values instanceof array, `${argument}.values`, values, `a ${array.name} for ${dtype}`);
  if (values.length !== countOf(shape)) {
    throw new ArgumentError(
      `${argument}.values`,
      `got ${values.length} numbers; expected ${countOf(shape)}, as of the shape ${describeNumbers(shape)}.`,
    );
  }
  return { dtype, shape: [...shape], values };
}

/** Refuses a processor that writes numbers the other way round than files have them. */
export function refuseBigEndian(): void {
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] === 1) return;
  throw new CheckpointError('This processor is big-endian; checkpoints are written and read on others only.');
}
