import type { SampleMatrix } from '../samples/samples';
import type { EntropicTransportOptions } from './entropic-transport-options';
import { KernelSoftMinima } from './kernel-soft-minima';
import { plainSoftMinima } from './plain-soft-minima';
import type { SoftMinima } from './soft-minima';

/** The soft minima by the compiled kernel where there is memory for it, otherwise in plain loops. */
export function softMinimaOf(
  p: SampleMatrix,
  q: SampleMatrix,
  { order, pauses, memory }: EntropicTransportOptions,
): Promise<SoftMinima> {
  return memory ? KernelSoftMinima.of(memory, p, q, order, pauses) : plainSoftMinima(p, q, order, pauses);
}
