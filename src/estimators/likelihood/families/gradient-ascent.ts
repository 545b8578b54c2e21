import {
  mean,
  neg,
  type Scalar,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { minimize } from '../../../descent';
import { ArgumentError } from '../../../errors';
import { adam } from '../../../optimizers';
import { type Random, withSeededMathRandom } from '../../../random';
import type { Pauses } from '../../../scheduling';
import type { SampleMatrix } from '../../samples/samples';
import { meanOfTerms } from '../../statistics/mean-and-variance';
import { evaluateLogDensity, type LogDensityOfTensors, type PlainParameters } from './evaluate-log-density';

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
  const score = async (values: PlainParameters) =>
    meanOfTerms(await evaluateLogDensity(samples, values, logDensity, pauses));
  let best = { values: start, score: await score(start) };
  refuseStart(argument, best.score);
  const variables = variablesOf(start);
  const ascend = (optimizer: Optimizer) =>
    ascentStep(variables, samples, batchSize, logDensity, optimizer, random);
  let lost = false;
  /** Keeps the parameters if they are the best so far. */
  const look = async (): Promise<Look> => {
    const values = await read(variables);
    const now = await score(values);
    lost ||= !Number.isFinite(now);
    if (!Number.isFinite(now)) return 'lost';
    const gained = now - best.score > SMALLEST_GAIN * (1 + Math.abs(best.score));
    if (now > best.score) best = { values, score: now };
    return gained ? 'gained' : 'level';
  };
  let stage = { step: 0, converged: false };
  try {
    for (const [index, share] of STAGES.entries()) {
      assign(variables, best.values);
      // What a stage that ended early leaves, the next ones may use.
      const last = Math.ceil((steps * (index + 1)) / STAGES.length);
      stage = await climbStage(stage.step, last, learningRate * share, ascend, look, pauses);
    }
  } finally {
    for (const each of variables.values()) each.dispose();
  }
  const { step, converged } = stage;
  const warnings = lost ? [LOST] : [];
  if (!converged && step >= steps) {
    warnings.push(`The log-likelihood still rose after ${steps} steps. Raise steps or learningRate.`);
  }
  return { values: best.values, converged, warnings };
}

type Optimizer = ReturnType<typeof adam>;

/** Result of a look at the whole log-likelihood. */
type Look = 'gained' | 'level' | 'lost';

/** Ascends up to the step `last`, or until looks show no gain: then it has converged. */
async function climbStage(
  from: number,
  last: number,
  learningRate: number,
  ascend: (optimizer: Optimizer) => void,
  look: () => Promise<Look>,
  pauses: Pauses,
): Promise<{ step: number; converged: boolean }> {
  const optimizer = adam({ learningRate, beta1: 0.9 });
  let step = from;
  let withoutGain = 0;
  try {
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
  } finally {
    optimizer.dispose();
  }
  return { step, converged: withoutGain >= PATIENCE };
}

/** A step of Adam on a batch. */
function ascentStep(
  variables: ReadonlyMap<string, Variable>,
  samples: SampleMatrix,
  batchSize: number,
  logDensity: LogDensityOfTensors,
  optimizer: Optimizer,
  random: Random,
): void {
  const list = [...variables.values()];
  withSeededMathRandom(random, () =>
    tidy(() => {
      const points = batch(samples, batchSize, random);
      const loss = () => neg(mean(logDensity(points, Object.fromEntries(variables)))) as Scalar;
      minimize(loss, list, optimizer, 'logDensity');
    }),
  );
}

function refuseStart(argument: string, score: number): void {
  if (Number.isFinite(score)) return;
  throw new ArgumentError(
    argument,
    `their log-likelihood is ${score} at the start; expected a finite number. Start from parameters under which every sample has mass, and keep log and exp from overflowing.`,
  );
}

function variablesOf(parameters: PlainParameters): ReadonlyMap<string, Variable> {
  return new Map(
    Object.entries(parameters).map(([name, { values, shape }]) => [
      name,
      tidy(() => variable(tensor(values, [...shape]))),
    ]),
  );
}

function assign(variables: ReadonlyMap<string, Variable>, parameters: PlainParameters): void {
  tidy(() => {
    for (const [name, each] of variables) each.assign(tensor(parameters[name]!.values, each.shape));
  });
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
