import {
  mean,
  neg,
  reshape,
  type Scalar,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../../errors';
import { adam } from '../../../optimizers';
import { type Random, withSeededMathRandom } from '../../../random';
import type { Pauses } from '../../../scheduling';
import { minimize } from '../../../tfjs';
import type { SampleMatrix } from '../../samples/samples';
import { meanOfTerms } from '../../statistics/mean-and-variance';

/** Parameters by name, as tensors. */
type TensorParameters = Readonly<Record<string, Tensor>>;

/** Parameters by name, as plain numbers. */
type PlainParameters = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>
>;

/** log p of points, one number each. */
export type LogDensityOfTensors = (points: Tensor, parameters: TensorParameters) => Tensor;

/** Settings of the ascent. */
export interface AscentSettings {
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
}

/** The step size falls from stage to stage: Adam's steps don't shrink by themselves. */
const STAGES = [1, 0.1, 0.01];
/** Steps between two looks at the whole log-likelihood: each look waits for the device. */
const STEPS_A_LOOK = 25;
/** This many looks without a gain end a stage. */
const PATIENCE = 4;
/** A gain below this, relatively, is float32's rounding. */
const SMALLEST_GAIN = 1e-6;
const LOST =
  'The log-likelihood became infinite or not a number; the fit went back to its best parameters. Lower learningRate, or keep log and exp from overflowing.';
/** Most points that are evaluated at once: fewer where they are large, so that the event loop isn't held for long. */
const MOST_ROWS = 4096;
const MOST_NUMBERS = 65_536;

/**
 * Climbs the mean log-likelihood by Adam.
 *
 * @param argument - the samples' name
 * @param samples - what is to be likely
 * @param start - where the parameters start
 * @param logDensity - the user's log p(x; θ)
 * @param settings - steps, batch size and step size
 * @param random - what draws the batches
 * @param pauses - for so long a computation
 * @returns the best parameters that were looked at; converged if the last stage ended by itself
 * @throws ArgumentError if the log-density has a wrong shape, or isn't finite at the start
 */
export async function gradientAscent(
  argument: string,
  samples: SampleMatrix,
  start: PlainParameters,
  logDensity: LogDensityOfTensors,
  { steps, batchSize, learningRate }: AscentSettings,
  random: Random,
  pauses: Pauses,
): Promise<{ values: PlainParameters; converged: boolean; warnings: string[] }> {
  // Not at the top: families that need no gradients come without them.
  await import('#tfjs-gradients');
  let best = { values: start, score: await score(start) };
  if (!Number.isFinite(best.score)) {
    throw new ArgumentError(
      argument,
      `their log-likelihood is ${best.score} at the start; expected a finite number. Start from parameters under which every sample has mass, and keep log and exp from overflowing.`,
    );
  }
  const variables = new Map<string, Variable>();
  const warnings: string[] = [];
  let converged = false;
  let step = 0;
  try {
    for (const [name, { values, shape }] of Object.entries(start)) {
      variables.set(
        name,
        tidy(() => variable(tensor(values, [...shape]))),
      );
    }
    for (const [index, share] of STAGES.entries()) {
      assign(best.values);
      // What a stage that ended early leaves, the next ones may use.
      const last = Math.ceil((steps * (index + 1)) / STAGES.length);
      const optimizer = adam({ learningRate: learningRate * share, beta1: 0.9 });
      try {
        let withoutGain = 0;
        while (step < last && withoutGain < PATIENCE) {
          if (pauses.due()) await pauses.take();
          ascend(optimizer);
          step++;
          if (step % STEPS_A_LOOK !== 0 && step !== last) continue;
          const seen = await look();
          // Adam's moments are lost too: on with the next, smaller step size.
          if (seen === 'lost') break;
          withoutGain = seen === 'gained' ? 0 : withoutGain + 1;
        }
        converged = withoutGain >= PATIENCE;
      } finally {
        optimizer.dispose();
      }
    }
  } finally {
    for (const each of variables.values()) each.dispose();
  }
  if (!converged && step >= steps) {
    warnings.push(`The log-likelihood still rose after ${steps} steps. Raise steps or learningRate.`);
  }
  return { values: best.values, converged, warnings };

  async function score(values: PlainParameters): Promise<number> {
    return meanOfTerms(await evaluate(samples, values, logDensity, pauses));
  }

  /** Keeps the parameters if they are the best so far. */
  async function look(): Promise<'gained' | 'level' | 'lost'> {
    const values = await read(variables);
    const now = await score(values);
    if (!Number.isFinite(now)) {
      if (!warnings.includes(LOST)) warnings.push(LOST);
      return 'lost';
    }
    const gained = now - best.score > SMALLEST_GAIN * (1 + Math.abs(best.score));
    if (now > best.score) best = { values, score: now };
    return gained ? 'gained' : 'level';
  }

  function assign(values: PlainParameters): void {
    tidy(() => {
      for (const [name, each] of variables) each.assign(tensor(values[name]!.values, each.shape));
    });
  }

  function ascend(optimizer: ReturnType<typeof adam>): void {
    const list = [...variables.values()];
    withSeededMathRandom(random, () =>
      tidy(() => {
        const points = batch(samples, batchSize, random);
        const loss = () => neg(mean(logDensity(points, Object.fromEntries(variables)))) as Scalar;
        minimize(loss, list, optimizer, 'logDensity');
      }),
    );
  }
}

/**
 * log p of many points on the tfjs backend.
 *
 * @param points - the points
 * @param values - the parameters
 * @param logDensity - the user's log p(x; θ)
 * @param pauses - taken between batches, if given
 * @returns one number a point
 * @throws ArgumentError if the log-density has a wrong shape
 */
export async function evaluate(
  { values, count, dimension }: SampleMatrix,
  parameters: PlainParameters,
  logDensity: LogDensityOfTensors,
  pauses?: Pauses,
): Promise<Float64Array> {
  const densities = new Float64Array(count);
  const rowsAtOnce = Math.min(Math.max(Math.floor(MOST_NUMBERS / dimension), 32), MOST_ROWS);
  for (let from = 0; from < count; from += rowsAtOnce) {
    if (pauses?.due()) await pauses.take();
    const to = Math.min(from + rowsAtOnce, count);
    const result = tidy(() => {
      const rows = Float32Array.from(values.subarray(from * dimension, to * dimension));
      const tensors = Object.fromEntries(
        Object.entries(parameters).map(([name, each]) => [name, tensor(each.values, [...each.shape])]),
      );
      const density = logDensity(tensor(rows, [to - from, dimension]), tensors);
      return reshape(density, [-1]);
    });
    try {
      densities.set(await result.data(), from);
    } finally {
      result.dispose();
    }
  }
  return densities;
}

async function read(variables: ReadonlyMap<string, Variable>): Promise<PlainParameters> {
  const plain: Record<string, { shape: number[]; values: Float32Array }> = {};
  for (const [name, each] of variables) {
    plain[name] = { shape: [...each.shape], values: Float32Array.from(await each.data()) };
  }
  return plain;
}

/** Some samples as a tensor: all of them where there are no more than a batch holds. */
function batch({ values, count, dimension }: SampleMatrix, size: number, random: Random): Tensor {
  if (count <= size) return tensor(Float32Array.from(values), [count, dimension]);
  const rows = new Float32Array(size * dimension);
  for (let row = 0; row < size; row++) {
    const from = random.integer(count) * dimension;
    rows.set(values.subarray(from, from + dimension), row * dimension);
  }
  return tensor(rows, [size, dimension]);
}
