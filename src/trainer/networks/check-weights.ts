import type { Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, isGanCoreError } from '../../errors';
import { areFinite } from '../../tfjs';

/** Weights of the networks, by their names. */
type Networks = Readonly<Record<string, readonly Variable[]>>;

const DISPOSED =
  'has weights that were disposed of; expected them to be kept: make the model anew, and a new Trainer for it.';

/** Refuses weights that were disposed of. */
export function checkNotDisposed(networks: Networks): void {
  const role = disposedOf(networks);
  if (role) throw new ArgumentError(role, DISPOSED);
}

/** Refuses weights that are NaN or infinite. */
export async function checkFinite(role: string, weights: readonly Variable[]): Promise<void> {
  if (await areFinite(weights)) return;
  throw new ArgumentError(
    role,
    'has weights that are NaN or infinite before the first step; expected finite ones: look at what set them.',
  );
}

/** Gives the error to report in place of one from within tfjs, where weights were disposed of. */
export function explainDisposedWeights(error: unknown, networks: Networks): unknown {
  const role = disposedOf(networks);
  return role && !isGanCoreError(error) ? new ArgumentError(role, DISPOSED, { cause: error }) : error;
}

function disposedOf(networks: Networks): string | undefined {
  return Object.keys(networks).find((role) => networks[role]!.some(({ isDisposed }) => isDisposed));
}
