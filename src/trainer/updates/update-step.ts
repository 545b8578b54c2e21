import '#chained-operations';
import '#tfjs-gradients';
import {
  add,
  type NamedTensorMap,
  type Scalar,
  type Tensor,
  util,
  type Variable,
} from '@tensorflow/tfjs-core';
import { type LossGradients, lossGradients, updateWeights } from '../../descent';
import { ArgumentError, checkTensor, describeValue, isTensor, refusePromise } from '../../errors';
import type { Optimizer } from '../../optimizers';
import type { Random } from '../../random';
import { withoutGradients } from '../../tfjs';
import { atStep } from '../control/by-step';
import type { Batch } from '../data/batch';
import type { GameSamples } from '../data/game-batches';
import { checkScalar } from '../game/check-scalar';
import { type KeepCopy, takeStep } from '../game/take-step';
import type { NamedNetworks } from '../networks/named-networks';
import { checkTimes } from './check-updates';
import type { NetworkFunctions } from './network-function';
import type { GivenGradients, Update, UpdateContext, UpdateLoss } from './update';

/** An update with all that it moves. */
export interface OpenedUpdate extends Update {
  /** Its name as an argument: `updates[0]`. */
  readonly argument: string;
  readonly weights: readonly Variable[];
  readonly moves: Optimizer;
}

/** Everything that a step reads and moves. */
export interface UpdatesGame {
  readonly networks: NetworkFunctions<NamedNetworks>;
  readonly updates: readonly OpenedUpdate[];
  /** Whether all gradients are taken before any network moves. */
  readonly simultaneous: boolean;
  readonly random: Random;
}

/** Losses of one move, by the names that a report gives them; on the device. The caller disposes of them. */
export type MoveLosses = Readonly<Record<string, Scalar>>;

/**
 * Takes one step of a game: its updates, one after the other or all at once.
 *
 * @returns the losses of all moves; undefined where the data ended before the last
 */
export async function takeUpdates(
  game: UpdatesGame,
  step: number,
  batches: { next(): Promise<Batch<GameSamples> | undefined> },
): Promise<MoveLosses[] | undefined> {
  const done: MoveLosses[] = [];
  let isWhole = false;
  let batch = await batches.next();
  try {
    if (!batch) return undefined;
    if (game.simultaneous) done.push(move(game, game.updates, batch, step));
    for (const [index, update] of game.simultaneous ? [] : game.updates.entries()) {
      const times = atStep(update.times ?? 1, step);
      checkTimes(`${update.argument}.times`, times);
      for (let time = 0; time < times; time++) {
        if (index === 0 && time > 0) {
          batch.release();
          batch = undefined;
          batch = await batches.next();
          if (!batch) return undefined;
        }
        done.push(move(game, [update], batch, step));
      }
    }
    isWhole = true;
    return done;
  } finally {
    batch?.release();
    if (!isWhole) for (const losses of done) disposeLosses(losses);
  }
}

/** Frees the losses of a move. */
function disposeLosses(losses: MoveLosses): void {
  for (const loss of Object.values(losses)) loss.dispose();
}

/** Takes the gradients of all these updates, and only then moves their networks. */
function move(
  { networks, random }: UpdatesGame,
  updates: readonly OpenedUpdate[],
  { samples }: GameSamples,
  step: number,
): MoveLosses {
  const context = { networks, batch: samples, random, step, withoutGradients };
  return takeStep((keepCopy) => {
    const losses: Record<string, Scalar> = {};
    const gradients = updates.map((update) => gradientsOf(update, context, keepCopy, losses));
    for (const [index, { weights, moves, argument }] of updates.entries())
      updateWeights(weights, gradients[index]!, moves, `${argument}.optimizer`);
    return losses;
  }, random);
}

/** The gradients of an update by its weights; its losses are put among the others. */
function gradientsOf(
  update: OpenedUpdate,
  context: UpdateContext,
  keepCopy: KeepCopy,
  losses: Record<string, Scalar>,
): LossGradients['gradients'] {
  const { name, argument, weights } = update;
  const report = (loss: UpdateLoss): Scalar => {
    const terms = termsOf(`${argument}.loss`, name, loss);
    for (const [term, value] of terms) losses[term] = keepCopy(value);
    return terms.map(([, value]) => value).reduce((total, value) => add(total, value));
  };
  if (update.loss) {
    const { loss } = update;
    return lossGradients(() => report(loss(context)), weights, argument).gradients;
  }
  const given: GivenGradients = update.gradients!(context);
  refusePromise(`${argument}.gradients`, 'it', given, 'compute the gradients at once');
  const { grads, value } = (given ?? {}) as Partial<GivenGradients>;
  if (value !== undefined) report(value);
  return givenGradients(argument, grads, weights);
}

/** The terms of a loss by their names in a report, each checked. */
function termsOf(argument: string, name: string, loss: UpdateLoss): readonly (readonly [string, Scalar])[] {
  refusePromise(argument, 'it', loss, 'compute the loss at once');
  if (isTensor(loss)) return [[name, checkScalar(argument, 'it', loss as Scalar)]];
  const terms = typeof loss === 'object' && loss !== null ? Object.entries(loss) : [];
  if (terms.length === 0) {
    const expected = 'a scalar, or scalars by their names';
    throw new ArgumentError(argument, `gave ${describeValue(loss)}; expected ${expected}.`);
  }
  return terms.map(([term, value]) => [
    `${name}.${term}`,
    checkScalar(argument, `its '${term}'`, value as Scalar),
  ]);
}

function givenGradients(
  update: string,
  grads: NamedTensorMap | undefined,
  weights: readonly Variable[],
): (Tensor | null)[] {
  const argument = `${update}.gradients`;
  if (typeof grads !== 'object' || grads === null) {
    const expected =
      '{ grads, value }, grads being tensors by the names of variables: what tf.variableGrads gives';
    throw new ArgumentError(argument, `gave ${describeValue(grads)} as grads; expected ${expected}.`);
  }
  const names = new Set(weights.map(({ name }) => name));
  const stranger = Object.keys(grads).find((name) => !names.has(name));
  if (stranger !== undefined) {
    const hint = 'add its network to `trains`, or leave it out';
    throw new ArgumentError(argument, `gave one of '${stranger}', which this update doesn't train: ${hint}.`);
  }
  return weights.map(({ name, shape }) => {
    const gradient = grads[name];
    if (gradient == null) return null;
    checkTensor(`${argument}.${name}`, gradient, {
      expected: `the gradient of a weight of shape [${shape}]`,
    });
    if (util.arraysEqual(gradient.shape, shape)) return gradient;
    const came = `gave a gradient of shape [${gradient.shape}] for '${name}'`;
    throw new ArgumentError(argument, `${came}; expected that of the weight, [${shape}].`);
  });
}
