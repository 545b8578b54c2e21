import { tensor, tidy } from '@tensorflow/tfjs-core';
import { createPauses } from '../scheduling';
import { type CriticModel, criticOutput } from './critic-model';
import type { SampleMatrix } from './samples';

/** What a critic gets of some samples: the samples as it takes them, and values that its own are added to. */
export interface CriticInputs {
  readonly samples: SampleMatrix;
  /** The critic's start for each sample, or nothing. */
  readonly base: Float64Array | undefined;
}

/** How many samples are evaluated at once. */
const ROWS_PER_EVALUATION = 2048;

/** A critic's values on samples, its base added in float64. */
export async function evaluateCritic(
  role: string,
  model: Pick<CriticModel, 'apply'>,
  { samples, base }: CriticInputs,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const pauses = createPauses(signal);
  const { values, count, dimension } = samples;
  const outputs = new Float64Array(count);
  for (let from = 0; from < count; from += ROWS_PER_EVALUATION) {
    if (pauses.due()) await pauses.take();
    const to = Math.min(from + ROWS_PER_EVALUATION, count);
    const rows = Float32Array.from(values.subarray(from * dimension, to * dimension));
    const output = tidy(() => criticOutput(role, model, tensor(rows, [to - from, dimension]), false));
    try {
      outputs.set(await output.data(), from);
    } finally {
      output.dispose();
    }
  }
  return base ? outputs.map((value, index) => value + base[index]!) : outputs;
}
