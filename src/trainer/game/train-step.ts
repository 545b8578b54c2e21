import '#chained-operations';
import '#tfjs-gradients';
import {
  add,
  engine,
  keep,
  mul,
  type Scalar,
  type Tensor,
  type TensorContainer,
  tidy,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import type { Sampler } from '../../distributions';
import { ArgumentError } from '../../errors';
import type { AdversarialLoss } from '../../losses';
import type { Optimizer } from '../../optimizers';
import type { Penalty } from '../../penalties';
import { type Random, withSeededMathRandom } from '../../random';
import { stopGradient } from '../../tfjs';
import { applyModel, type TrainableModel } from '../networks/model';
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
  readonly random: Random;
}

/** What a step of D leaves behind, on the device; the caller disposes of it all. */
export interface DiscriminatorStep {
  /** D's loss, without penalties. */
  readonly loss: Scalar;
  readonly realLogits: Tensor;
  readonly fakeLogits: Tensor;
  /** The penalties that were computed in this step, by name, each without its `every`. */
  readonly penalties: Readonly<Record<string, Scalar>>;
}

/**
 * Moves D one step towards telling `real` from what G makes now: it measures the divergence a little better.
 *
 * @param count - how many steps D took before: tells which penalties are due
 */
export function discriminatorStep(game: Game, real: Tensor, count: number): DiscriminatorStep {
  const { discriminatorWeights: weights, loss, random } = game;
  const kept: Tensor[] = [];
  const copyForReport = <T extends Tensor>(tensor: T): T => {
    // By reference and beside the tape: what a network, a loss or a penalty keeps for itself stays the user's.
    const own = keep(stopGradient(tensor));
    kept.push(own);
    return own;
  };
  const discriminate = (samples: Tensor) => applyModel('discriminator', game.discriminator, samples, true);
  let result: DiscriminatorStep | undefined;
  const step = () => {
    const fake = generate(game, real.shape[0]!); // outside of the gradient: G gets none
    const { grads } = variableGrads(() => {
      const realLogits = discriminate(real);
      const fakeLogits = discriminate(fake);
      const value = checkScalar(
        'loss',
        'its discriminator half',
        loss.discriminator({ real: realLogits, fake: fakeLogits }),
      );
      const due = game.penalties.filter(({ every }) => count % every === 0);
      const penalties = due.map((penalty) =>
        checkScalar(
          'penalties',
          `'${penalty.name}'`,
          penalty.compute({ discriminate, real, fake, realLogits, fakeLogits, random }),
        ),
      );
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
    }, [...weights]);
    game.discriminatorOptimizer.update(weights, gradientsOf(weights, grads));
  };
  try {
    play('discriminator', game, step);
    return result!;
  } catch (error) {
    for (const tensor of kept) tensor.dispose();
    throw error;
  }
}

/** Frees what a step left behind. */
export function disposeStep({ loss, realLogits, fakeLogits, penalties }: DiscriminatorStep): void {
  for (const each of [loss, realLogits, fakeLogits, ...Object.values(penalties)]) each.dispose();
}

/** Moves G one step towards what D takes for real; gives its loss, which the caller disposes of. */
export function generatorStep(game: Game, real: Tensor): Scalar {
  const { discriminator, generatorWeights: weights, loss } = game;
  const judge = (samples: Tensor) => applyModel('discriminator', discriminator, samples, true);
  const step = () => {
    const { value, grads } = variableGrads(() => {
      const fake = judge(generate(game, real.shape[0]!));
      const half = loss.generator(loss.generatorNeedsReal ? { real: judge(real), fake } : { fake });
      return checkScalar('loss', 'its generator half', half);
    }, [...weights]);
    game.generatorOptimizer.update(weights, gradientsOf(weights, grads));
    return stopGradient(value); // one of its own, as D's
  };
  return play('generator', game, step);
}

/** Runs a step with every random number from the game's stream, and frees all that it made but its result. */
function play<T extends TensorContainer>(role: string, game: Game, step: () => T): T {
  try {
    return withSeededMathRandom(game.random, () => tidy(step));
  } catch (error) {
    // tfjs frees what a gradient's forward pass saved only where that pass succeeds.
    for (const { saved } of engine().state.activeTape ?? [])
      for (const tensor of saved ?? []) tensor.dispose();
    if (error instanceof Error && /Cannot find a connection between any variable/.test(error.message)) {
      const problem =
        'the loss depends on none of its trainable weights; expected `apply` to compute its output from them';
      throw new ArgumentError(role, `${problem}.`, { cause: error });
    }
    throw error;
  }
}

function generate({ generator, latent, random }: Game, count: number): Tensor {
  return applyModel('generator', generator, latent.sample(count, random), true);
}

function gradientsOf(
  weights: readonly Variable[],
  named: Readonly<Record<string, Tensor>>,
): (Tensor | null)[] {
  return weights.map((weight) => named[weight.name] ?? null);
}
