import { slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Sampler } from '../../distributions';
import { ArgumentError, describeValue, isFunction, isGanCoreError } from '../../errors';
import type { AdversarialLoss } from '../../losses';
import { type Random, withSeededMathRandom } from '../../random';
import type { TrainableModel } from '../../tfjs';
import { checkBatch } from '../data/check-batch';
import { applyModel, severalInputs } from '../networks/model';
import { refuseSingleValues } from '../networks/normalization-layers';
import { refuseEmptyLayers, refuseEmptyOperations } from '../networks/refuse-empty-layers';
import { explainMissingKernel } from '../recovery/explain-missing-kernel';
import { checkFake, checkLogits, checkNoise } from './check-outputs';
import { checkScalar } from './check-scalar';

/** Game whose shapes are checked before the first step. */
export interface UncheckedGame {
  readonly generator: TrainableModel;
  readonly discriminator: TrainableModel;
  readonly loss: AdversarialLoss;
  readonly latent: Sampler;
  /** Number of samples that the discriminator takes together. */
  readonly packing: number;
  /** Number of threads that share each batch. */
  readonly threads: number;
}

/**
 * Runs the networks and both losses on a few samples, without training, and checks every shape on the way: noise, samples,
 * logits, losses.
 *
 * @returns the shape of one sample
 */
export function checkShapes(game: UncheckedGame, real: Tensor, random: Random): readonly number[] {
  const { packing, threads } = game;
  checkReading(game.loss);
  checkBatch(real);
  if (real.shape[0]! % packing !== 0) {
    throw new ArgumentError(
      'packing',
      `got ${packing} with a batch of ${real.shape[0]} samples; expected a divisor of it.`,
    );
  }
  refuseEmptyLayers('generator', game.generator);
  refuseEmptyLayers('discriminator', game.discriminator);
  const runOnce = () =>
    tidy(() => {
      const share = Math.max(packing, Math.floor(real.shape[0]! / threads));
      const count = Math.min(2 * packing, share);
      const samples = slice(real, 0, count);
      const fake = fakeSamples(game, samples, random);
      const logits = {
        real: logitsOf(game, samples, 'the data'),
        fake: logitsOf(game, fake, 'the generator'),
      };
      checkScalar('loss', 'its discriminator half', game.loss.discriminator(logits));
      const { generatorNeedsReal } = game.loss;
      const hint = 'failed; if it reads `real`, set generatorNeedsReal: true';
      checkScalar(
        'loss',
        'its generator half',
        attempt('loss', `its generator half ${hint}`, () =>
          game.loss.generator(generatorNeedsReal ? logits : { fake: logits.fake }),
        ),
      );
      // What was built by these samples only now has shapes.
      refuseEmptyLayers('generator', game.generator);
      refuseEmptyLayers('discriminator', game.discriminator);
      return real.shape.slice(1);
    });
  return withSeededMathRandom(random, () => refuseSingleValues(game, runOnce));
}

/** Samples from noise, as `sample` draws them, with every shape on the way checked. */
export function generateSamples(
  { generator, latent }: Pick<UncheckedGame, 'generator' | 'latent'>,
  count: number,
  random: Random,
): Tensor {
  refuseEmptyLayers('generator', generator);
  const noise = latent.sample(count, random);
  checkNoise(noise, [count, ...latent.shape]);
  return attempt(
    'generator',
    `refused noise of shape [${noise.shape}]; give \`latent\` the shape of its input`,
    () => refuseEmptyOperations('generator', () => applyModel('generator', generator, noise, false)),
    () => severalInputs(generator),
  );
}

function fakeSamples(game: UncheckedGame, samples: Tensor, random: Random): Tensor {
  const fake = generateSamples(game, samples.shape[0]!, random);
  checkFake(fake, samples);
  return fake;
}

function logitsOf({ discriminator, packing }: UncheckedGame, samples: Tensor, from: string): Tensor {
  const shape = `[${samples.shape.slice(1)}]${packing === 1 ? '' : ` in packs of ${packing}`}`;
  const logits = attempt(
    'discriminator',
    `refused samples of shape ${shape} from ${from}; give it that input shape`,
    () =>
      refuseEmptyOperations('discriminator', () =>
        applyModel('discriminator', discriminator, samples, false),
      ),
    () => severalInputs(discriminator),
  );
  checkLogits(logits, samples, packing);
  return logits;
}

/** Its reading is called at a report only, after many steps. */
function checkReading({ divergence }: AdversarialLoss): void {
  if (divergence === undefined) return;
  const { name, fromDiscriminatorLoss } = (divergence ?? {}) as Partial<typeof divergence>;
  if (typeof name === 'string' && isFunction(fromDiscriminatorLoss)) return;
  throw new ArgumentError(
    'loss.divergence',
    `got ${describeValue(divergence)}; expected a name and a function fromDiscriminatorLoss, or no divergence at all.`,
  );
}

/** Blames the argument for what `work` throws: by what `explain` finds wrong with it, or as the problem that is given. */
function attempt<T>(
  argument: string,
  problem: string,
  work: () => T,
  explain: () => string | undefined = () => undefined,
): T {
  try {
    return work();
  } catch (cause) {
    const error = explainMissingKernel(cause);
    if (isGanCoreError(error)) throw error;
    throw new ArgumentError(argument, explain() ?? `${problem}. (${(cause as Error).message})`, { cause });
  }
}
