import '#chained-operations';
import '#tfjs-gradients';
import { add, keep, mul, type Scalar, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import type { Sampler } from '../../distributions';
import type { AdversarialLoss } from '../../losses';
import type { Optimizer } from '../../optimizers';
import type { Penalty } from '../../penalties';
import { type Random, withSeededMathRandom } from '../../random';
import type { TrainableModel } from '../../tfjs';
import { minimize, stopGradient } from '../../tfjs';
import type { Batch } from '../data/training-data';
import { applyModel } from '../networks/model';
import { checkFake, checkLogits, checkNoise } from './check-outputs';
import { checkScalar } from './check-scalar';

/** Everything that a step reads and moves. */
export interface Game {
  readonly generator: TrainableModel;
  readonly discriminator: TrainableModel;
  readonly generatorWeights: readonly Variable[];
  readonly discriminatorWeights: readonly Variable[];
  readonly generatorOptimizer: Optimizer;
  readonly discriminatorOptimizer: Optimizer;
  readonly loss: AdversarialLoss;
  readonly penalties: readonly Penalty[];
  readonly latent: Sampler;
  /** Number of samples that D takes together. */
  readonly packing: number;
  readonly random: Random;
}

/** Results of a step of D, on the device; the caller disposes of them all. */
export interface DiscriminatorStep {
  /** D's loss, without penalties. */
  readonly loss: Scalar;
  readonly realLogits: Tensor;
  readonly fakeLogits: Tensor;
  /** The penalties that were computed in this step, by name, each without its `every`. */
  readonly penalties: Readonly<Record<string, Scalar>>;
}

/** The means to take a step: this thread alone, or with others. */
export interface Stepper {
  discriminatorStep(real: Tensor): DiscriminatorStep | Promise<DiscriminatorStep>;
  generatorStep(real: Tensor): Scalar | Promise<Scalar>;
}

/** Steps of each network in one step of the Trainer. */
export interface StepsPerStep {
  readonly discriminatorSteps: number;
  readonly generatorSteps: number;
}

/** Results of one step of the Trainer, for the report. */
export interface StepRecord {
  readonly discriminator: DiscriminatorStep[];
  readonly generator: Scalar[];
}

/**
 * Takes one step of the Trainer: k steps of D, each on a fresh batch, then those of G (Goodfellow et al. 2014, algorithm 1).
 *
 * @returns what the steps leave behind; undefined where the data ended before the last
 */
export async function trainStep(
  { discriminatorSteps, generatorSteps }: StepsPerStep,
  batches: { next(): Promise<Batch | undefined> },
  stepper: Stepper,
): Promise<StepRecord | undefined> {
  const record: StepRecord = { discriminator: [], generator: [] };
  let batch: Batch | undefined;
  let isWhole = false;
  try {
    for (let index = 0; index < discriminatorSteps; index++) {
      release(batch);
      batch = undefined;
      batch = await batches.next();
      if (!batch) return undefined;
      record.discriminator.push(await stepper.discriminatorStep(batch.real));
    }
    for (let index = 0; index < generatorSteps; index++)
      record.generator.push(await stepper.generatorStep(batch!.real));
    isWhole = true;
    return record;
  } finally {
    release(batch);
    if (!isWhole) disposeRecord(record);
  }
}

/**
 * Moves D one step towards telling `real` from what G makes now: it measures the divergence a little better.
 *
 * @param count - how many steps D took before: tells which penalties are due
 */
export function discriminatorStep(game: Game, real: Tensor, count: number): DiscriminatorStep {
  const { loss, random, discriminatorWeights, discriminatorOptimizer } = game;
  const kept: Tensor[] = [];
  const copyForReport = <T extends Tensor>(tensor: T): T => {
    // By reference and beside the tape: what a network, a loss or a penalty keeps for itself stays the user's.
    const own = keep(stopGradient(tensor));
    kept.push(own);
    return own;
  };
  const discriminate = (samples: Tensor) => logitsOf(game, samples);
  let result: DiscriminatorStep | undefined;
  const lossWithPenalties = (fake: Tensor) => {
    const realLogits = discriminate(real);
    const fakeLogits = discriminate(fake);
    const half = loss.discriminator({ real: realLogits, fake: fakeLogits });
    const value = checkScalar('loss', 'its discriminator half', half);
    const due = game.penalties.filter(({ every }) => count % every === 0);
    const penalties = due.map((penalty) => {
      const computed = penalty.compute({ discriminate, real, fake, realLogits, fakeLogits, random });
      return checkScalar('penalties', `'${penalty.name}'`, computed);
    });
    const named = penalties.map((penalty, index) => [due[index]!.name, copyForReport(penalty)] as const);
    result = {
      loss: copyForReport(value),
      realLogits: copyForReport(realLogits),
      fakeLogits: copyForReport(fakeLogits),
      penalties: Object.fromEntries(named),
    };
    return penalties.reduce<Scalar>(
      (sum, penalty, index) => add(sum, mul(penalty, due[index]!.every)),
      value,
    );
  };
  try {
    withSeededMathRandom(random, () =>
      tidy(() => {
        const fake = fakeSamples(game, real); // outside of the gradient: G gets none
        minimize(
          () => lossWithPenalties(fake),
          discriminatorWeights,
          discriminatorOptimizer,
          'discriminator',
        );
      }),
    );
    return result!;
  } catch (error) {
    for (const tensor of kept) tensor.dispose();
    throw error;
  }
}

/** Moves G one step towards what D takes for real; gives its loss, which the caller disposes of. */
export function generatorStep(game: Game, real: Tensor): Scalar {
  const { loss, random, generatorWeights, generatorOptimizer } = game;
  const lossOfGenerator = () => {
    const fake = logitsOf(game, fakeSamples(game, real));
    const half = loss.generator(loss.generatorNeedsReal ? { real: logitsOf(game, real), fake } : { fake });
    return checkScalar('loss', 'its generator half', half);
  };
  return withSeededMathRandom(random, () =>
    tidy(() => {
      const value = minimize(lossOfGenerator, generatorWeights, generatorOptimizer, 'generator');
      return stopGradient(value); // one of its own, as D's
    }),
  );
}

/** Frees what a step of D left behind. */
export function disposeDiscriminatorStep({
  loss,
  realLogits,
  fakeLogits,
  penalties,
}: DiscriminatorStep): void {
  for (const each of [loss, realLogits, fakeLogits, ...Object.values(penalties)]) each.dispose();
}

function disposeRecord({ discriminator, generator }: StepRecord): void {
  for (const step of discriminator) disposeDiscriminatorStep(step);
  for (const loss of generator) loss.dispose();
}

/** Draws as many samples of G as there are real ones, from fresh noise. */
function fakeSamples({ generator, latent, random }: Game, real: Tensor): Tensor {
  const count = real.shape[0]!;
  const noise = latent.sample(count, random);
  checkNoise(noise, [count, ...latent.shape]);
  const fake = applyModel('generator', generator, noise, true);
  checkFake(fake, real);
  return fake;
}

function logitsOf({ discriminator, packing }: Game, samples: Tensor): Tensor {
  const logits = applyModel('discriminator', discriminator, samples, true);
  checkLogits(logits, samples, packing);
  return logits;
}

function release(batch: Batch | undefined): void {
  if (batch?.owned) batch.real.dispose();
}
