import '#chained-operations';
import '#tfjs-gradients';
import { add, mul, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { minimize } from '../../descent';
import type { StepContext } from '../../penalties';
import type { Condition } from '../../tfjs';
import type { Batch, RealBatch } from '../data/batch';
import { applyModel, type Outputs, type Role } from '../networks/model';
import { checkFake, checkLogits, checkNoise } from './check-outputs';
import { checkScalar } from './check-scalar';
import type { DiscriminatorStep, Game, Moment, NetworkStep, StepRecord, StepsPerStep } from './game';
import { packsOf } from './packs-of';
import { type KeepCopy, takeStep } from './take-step';

/**
 * Takes one step of the Trainer: k steps of D, each on a fresh batch, then those of G (Goodfellow et al. 2014, algorithm 1).
 *
 * @param next - gives the place of a network's next step
 * @returns what the steps leave behind; undefined where the data ended before the last
 */
export async function trainStep(
  game: Game,
  { discriminatorSteps, generatorSteps }: StepsPerStep,
  batches: { next(): Promise<Batch | undefined> },
  next: (role: Role) => Moment,
): Promise<StepRecord | undefined> {
  const record: StepRecord = { discriminator: [], generator: [] };
  let batch: Batch | undefined;
  let isWhole = false;
  try {
    for (let index = 0; index < discriminatorSteps; index++) {
      batch?.release();
      batch = undefined;
      batch = await batches.next();
      if (!batch) return undefined;
      record.discriminator.push(discriminatorStep(game, batch, next('discriminator')));
    }
    for (let index = 0; index < generatorSteps; index++)
      record.generator.push(generatorStep(game, batch!, next('generator')));
    isWhole = true;
    return record;
  } finally {
    batch?.release();
    if (!isWhole) disposeRecord(record);
  }
}

/** Moves D one step towards telling `real` from what G makes now: it measures the divergence a little better. */
function discriminatorStep(game: Game, batch: RealBatch, moment: Moment): DiscriminatorStep {
  return takeStep((keepCopy) => {
    const generated = generateFakes(game, batch); // outside of the gradient: G gets none
    let result: DiscriminatorStep | undefined;
    const lossWithTerms = () => {
      const context = stepContext(game, batch, generated, moment.step);
      const [real, fake] = [context.realLogits, context.fakeLogits];
      const half = game.loss.discriminator({ real, fake }, context);
      const loss = checkScalar('loss', 'its discriminator half', half);
      const { total, terms } = addTerms(game, 'discriminator', loss, context, moment);
      result = keepResults({ loss, terms, realLogits: real, fakeLogits: fake }, keepCopy);
      return total;
    };
    minimize(lossWithTerms, game.discriminatorWeights, game.discriminatorOptimizer, 'discriminator');
    return result!;
  }, game.random);
}

/** Moves G one step towards what D takes for real. */
function generatorStep(game: Game, batch: RealBatch, moment: Moment): NetworkStep {
  return takeStep((keepCopy) => {
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
      result = keepResults({ loss, terms }, keepCopy);
      return total;
    };
    minimize(lossWithTerms, game.generatorWeights, game.generatorOptimizer, 'generator');
    return result!;
  }, game.random);
}

/** Samples of G, with the noise that they were made from. */
interface Generated {
  readonly latent: Tensor | undefined;
  readonly outputs: Outputs;
}

/** Draws as many samples of G as there are real ones, from fresh noise, under their condition. */
function generateFakes(game: Game, { real, condition }: RealBatch): Generated {
  const latent = drawNoise(game, real.shape[0]!);
  const outputs = applyModel('generator', game.generator, latent, condition, true);
  checkFake(outputs[0], real);
  return { latent, outputs };
}

/** Noise for as many samples; undefined in a game without noise. */
function drawNoise({ latent, random }: Pick<Game, 'latent' | 'random'>, count: number): Tensor | undefined {
  if (!latent) return undefined;
  const noise = latent.sample(count, random);
  checkNoise(noise, [count, ...latent.shape]);
  return noise;
}

/**
 * All that a step has at hand for its loss and its terms. D runs on the real and on the generated batch when its outputs are first
 * read, once each.
 */
function stepContext(game: Game, batch: RealBatch, generated: Generated, step: number): StepContext {
  const { real, condition } = batch;
  const { latent, outputs } = generated;
  const fake = outputs[0];
  const outputsOf = (samples: Tensor, of: Condition | undefined = condition): Outputs => {
    const all = applyModel('discriminator', game.discriminator, samples, of, true);
    checkLogits(all[0], samples, game.packing);
    return all;
  };
  const onReal = once(() => outputsOf(real));
  const onFake = once(() => outputsOf(fake));
  return {
    get packs() {
      return packsOf(this, game.packing);
    },
    step,
    random: game.random,
    real,
    condition,
    latent,
    fake,
    generated: outputs,
    get realOutputs() {
      return onReal();
    },
    get fakeOutputs() {
      return onFake();
    },
    get realLogits() {
      return onReal()[0];
    },
    get fakeLogits() {
      return onFake()[0];
    },
    discriminate: (samples) => outputsOf(samples)[0],
    outputsOf,
    generate: (noise = drawNoise(game, real.shape[0]!), of = condition) =>
      applyModel('generator', game.generator, noise, of, true),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
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

/** Copies of a step's results, for the report. */
function keepResults<Step extends NetworkStep>({ terms, ...others }: Step, keepCopy: KeepCopy): Step {
  return {
    ...mapValues(others as Record<string, Tensor>, keepCopy),
    terms: mapValues(terms, keepCopy),
  } as never;
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function disposeRecord({ discriminator, generator }: StepRecord): void {
  for (const { terms, ...others } of [...discriminator, ...generator])
    for (const tensor of [...Object.values(others), ...Object.values(terms)]) tensor.dispose();
}
