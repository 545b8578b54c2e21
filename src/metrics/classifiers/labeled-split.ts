import type { SampleMatrix } from '../../estimators/parts';

/** Samples of both sides, as many of each: to learn from, and to try it on. */
export interface LabeledSplit {
  readonly train: { readonly real: SampleMatrix; readonly generated: SampleMatrix };
  readonly heldOut: { readonly real: SampleMatrix; readonly generated: SampleMatrix };
}
