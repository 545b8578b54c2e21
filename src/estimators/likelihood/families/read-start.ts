import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue, isTensor } from '../../../errors';

/** Numbers of any shape: a number, nested arrays, or a tensor, which is read and never disposed of. */
export type ParameterValue = number | readonly number[] | readonly (readonly number[])[] | Tensor;

/** A fitted parameter as plain numbers: nothing to dispose of. */
export interface FittedTensor {
  /** Its shape. */
  readonly shape: readonly number[];
  /** Its values, row by row. */
  readonly values: Float32Array;
}

/**
 * Reads the values that a fit starts from.
 *
 * @param start - what came, or what the function gave that came
 * @returns the values by name
 * @throws ArgumentError naming `parameters`
 */
export async function readStart(start: unknown): Promise<Record<string, FittedTensor>> {
  if (!isRecord(start)) {
    throw new ArgumentError(
      'parameters',
      `gave ${describeValue(start)}; expected the starting values by name, at once.`,
    );
  }
  const read: Record<string, FittedTensor> = {};
  for (const [name, value] of Object.entries(start)) {
    const given = isTensor(value) ? (value as unknown as Tensor) : undefined;
    const isNumbers = given && !given.isDisposed && !['string', 'complex64'].includes(given.dtype);
    if (given ? !isNumbers : !isNested(value)) {
      throw new ArgumentError(
        'parameters',
        `'${name}' is ${describeValue(value)}; expected a finite number, nested arrays of them, or a tensor in use.`,
      );
    }
    const source = given ?? tensorOf(name, value as number | number[] | number[][]);
    try {
      read[name] = { shape: [...source.shape], values: Float32Array.from(await source.data()) };
    } finally {
      if (!given) source.dispose();
    }
    if (!read[name].values.every(Number.isFinite)) {
      throw new ArgumentError('parameters', `'${name}' isn't finite; expected finite numbers to start from.`);
    }
  }
  return read;
}

/** tfjs's tensors have no more. */
const MOST_AXES = 6;

/** Whether it is a number, or arrays of numbers, holes counting as none: tfjs takes true for 1, and '3' for a string. */
function isNested(value: unknown, axes = MOST_AXES): boolean {
  if (!Array.isArray(value)) return typeof value === 'number';
  return axes > 0 && Array.from(value).every((entry) => isNested(entry, axes - 1));
}

/** tfjs takes rows of several lengths, and fails when the values are used. */
function tensorOf(name: string, value: number | number[] | number[][]): Tensor {
  if (shapeOf(value) !== undefined) return tensor(value);
  const problem = `'${name}' is ${describeValue(value)} whose rows differ; expected rows of one length.`;
  throw new ArgumentError('parameters', problem);
}

/** The sizes of nested arrays, in words; undefined where they differ. */
function shapeOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return '';
  const shapes = new Set(value.map(shapeOf));
  if (shapes.size > 1 || shapes.has(undefined)) return undefined;
  return `${value.length},${[...shapes][0] ?? ''}`;
}

function isRecord(value: unknown): value is Record<string, ParameterValue> {
  return typeof value === 'object' && value !== null && !('then' in value);
}
