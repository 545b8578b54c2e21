import { ArgumentError, describeValue } from '../../errors';
import { createRandom, type Random, withSeededMathRandom } from '../../random';
import { createPauses, type Pauses } from '../../scheduling';
import type { TrainableModel } from '../../tfjs';
import { copyWarnings, sidesCopies } from '../samples/copies';
import type { SampleMatrix } from '../samples/samples';
import type { Sides } from '../samples/sides';
import { type HeldOutSplit, splitSamples } from '../samples/split';
import { standardize, standardizeSides } from '../samples/standardization';
import { backendReady } from './backend-ready';
import type { CriticObjective } from './critic-objective';
import type { CheckedCriticTrainingOptions } from './critic-training-options';
import { type CriticInputs, evaluateCritic } from './evaluate-critic';
import { fitGaussianLogRatio } from './fit-gaussian-log-ratio';
import { createPerceptron } from './perceptron';
import { trainCritic } from './train-critic';

/** A critic that was trained, with its values on each part of the samples. */
export interface CriticFit {
  readonly train: Sides<Float64Array>;
  readonly validation: Sides<Float64Array>;
  /** Samples to measure on: nothing in the training looked at them. */
  readonly heldOut: Sides<Float64Array>;
  readonly converged: boolean;
  readonly steps: number;
  /** Warnings about samples that repeat. */
  readonly copyWarnings: readonly string[];
  /** The critic's values on other samples. */
  evaluate(samples: SampleMatrix): Promise<Float64Array>;
  /** Frees the network that a factory made. */
  dispose(): void;
}

/** An objective for which the best critic is known where log p/q is. */
export interface CriticFitObjective extends CriticObjective {
  /** The critic's best value for each log-ratio: where the default critic starts. */
  fromLogRatio(logRatios: Float64Array, pauses: Pauses): Float64Array | Promise<Float64Array>;
}

/** A critic ready to be trained. */
interface PreparedCritic {
  readonly model: TrainableModel;
  inputs(samples: SampleMatrix, pauses: Pauses): Promise<CriticInputs>;
  /** Ends the training, and gives the critic to evaluate. */
  finish(): Promise<Pick<TrainableModel, 'apply'>>;
  dispose(): void;
}

/**
 * Splits the samples, trains the critic that came or the default one, and evaluates it.
 *
 * The default critic is h(r(x)) + perceptron(x) on samples standardized by both sides' mean and deviation: r is log p/q by
 * logistic regression on coordinates and products (exact for Gaussians), fitted by Newton's method in float64, h makes the
 * objective's best critic of it, and the perceptron, which starts at 0, learns what is left.
 *
 * @param role - the critic's name in the signature
 * @param names - of the samples
 * @param samples - of p and q
 * @param critic - a model, a factory, or nothing for the default one
 * @param objective - what to train for
 * @param options - checked
 */
export async function fitCritic(
  role: string,
  names: readonly [string, string],
  samples: Sides<SampleMatrix>,
  critic: TrainableModel | (() => TrainableModel) | undefined,
  objective: CriticFitObjective,
  options: CheckedCriticTrainingOptions,
): Promise<CriticFit> {
  await backendReady();
  const random = createRandom(options.seed);
  const pauses = createPauses(options.signal);
  const copies = await sidesCopies(samples, pauses);
  const p = await splitSamples(names[0], samples.p, options.heldOutFraction, random.fork(), copies.p, pauses);
  const q = await splitSamples(names[1], samples.q, options.heldOutFraction, random.fork(), copies.q, pauses);
  const prepared = critic
    ? prepareCritic(role, critic, random.fork())
    : await prepareDefaultCritic({ p, q }, objective, options, random.fork());
  try {
    const inputs = async (part: 'train' | 'validation' | 'heldOut') => ({
      p: await prepared.inputs(p[part], pauses),
      q: await prepared.inputs(q[part], pauses),
    });
    const [train, validation, heldOut] = [
      await inputs('train'),
      await inputs('validation'),
      await inputs('heldOut'),
    ];
    const settings = { ...options, random: random.fork() };
    const outcome = await trainCritic(role, prepared.model, { train, validation }, objective, settings);
    const trained = await prepared.finish();
    const values = async (side: Sides<CriticInputs>) => ({
      p: checkFinite(role, await evaluateCritic(role, trained, side.p, options.signal)),
      q: checkFinite(role, await evaluateCritic(role, trained, side.q, options.signal)),
    });
    return {
      ...outcome,
      copyWarnings: copyWarnings(copies),
      train: await values(train),
      validation: await values(validation),
      heldOut: await values(heldOut),
      evaluate: async (others) =>
        evaluateCritic(role, trained, await prepared.inputs(others, createPauses())),
      dispose: () => prepared.dispose(),
    };
  } catch (error) {
    prepared.dispose();
    throw error;
  }
}

function checkFinite(role: string, values: Float64Array): Float64Array {
  const wrong = values.find((value) => !Number.isFinite(value));
  if (wrong === undefined) return values;
  throw new ArgumentError(
    role,
    `gives ${wrong} for a sample; expected finite numbers. Scale the samples, or take a smaller learning rate.`,
  );
}

/** A critic of the user's: trained as it is, never disposed of unless a factory made it for us. */
function prepareCritic(
  role: string,
  critic: TrainableModel | (() => TrainableModel),
  random: Random,
): PreparedCritic {
  const model = typeof critic === 'function' ? withSeededMathRandom(random, critic) : critic;
  if (typeof model?.apply !== 'function') {
    throw new ArgumentError(
      role,
      `its function returned ${describeValue(model)}; expected a network, at once, not a promise.`,
    );
  }
  let disposed = false;
  return {
    model,
    inputs: async (samples) => ({ samples, base: undefined }),
    finish: async () => model,
    dispose() {
      if (!disposed && typeof critic === 'function') model.dispose?.();
      disposed = true;
    },
  };
}

async function prepareDefaultCritic(
  { p, q }: Sides<HeldOutSplit>,
  objective: CriticFitObjective,
  { hiddenUnits, signal }: CheckedCriticTrainingOptions,
  random: Random,
): Promise<PreparedCritic> {
  const pauses = createPauses(signal);
  const { standardization, ...train } = await standardizeSides(p.train, q.train, pauses);
  const validation = {
    p: await standardize(standardization, p.validation, pauses),
    q: await standardize(standardization, q.validation, pauses),
  };
  const logRatio = await fitGaussianLogRatio(train, validation, pauses);
  const perceptron = createPerceptron(p.train.dimension, hiddenUnits, random);
  let disposed = false;
  const dispose = () => {
    if (!disposed) perceptron.dispose();
    disposed = true;
  };
  return {
    model: perceptron,
    async inputs(samples, then) {
      const standardized = await standardize(standardization, samples, then);
      return {
        samples: standardized,
        base: await objective.fromLogRatio(await logRatio(standardized, then), then),
      };
    },
    async finish() {
      const frozen = await perceptron.freeze();
      dispose();
      return frozen;
    },
    dispose,
  };
}
