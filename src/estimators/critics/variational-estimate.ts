import { throwIfAborted } from '../../scheduling';
import type { TrainableModel } from '../../tfjs';
import type { Estimate, EstimateOptions } from '../estimate';
import { readSamplesOfDimension } from '../samples/read-samples-of-dimension';
import { readSamplePair, type Samples } from '../samples/samples';
import { SMALLEST_SPLIT } from '../samples/split';
import { type CriticFitObjective, fitCritic } from './critic-fit';
import { type CriticLimit, limitOf } from './critic-objective';
import {
  type CheckedCriticTrainingOptions,
  type CriticTrainingOptions,
  checkCriticTrainingOptions,
} from './critic-training-options';

/** The settings of a variational bound. */
export interface VariationalOptions extends CriticTrainingOptions {
  /**
   * A network that gives one raw output for each sample, or a function that makes one; it gets the samples as they are,
   * `[batch, dimension]`. It is trained in place, keeps its best weights, and is never disposed of unless a function made
   * it. Default: a network of the estimator's own.
   */
  readonly critic?: TrainableModel | (() => TrainableModel);
}

/** A variational bound with the critic that it rests on. */
export interface VariationalEstimate extends Estimate {
  /** Facts about the trained critic. */
  readonly details: VariationalDetails;
}

/** Details of an estimate by a trained critic. */
export interface VariationalDetails {
  /** The critic's raw outputs at samples. */
  critic(samples: Samples): Promise<Float64Array>;
  /** The same bound on the training samples: how far it lies above the held-out one says how much the critic overfits. */
  readonly trainingValue: number;
  /** Number of training steps taken. */
  readonly steps: number;
  /** Frees a critic that a function made, after which it can't be asked. Else nothing is held. */
  dispose(): void;
}

/** One variational bound. */
export interface VariationalBound extends CriticFitObjective {
  /** Reads the estimate off a critic's values on samples. */
  estimate(
    onP: Float64Array,
    onQ: Float64Array,
    options: Pick<EstimateOptions, 'confidence'>,
  ): Promise<Estimate>;
}

/** Held-out samples a side below which the interval is rough. */
const FEW = 200;

/**
 * Trains a critic for a bound and measures the bound on held-out samples.
 *
 * @param p - samples of p
 * @param q - samples of q
 * @param options - as the caller gave them
 * @param ownKeys - options beside the shared ones
 * @param bound - made once the options are checked
 */
export async function variationalEstimate(
  p: Samples,
  q: Samples,
  options: VariationalOptions,
  bound: VariationalBound,
  ownKeys: readonly string[] = [],
): Promise<VariationalEstimate> {
  const checked: CheckedCriticTrainingOptions = checkCriticTrainingOptions(options, 'critic', ownKeys);
  throwIfAborted(checked.signal);
  const samples = await readSamplePair(['p', 'q'], p, q, SMALLEST_SPLIT, checked.signal);
  const fit = await fitCritic('critic', ['p', 'q'], samples, options.critic, bound, checked);
  const { confidence } = checked;
  const onQ = { count: fit.train.q.length, values: async () => fit.train.q };
  const limit: CriticLimit = await limitOf(bound, onQ);
  const measure = ({ p: onP, q: onQ }: { readonly p: Float64Array; readonly q: Float64Array }) =>
    bound.estimate(onP.map(limit), onQ.map(limit), { confidence });
  const estimate = await measure(fit.heldOut);
  const training = await measure(fit.train);
  return {
    ...estimate,
    converged: fit.converged,
    warnings: [...fit.copyWarnings, ...estimate.warnings, ...trainingWarnings(estimate, training.value, fit)],
    details: {
      critic: async (others) =>
        (await fit.evaluate(await readSamplesOfDimension(others, samples.p.dimension))).map(limit),
      trainingValue: training.value,
      steps: fit.steps,
      dispose: () => fit.dispose(),
    },
  };
}

function trainingWarnings(
  { value, standardError, interval, unit, sampleSizes }: Estimate,
  trainingValue: number,
  fit: { readonly converged: boolean; readonly steps: number },
): string[] {
  const warnings: string[] = [];
  const fewest = Math.min(sampleSizes.p, sampleSizes.q);
  if (fewest < FEW) {
    warnings.push(
      `Only ${fewest} samples of one side were held out: the interval is rough, and the critic had few to learn from. Draw more samples.`,
    );
  }
  if (interval[0] <= 0) {
    warnings.push(
      'The bound is not above 0 beyond its error: p and q are closer than so many samples can show, or the critic cannot see how they differ.',
    );
  }
  if (trainingValue - value > Math.max(0.1 * Math.abs(value), 4 * standardError)) {
    warnings.push(
      `On its training samples the critic reads ${trainingValue.toPrecision(3)}, on held-out ones ${value.toPrecision(3)} ${unit}: it overfits, and the bound may be loose. Draw more samples or take a smaller network.`,
    );
  }
  if (!fit.converged) {
    warnings.push(
      `The training ran out of its ${fit.steps} steps while the bound may still have risen: allow more.`,
    );
  }
  return warnings;
}
