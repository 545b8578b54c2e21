import type { Tensor } from '@tensorflow/tfjs-core';
import { type BackendName, type BackendSettings, checkBackendSettings } from '../../backends';
import type { CheckpointStore } from '../../checkpoints';
import { ArgumentError, checkFunction, isFunction, refuseUnknownKeys, refuseUnless } from '../../errors';
import type { Random } from '../../random';
import type { Condition } from '../../tfjs';
import type { SavedCheckpoint, SaveOptions } from '../checkpoint/checkpoint-options';
import type { GameData } from '../data/game-batches';
import type { SampleOptions } from '../game/sample-options';
import type { NamedNetworks, NetworkFactories } from '../networks/named-networks';
import { type AverageOptions, checkAverageOptions } from '../networks/weight-averages';
import { type Callback, checkCallbacks } from '../run/callback';
import type { GameReport } from '../run/game-report';
import { checkNetworkNames } from '../updates/check-network-names';
import { checkUpdates } from '../updates/check-updates';
import type { NetworkFunctions } from '../updates/network-function';
import type { GameBatch, Update } from '../updates/update';

/** A GameTrainer as its callbacks see it. */
export interface RunningGameTrainer {
  /** Number of steps done, over all runs. */
  readonly step: number;
  /** Samples of the game: see {@link GameTrainer.sample}. */
  sample(count: number, options?: SampleOptions): Promise<Tensor>;
  /** Saves all that a run needs to go on: see {@link GameTrainer.save}. */
  save(store: CheckpointStore, options?: SaveOptions): Promise<SavedCheckpoint>;
  /** Ends the run after the current step. */
  stop(): void;
}

/** A callback of a {@link GameTrainer}: the hooks of {@link Callback}, with its reports. */
export type GameCallback = Callback<GameReport, RunningGameTrainer, GameData>;

/** All that a game's `sample` has at hand. */
export interface SampleContext<N extends NamedNetworks = NamedNetworks> {
  /** The networks as functions, outside of training. */
  readonly networks: NetworkFunctions<N>;
  /** The stream for noise: that of `seed`, where one is given. */
  readonly random: Random;
}

/** Moving averages of the weights of some networks. */
export interface AveragedNetworks<N extends NamedNetworks = NamedNetworks> extends AverageOptions {
  /** Names of the networks whose weights are averaged. */
  readonly networks: readonly Extract<keyof N, string>[];
}

/** Options of a GameTrainer. */
export interface GameTrainerOptions<N extends NamedNetworks = NamedNetworks, K extends string = string> {
  /**
   * The networks by their names: a model each, or a function that makes one. That is called once the backend runs, its initial weights
   * come from the seed, and `dispose` frees them. A network that no update trains stays as it is: it runs with
   * `training: false`, what PyTorch calls `eval()`.
   */
  readonly networks: NetworkFactories<N>;
  /** The moves of each step, in their order. */
  readonly updates: readonly Update<N, GameBatch<K>>[];
  /**
   * Names of the tensors that every batch has, such as `['image', 'label']`: data that lack one are refused before the first step, and
   * TypeScript knows what is in `batch`. Default: whatever the data give.
   */
  readonly batch?: readonly K[];
  /**
   * `'alternating'`: each update sees what those before it have moved, as in a GAN's usual training. `'simultaneous'`: the gradients of
   * all are taken first, as the theory of games has it. Default `'alternating'`.
   */
  readonly moves?: 'alternating' | 'simultaneous';
  /** Makes samples for `sample`, from noise of `random` or a condition. Default: none, and `sample` throws. */
  readonly sample?: (
    context: SampleContext<N>,
    count: number,
    options: { readonly latent: Tensor | undefined; readonly condition: Condition | undefined },
  ) => Tensor;
  /** Keeps a moving average of weights, which `sample` then uses. Default: none. */
  readonly averages?: AveragedNetworks<N>;
  /** The backend to start: see {@link TrainerOptions.backend}. Default: the one that runs. */
  readonly backend?: BackendName | 'auto' | BackendSettings;
  /** Fixes every random number of the run: a whole number from 0 to 2⁵³ − 1. Default 0. */
  readonly seed?: number;
  /** Observers of the runs. */
  readonly callbacks?: readonly GameCallback[];
}

const keys = [
  'networks',
  'updates',
  'batch',
  'moves',
  'sample',
  'averages',
  'backend',
  'seed',
  'callbacks',
] as const satisfies readonly (keyof GameTrainerOptions)[];

/**
 * Refuses options that no run could be made of, before anything is started.
 *
 * @returns a copy, with each option read once
 */
export function checkGameTrainerOptions<N extends NamedNetworks, K extends string>(
  given: GameTrainerOptions<N, K>,
): GameTrainerOptions<N, K> {
  refuseUnknownKeys(given, keys);
  const { networks, batch, moves = 'alternating', sample, averages, backend, callbacks = [] } = given;
  const isRecord = typeof networks === 'object' && networks !== null && !Array.isArray(networks);
  const named = isRecord ? { ...networks } : {};
  const names = Object.keys(named);
  refuseUnless(
    names.length > 0,
    'networks',
    networks,
    'networks by their names, such as { generator, critic }',
  );
  for (const [name, network] of Object.entries(named) as [string, { apply?: unknown } | undefined][]) {
    const isNetwork = isFunction(network) || isFunction(network?.apply);
    refuseUnless(isNetwork, `networks.${name}`, network, 'a model, or a function that makes one');
  }
  refuseTwins(named);
  const isKnown = moves === 'alternating' || moves === 'simultaneous';
  refuseUnless(isKnown, 'moves', moves, "'alternating' or 'simultaneous'");
  const updates = checkUpdates(given.updates, names, moves === 'simultaneous');
  if (batch !== undefined) checkBatchNames(batch);
  if (sample !== undefined)
    checkFunction('sample', sample, 'a function (context, count, options) => samples');
  if (averages !== undefined) checkAveraged(averages, names);
  if (backend !== undefined) checkBackendSettings(backend);
  checkCallbacks(callbacks);
  return { ...given, networks: named as NetworkFactories<N>, updates, moves };
}

/** One model under two names would be moved as two networks. */
function refuseTwins(networks: Readonly<Record<string, unknown>>): void {
  const models = Object.entries(networks).filter(([, network]) => typeof network === 'object');
  for (const [index, [name, model]] of models.entries()) {
    const twin = models.slice(0, index).find(([, other]) => other === model);
    if (twin)
      throw new ArgumentError(`networks.${name}`, `is '${twin[0]}' too; expected a model for each name.`);
  }
}

function checkBatchNames(batch: readonly string[]): void {
  const areNames =
    Array.isArray(batch) && batch.length > 0 && batch.every((name) => typeof name === 'string');
  refuseUnless(areNames, 'batch', batch, "an array of names, such as ['image', 'label']");
}

function checkAveraged(
  averages: AverageOptions & { readonly networks: readonly string[] },
  names: readonly string[],
): void {
  refuseUnknownKeys(averages, ['networks', 'decay', 'warmup'], 'averages');
  checkNetworkNames('averages.networks', averages.networks, names);
  checkAverageOptions('averages', averages);
}
