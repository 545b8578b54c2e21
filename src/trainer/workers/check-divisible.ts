import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors';

/** Refuses a batch that the threads can't part equally. */
export function checkDivisible(
  real: Tensor,
  { packing, count }: { readonly packing: number; readonly count: number },
): void {
  const threads = count + 1;
  const samples = real.shape[0]!;
  if (samples % (threads * packing) === 0) return;
  const packs = packing === 1 ? '' : ` in packs of ${packing}`;
  throw new ArgumentError(
    'data',
    `gave a batch of ${samples} samples; expected a multiple of ${threads * packing}: this thread and ${threads - 1} of \`workers\` take equal parts${packs}.`,
  );
}
