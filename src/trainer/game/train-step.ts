import '#chained-operations';
import '#tfjs-gradients';
import { add, keep, mul, type Scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { StepContext } from '../../penalties';
import { type Random, withSeededMathRandom } from '../../random';
import { minimize, stopGradient } from '../../tfjs';
import { type Batch, tensorsOfBatch } from '../data/training-data';
import type { Role } from '../networks/model';
import { checkScalar } from './check-scalar';
import type { Game } from './game';
import { generateFakes, type RealBatch, stepContext } from './step-context';

/** Results of a step of one network, on the device; the caller disposes of them all. */
export interface NetworkStep {
  /** The network's loss, without terms. */
  readonly loss: Scalar;
  /** The terms that were computed in this step, by name, each without its `every`. */
  readonly terms: Readonly<Record<string, Scalar>>;
}

/** Results of a step of D. */
export interface DiscriminatorStep extends NetworkStep {
  readonly realLogits: Tensor;
  readonly fakeLogits: Tensor;
}

/** Place of a step in the training. */
export interface Moment {
  /** Number of steps that the Trainer took before. */
  readonly step: number;
  /** Number of steps that this network took before: tells which terms are due. */
  readonly count: number;
}

/** The means to take a step: this thread alone, or with others. */
export interface Stepper {
  discriminatorStep(batch: RealBatch): DiscriminatorStep | Promise<DiscriminatorStep>;
  generatorStep(batch: RealBatch): NetworkStep | Promise<NetworkStep>;
}

/** Steps of each network in one step of the Trainer. */
export interface StepsPerStep {
  readonly discriminatorSteps: number;
  readonly generatorSteps: number;
}

/** Results of one step of the Trainer, for the report. */
export interface StepRecord {
  readonly discriminator: DiscriminatorStep[];
  readonly generator: NetworkStep[];
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
      record.discriminator.push(await stepper.discriminatorStep(batch));
    }
    for (let index = 0; index < generatorSteps; index++)
      record.generator.push(await stepper.generatorStep(batch!));
    isWhole = true;
    return record;
  } finally {
    release(batch);
    if (!isWhole) disposeRecord(record);
  }
}

/** Moves D one step towards telling `real` from what G makes now: it measures the divergence a little better. */
export function discriminatorStep(game: Game, batch: RealBatch, moment: Moment): DiscriminatorStep {
  return takeStep((keepForReport) => {
    const generated = generateFakes(game, batch); // outside of the gradient: G gets none
    let result: DiscriminatorStep | undefined;
    const lossWithTerms = () => {
      const context = stepContext(game, batch, generated, moment.step);
      const [real, fake] = [context.realLogits, context.fakeLogits];
      const half = game.loss.discriminator({ real, fake }, context);
      const loss = checkScalar('loss', 'its discriminator half', half);
      const { total, terms } = addTerms(game, 'discriminator', loss, context, moment);
      result = keepForReport({ loss, terms, realLogits: real, fakeLogits: fake });
      return total;
    };
    minimize(lossWithTerms, game.discriminatorWeights, game.discriminatorOptimizer, 'discriminator');
    return result!;
  }, game.random);
}

/** Moves G one step towards what D takes for real. */
export function generatorStep(game: Game, batch: RealBatch, moment: Moment): NetworkStep {
  return takeStep((keepForReport) => {
    let result: NetworkStep | undefined;
    const lossWithTerms = () => {
      const context = stepContext(game, batch, generateFakes(game, batch), moment.step);
      const fake = context.fakeLogits;
      const logits = {
        fake,
        get real() {
          return context.realLogits;
        },
      };
      const loss = checkScalar('loss', 'its generator half', game.loss.generator(logits, context));
      const { total, terms } = addTerms(game, 'generator', loss, context, moment);
      result = keepForReport({ loss, terms });
      return total;
    };
    minimize(lossWithTerms, game.generatorWeights, game.generatorOptimizer, 'generator');
    return result!;
  }, game.random);
}

/** Frees the results of a step. */
export function disposeStep<Step extends NetworkStep>({ terms, ...others }: Step): void {
  for (const tensor of [...Object.values(others), ...Object.values(terms)]) (tensor as Tensor).dispose();
}

/** The loss with those of a network's terms that are due, each times its `every`. */
function addTerms(game: Game, role: Role, loss: Scalar, context: StepContext, { count }: Moment) {
  const terms: Record<string, Scalar> = {};
  let total = loss;
  for (const term of game.terms) {
    const { name, of = 'discriminator', every = 1 } = term;
    if (of !== role || count % every !== 0) continue;
    const value = checkScalar('terms', `'${name}'`, term.compute(context));
    terms[name] = value;
    total = add(total, mul(value, every));
  }
  return { total, terms };
}

/** Runs one step in the game's randomness; what it keeps for the report is freed where it fails. */
function takeStep<Step extends NetworkStep>(
  work: (keepForReport: (step: Step) => Step) => Step,
  random: Random,
): Step {
  const kept: Tensor[] = [];
  const copy = <T extends Tensor>(tensor: T): T => {
    // By reference and beside the tape: what a network, a loss or a term keeps for itself stays the user's.
    const own = keep(stopGradient(tensor));
    kept.push(own);
    return own;
  };
  const keepForReport = (step: Step): Step => {
    const { terms, ...others } = step;
    return { ...mapValues(others as Record<string, Tensor>, copy), terms: mapValues(terms, copy) } as never;
  };
  try {
    let result: Step | undefined;
    withSeededMathRandom(random, () =>
      tidy(() => {
        result = work(keepForReport);
      }),
    );
    return result!;
  } catch (error) {
    for (const tensor of kept) tensor.dispose();
    throw error;
  }
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function disposeRecord({ discriminator, generator }: StepRecord): void {
  for (const step of [...discriminator, ...generator]) disposeStep(step);
}

function release(batch: Batch | undefined): void {
  if (batch?.owned) for (const tensor of tensorsOfBatch(batch)) tensor.dispose();
}
