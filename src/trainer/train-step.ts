import '#tfjs-gradients';
import {
  engine,
  keep,
  type Scalar,
  type Tensor,
  tidy,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import type { Sampler } from '../distributions';
import { ArgumentError } from '../errors';
import type { AdversarialLoss } from '../losses';
import type { Optimizer } from '../optimizers';
import { type Random, withSeededMathRandom } from '../random';
import { applyModel, type TrainableModel } from './model';

/** Everything that a step reads and moves. */
export interface Game {
  readonly generator: TrainableModel;
  readonly discriminator: TrainableModel;
  readonly generatorWeights: readonly Variable[];
  readonly discriminatorWeights: readonly Variable[];
  readonly generatorOptimizer: Optimizer;
  readonly discriminatorOptimizer: Optimizer;
  readonly loss: AdversarialLoss;
  readonly latent: Sampler;
  readonly random: Random;
}

/** What a step of D leaves behind, on the device; the caller disposes of all three. */
export interface DiscriminatorStep {
  readonly loss: Scalar;
  readonly realLogits: Tensor;
  readonly fakeLogits: Tensor;
}

/** Moves D one step towards telling `real` from what G makes now: it measures the divergence a little better. */
export function discriminatorStep(game: Game, real: Tensor): DiscriminatorStep {
  const { discriminator, discriminatorWeights: weights, loss } = game;
  const kept: Tensor[] = [];
  const logits = (samples: Tensor) => {
    const output = keep(applyModel('discriminator', discriminator, samples, true));
    kept.push(output);
    return output;
  };
  const step = () => {
    const fake = generate(game, real.shape[0]!); // outside of the gradient: G gets none
    const { value, grads } = variableGrads(
      () => loss.discriminator({ real: logits(real), fake: logits(fake) }),
      [...weights],
    );
    game.discriminatorOptimizer.update(weights, gradientsOf(weights, grads));
    return value;
  };
  try {
    const value = play('discriminator', game, step);
    return { loss: value, realLogits: kept[0]!, fakeLogits: kept[1]! };
  } catch (error) {
    for (const tensor of kept) tensor.dispose();
    throw error;
  }
}

/** Moves G one step towards what D takes for real; gives its loss, which the caller disposes of. */
export function generatorStep(game: Game, real: Tensor): Scalar {
  const { discriminator, generatorWeights: weights, loss } = game;
  const judge = (samples: Tensor) => applyModel('discriminator', discriminator, samples, true);
  const step = () => {
    const { value, grads } = variableGrads(() => {
      const fake = judge(generate(game, real.shape[0]!));
      return loss.generator(loss.generatorNeedsReal ? { real: judge(real), fake } : { fake });
    }, [...weights]);
    game.generatorOptimizer.update(weights, gradientsOf(weights, grads));
    return value;
  };
  return play('generator', game, step);
}

/** Runs a step with every random number from the game's stream, and frees all that it made but its result. */
function play(role: string, game: Game, step: () => Scalar): Scalar {
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
