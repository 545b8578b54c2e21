import { tensor, tidy } from '@tensorflow/tfjs-core';
import { createPauses } from '../../scheduling';
import type { TrainableModel } from '../../tfjs';
import type { SampleMatrix } from '../samples/samples';
import { criticOutput } from './critic-model';

/** A critic's inputs for some samples: the samples as it takes them, and values that its own are added to. */
export interface CriticInputs {
  readonly samples: SampleMatrix;
  /** The critic's start for each sample, or nothing. */
  readonly base: Float64Array | undefined;
}

/** Most samples that are evaluated at once: fewer where they are large, so that the event loop isn't held for long. */
const MOST_ROWS = 2048;
const MOST_NUMBERS = 65_536;

/** A critic's values on samples, its base added in float64. */
export async function evaluateCritic(
  role: string,
  model: Pick<TrainableModel, 'apply'>,
  { samples, base }: CriticInputs,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const pauses = createPauses(signal);
  const { values, count, dimension } = samples;
  const outputs = new Float64Array(count);
  const rowsAtOnce = Math.min(Math.max(Math.floor(MOST_NUMBERS / dimension), 32), MOST_ROWS);
  for (let from = 0; from < count; from += rowsAtOnce) {
    if (pauses.due()) await pauses.take();
    const to = Math.min(from + rowsAtOnce, count);
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
