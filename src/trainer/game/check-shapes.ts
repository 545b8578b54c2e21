import { slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue, isFunction, isGanCoreError } from '../../errors';
import type { AdversarialLoss } from '../../losses';
import { type Random, withSeededMathRandom } from '../../random';
import { type Condition, conditionTensors, mapCondition } from '../../tfjs';
import type { RealBatch } from '../data/batch';
import { checkBatch } from '../data/check-batch';
import { refuseWrongLabels } from '../networks/embedding-labels';
import { applyModel, checkInputs } from '../networks/model';
import { refuseSingleValues } from '../networks/normalization-layers';
import { refuseEmptyLayers, refuseEmptyOperations } from '../networks/refuse-empty-layers';
import { explainMissingKernel } from '../recovery/explain-missing-kernel';
import { checkFake, checkLogits, checkNoise } from './check-outputs';
import { checkScalar } from './check-scalar';
import type { Game } from './game';

/** Game whose shapes are checked before the first step. */
export type UncheckedGame = Pick<Game, 'generator' | 'discriminator' | 'loss' | 'latent' | 'packing'>;

/**
 * Runs the networks and both losses on a few samples, without training, and checks every shape on the way: noise, samples,
 * conditions, logits, losses.
 */
export function checkShapes(game: UncheckedGame, batch: RealBatch, random: Random): void {
  const { loss, packing } = game;
  const { real, condition } = batch;
  checkReading(loss);
  checkBatch(real);
  if (!game.latent && condition === undefined) {
    throw new ArgumentError(
      'latent',
      'is left out, and the data have no condition: the generator would have no input. Pass a sampler such as normalLatent(64), or data as { real, condition }.',
    );
  }
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
      const count = Math.min(2 * packing, real.shape[0]!);
      const few = (tensor: Tensor) => slice(tensor, 0, count);
      const samples = few(real);
      const their = mapCondition(condition, few);
      const fake = generateSamples(game, { count, condition: their }, random);
      checkFake(fake, samples);
      const logits = {
        real: logitsOf(game, samples, their, 'the data'),
        fake: logitsOf(game, fake, their, 'the generator'),
      };
      const context = { random, step: 0 };
      checkScalar('loss', 'its discriminator half', loss.discriminator(logits, context));
      const half = attempt('loss', 'its generator half failed', () => loss.generator(logits, context));
      checkScalar('loss', 'its generator half', half);
      // What was built by these samples only now has shapes.
      refuseEmptyLayers('generator', game.generator);
      refuseEmptyLayers('discriminator', game.discriminator);
    });
  withSeededMathRandom(random, () => refuseWrongLabels(game, () => refuseSingleValues(game, runOnce)));
}

/** Samples from noise, as `sample` draws them, with every shape on the way checked. */
export function generateSamples(
  { generator, latent }: Pick<UncheckedGame, 'generator' | 'latent'>,
  { count, condition }: { readonly count: number; readonly condition: Condition | undefined },
  random: Random,
): Tensor {
  refuseEmptyLayers('generator', generator);
  if (!latent && condition === undefined) {
    const expected = 'expected what the samples are to be like, since there is no `latent` to draw them from';
    throw new ArgumentError('condition', `is left out; ${expected}.`);
  }
  const noise = latent?.sample(count, random);
  if (latent) checkNoise(noise, [count, ...latent.shape]);
  const inputs = [...(noise ? [noise] : []), ...conditionTensors(condition)];
  checkInputs('generator', generator, inputs);
  const conditionShapes = conditionTensors(condition)
    .map(({ shape }) => `[${shape}]`)
    .join(' and ');
  const outputs = attempt(
    'generator',
    noise
      ? `refused noise of shape [${noise.shape}]${condition === undefined ? '; give `latent` the shape of its input, and a condition if it works by one' : ` under a condition of shape ${conditionShapes}; give both the shapes of its inputs`}`
      : `refused a condition of shape ${conditionShapes}; give it that input shape`,
    () =>
      refuseEmptyOperations('generator', () => applyModel('generator', generator, noise, condition, false)),
  );
  return outputs[0];
}

function logitsOf(
  { discriminator, packing }: UncheckedGame,
  samples: Tensor,
  condition: Condition | undefined,
  from: string,
): Tensor {
  const shape = `[${samples.shape.slice(1)}]${packing === 1 ? '' : ` in packs of ${packing}`}`;
  const packed = ({ dtype, shape }: Tensor) =>
    shape.length > 1
      ? { dtype, shape: [shape[0]! / packing, ...shape.slice(1, -1), shape.at(-1)! * packing] }
      : { dtype, shape };
  checkInputs('discriminator', discriminator, [samples, ...conditionTensors(condition)].map(packed));
  const [logits] = attempt(
    'discriminator',
    `refused samples of shape ${shape} from ${from}; give it that input shape`,
    () =>
      refuseEmptyOperations('discriminator', () =>
        applyModel('discriminator', discriminator, samples, condition, false),
      ),
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

/** Blames the argument for what `work` throws, as the problem that is given. */
function attempt<T>(argument: string, problem: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const error = explainMissingKernel(cause);
    if (isGanCoreError(error)) throw error;
    throw new ArgumentError(argument, `${problem}. (${(cause as Error).message})`, { cause });
  }
}
