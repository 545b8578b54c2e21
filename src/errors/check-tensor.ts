import { ArgumentError } from './argument-error';
import { describeValue } from './describe-value';

/** The members that all tensors have; this room knows no tfjs. */
interface AnyTensor {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly size: number;
  readonly isDisposed: boolean;
}

/** Requirements on a tensor. */
interface TensorRule {
  /** Wording of the rule, behind "expected". */
  readonly expected: string;
  /** Default: any. */
  readonly dtype?: string;
  /** Default 0. */
  readonly leastRank?: number;
  /** Whether it may have no elements. Default false. */
  readonly mayBeEmpty?: boolean;
}

/**
 * Refuses what isn't a tensor, is another one than the rule says, or was disposed of: tfjs would throw from within, and name
 * nothing.
 *
 * @param argument - its name
 * @param value - what came
 * @param rule - what it must be
 * @throws ArgumentError naming `argument`
 */
export function checkTensor(
  argument: string,
  value: unknown,
  { expected, dtype, leastRank = 0, mayBeEmpty = false }: TensorRule,
): void {
  const fits =
    isTensor(value) &&
    (dtype === undefined || value.dtype === dtype) &&
    value.shape.length >= leastRank &&
    (mayBeEmpty || value.size > 0);
  if (!fits) throw new ArgumentError(argument, `got ${describeValue(value)}; expected ${expected}.`);
  if (value.isDisposed) {
    throw new ArgumentError(
      argument,
      `was disposed of; expected ${expected}, still in use. Dispose of it after its last use.`,
    );
  }
}

/** Whether a value is a tensor, in use or not. tfjs's own `instanceof` takes much else for one. */
export function isTensor(value: unknown): value is AnyTensor {
  if (typeof value !== 'object' || value === null || !('dataId' in value)) return false;
  const { shape, dtype, isDisposed } = value as Partial<AnyTensor>;
  return Array.isArray(shape) && typeof dtype === 'string' && typeof isDisposed === 'boolean';
}
