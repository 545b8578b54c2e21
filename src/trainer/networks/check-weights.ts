import { cast, mul, stack, sum, tidy, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, isGanCoreError } from '../../errors';
import { type Role, roles } from './model';

/** Refuses weights that were disposed of. */
export function checkNotDisposed(role: Role, weights: readonly Variable[]): void {
  if (!weights.some(({ isDisposed }) => isDisposed)) return;
  const mend = 'make the model anew, and a new Trainer for it';
  throw new ArgumentError(role, `has weights that were disposed of; expected them to be kept: ${mend}.`);
}

/** Refuses weights that are NaN or infinite. */
export async function checkFinite(role: Role, weights: readonly Variable[]): Promise<void> {
  // 0 times NaN or Infinity is NaN, and nothing finite overflows on the way.
  const total = tidy(() => sum(stack(weights.map((weight) => sum(mul(cast(weight, 'float32'), 0))))));
  const [value] = await total.data();
  total.dispose();
  if (value === 0) return;
  throw new ArgumentError(
    role,
    'has weights that are NaN or infinite before the first step; expected finite ones: look at what set them.',
  );
}

/** What is to be told in place of an error from within tfjs, where weights were disposed of. */
export function explainDisposedWeights(
  error: unknown,
  networks: Readonly<Record<Role, readonly Variable[]>>,
): unknown {
  const role = roles.find((each) => networks[each].some(({ isDisposed }) => isDisposed));
  if (role === undefined || isGanCoreError(error)) return error;
  const problem = 'has weights that were disposed of; expected them to be kept while it is trained';
  return new ArgumentError(role, `${problem}.`, { cause: error });
}
