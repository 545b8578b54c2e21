import type { Tensor } from '@tensorflow/tfjs-core';
import type { CheckpointStore } from '../checkpoints';
import { ArgumentError, doAll } from '../errors';
import { createRandom } from '../random';
import type { RestoreOptions, SavedCheckpoint, SaveOptions } from './checkpoint/checkpoint-options';
import type { RunControl } from './control/run-control';
import type { RunOptions } from './control/run-options';
import { BatchStream } from './data/batch-stream';
import { checkGameData, type GameData, type GameSamples, gameBatches } from './data/game-batches';
import { openData } from './data/open-data';
import { checkSampleOptions, refuseNoAverages, type SampleOptions } from './game/sample-options';
import { LazyNetworks, type ReadyNetworks } from './networks/lazy-networks';
import type { NamedNetworks } from './networks/named-networks';
import {
  checkGameTrainerOptions,
  type GameTrainerOptions,
  type RunningGameTrainer,
} from './options/game-trainer-options';
import { DeviceGuard } from './recovery/device-guard';
import { historyOf } from './report/history-of';
import type { TrainingHistory, TrainingOutcome } from './report/report';
import type { GameReport } from './run/game-report';
import { type RandomStreams, randomStreams } from './run/random-streams';
import type { RunKind } from './run/run-state';
import { Runs } from './run/runs';
import type { GameState } from './state/game-state';
import { drawGameSamples } from './updates/draw-game-samples';

/** Types of a GameTrainer's runs. */
interface GameRun extends RunKind {
  readonly batch: GameSamples;
  readonly report: GameReport;
  readonly trainer: RunningGameTrainer;
  readonly data: GameData;
}

/**
 * Trains any number of networks by any number of losses: CycleGAN's four, an autoencoder with a critic, an encoder beside the game. Each
 * `update` names the networks that it moves, and the loss that these step down.
 *
 * A run is that of the {@link Trainer}: reports, the way back after NaN, lost GPUs, abort, seeds, callbacks, averages and fused kernels
 * are the same. What a Trainer knows beyond, the GameTrainer leaves to you: the shapes of samples, D's scores, a reading of the
 * divergence, packing, terms.
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", algorithm 1, for any number of networks.
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { adam, GameTrainer, gaussianRing, nonSaturatingLoss, normalLatent } from 'gan-core';
 * const [latent, loss] = [normalLatent(4), nonSaturatingLoss()];
 * const trainer = new GameTrainer({
 *   networks: {
 *     g: () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] }),
 *     d: () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] }),
 *   },
 *   batch: ['real'],
 *   updates: [
 *     {
 *       name: 'd',
 *       trains: ['d'],
 *       optimizer: adam(),
 *       loss: ({ networks: { g, d }, batch: { real }, random, withoutGradients }) => {
 *         const fake = withoutGradients(() => g(latent.sample(64, random)));
 *         return loss.discriminator({ real: d(real), fake: d(fake) });
 *       },
 *     },
 *     {
 *       name: 'g',
 *       trains: ['g'],
 *       optimizer: adam(),
 *       loss: ({ networks: { g, d }, random }) => loss.generator({ fake: d(g(latent.sample(64, random))) }),
 *     },
 *   ],
 *   sample: ({ networks, random }, count) => networks.g(latent.sample(count, random)),
 *   backend: 'cpu',
 * });
 * const { reports } = await trainer.fit(gaussianRing(), { steps: 20, reportEvery: 10 });
 * console.log(reports.map(({ step, losses }) => `${step}: ${Object.keys(losses)}`).join(', ')); // → 10: d,g, 20: d,g
 * ```
 */
export class GameTrainer<N extends NamedNetworks = NamedNetworks, K extends string = string>
  implements RunningGameTrainer
{
  /** Without the names, so that a GameTrainer of certain networks is one of any to TypeScript too. */
  private readonly options: GameTrainerOptions;
  private readonly streams: RandomStreams;
  private readonly networks: LazyNetworks<N>;
  private readonly runs: Runs<GameRun>;
  private state: GameState | undefined;
  /** Number of steps that were done by `dispose`. */
  private stepsBefore = 0;

  /**
   * Takes the networks and their moves; nothing runs yet.
   *
   * @param options - the networks, the updates, and what isn't to be as usual
   * @throws ArgumentError for options that no run could be made of
   */
  constructor(options: GameTrainerOptions<N, K>) {
    const checked = checkGameTrainerOptions(options);
    this.options = checked as unknown as GameTrainerOptions;
    this.streams = randomStreams(options.seed);
    const { networks, backend, callbacks = [], batch = [] } = checked;
    const form = gameBatches(batch);
    this.networks = new LazyNetworks(this, { networks, backend }, this.streams.weights);
    this.runs = new Runs({
      trainer: this,
      kind: 'GameTrainer',
      streams: this.streams,
      callbacks,
      wantedBackend: () => this.networks.wantedBackend(),
      ready: () => this.ready(),
      openData: async (data, batchSize, control, at) => {
        checkGameData(data);
        return new BatchStream(openData(data, form, batchSize, this.streams.data, at), form, control);
      },
      openState: (_, control) => this.openState(control),
      state: () => this.state,
      createState: () => this.openState(),
      free: () => this.free(),
    });
  }

  /** Number of steps done, over all runs. */
  get step(): number {
    return this.state?.step ?? this.stepsBefore;
  }

  /** The reports of all runs. */
  get reports(): readonly GameReport[] {
    return this.runs.log.reports;
  }

  /**
   * Starts the backend and makes the models that came as factories. `run`, `fit` and `sample` do so by themselves.
   *
   * @returns the models by their names, and the backend that was started, if one was asked for
   * @throws ArgumentError after `dispose`
   * @throws BackendError if the backend can't be started, or another trainer runs on another one
   */
  async ready(): Promise<ReadyNetworks<N>> {
    this.runs.refuseDisposed();
    const ready = await this.networks.ready();
    this.runs.refuseDisposed();
    const { networks, backend } = ready!;
    return { networks, backend };
  }

  /**
   * Trains, and yields a report every `reportEvery` steps and at the end. Leaving the loop (`break`) ends the run
   * properly. A further run goes on from where this one ended.
   *
   * @param data - samples: see {@link GameData}
   * @param options - `steps`, `reportEvery`, `batchSize`, `signal`
   * @returns reports, one after another; the generator's return value is the outcome
   * @throws ArgumentError for options or data that don't fit, before the first step, and for a loss that no step can be taken by: the
   *   networks are then as before that step
   * @throws NonFiniteError where NaN or Infinity came up; the networks are back at the last report's state
   * @throws BackendError for a backend that can't start, or lacks a kernel that the networks need; and where its GPU is lost
   *   on the way: the networks are then back at a late report's state, in the CPU's memory
   * @throws what the functions of an update throw; the networks are then as before that step
   * @throws the signal's reason, once it is aborted
   */
  run(data: GameData, options: RunOptions): AsyncGenerator<GameReport, TrainingOutcome, void> {
    return this.runs.run(data, options);
  }

  /**
   * Trains to the end: {@link GameTrainer.run} without the reports in between.
   *
   * @param data - samples: see {@link GameData}
   * @param options - `steps`, `reportEvery`, `batchSize`, `signal`
   * @returns the reports of this run and how it ended
   * @throws what `run` throws
   */
  async fit(data: GameData, options: RunOptions): Promise<TrainingHistory<GameReport>> {
    return historyOf(this.run(data, options));
  }

  /**
   * Ends the run after the current step and a last report; `fit` then resolves. Data that keep the run waiting are no longer
   * waited for. Without a run it does nothing.
   */
  stop(): void {
    this.runs.stop();
  }

  /**
   * Makes samples by the option `sample`, outside of training (`training: false`), with the averaged weights where `averages` keeps
   * them. Fine between two steps: it changes nothing in training.
   *
   * @param count - how many
   * @param options - `seed`: of the stream for the noise; without it every call draws new noise. `latent`, `condition`: given on to the
   *   function. `weights`: `'current'` for those that training has now
   * @returns what the function made; dispose of it
   * @throws ArgumentError where there is no such function, for a count that isn't a whole number above 0, or samples that aren't as many
   * @throws BackendError where the backend's GPU was lost
   */
  async sample(count: number, options: SampleOptions = {}): Promise<Tensor> {
    const { seed, latent, condition, weights } = checkSampleOptions(count, options);
    const { sample } = this.options;
    if (!sample) {
      const expected = 'expected a function ({ networks, random }, count) => samples among the options';
      throw new ArgumentError(
        'sample',
        `is not given: ${expected}, or networks that you apply yourself, by ready().`,
      );
    }
    const random = seed === undefined ? this.streams.samples : createRandom(seed);
    return this.useNetworks(weights, (networks) =>
      drawGameSamples(networks, sample, count, random, { latent, condition }),
    );
  }

  /**
   * Runs a function on the networks, in a way that changes nothing in training: with the averaged weights in place, where
   * `averages` keeps them. For gan-core/export.
   *
   * @param weights - `'average'`, or `'current'` for those that training has now
   * @param work - the function; it must be done when it returns
   * @returns what it returned
   * @throws ArgumentError after `dispose`
   * @throws BackendError where the backend's GPU was lost
   * @internal
   */
  async useNetworks<T>(weights: 'average' | 'current' | undefined, work: (networks: N) => T): Promise<T> {
    refuseNoAverages(weights, this.options.averages, 'averages');
    const { networks } = await this.ready();
    new DeviceGuard().check();
    const averages = weights === 'current' ? undefined : this.state?.averages;
    return averages ? averages.use(() => work(networks)) : work(networks);
  }

  /**
   * Saves all that a run needs to go on, to the last bit: the networks, the optimizers, the averages, what terms keep, every stream of
   * random numbers, the place in the data, the counts, the reports and what callbacks keep. At any time: within a run it takes the
   * state between two steps, and training goes on while the file is written.
   *
   * @param store - where to: `memoryStore()`, `indexedDbStore(name)`, `fileStore(folder)` of `gan-core/node`
   * @param options - `score`
   * @returns the step that was saved, once it is stored
   * @throws ArgumentError before the first run
   * @throws CheckpointError where something isn't finite, and where the store can't keep it; what it kept before is still there
   */
  async save(store: CheckpointStore, options: SaveOptions = {}): Promise<SavedCheckpoint> {
    this.runs.refuseDisposed();
    return this.runs.checkpoints.save(store, options);
  }

  /**
   * Goes back to what `save` stored. The next run goes on as the saved one would have: with the same data and options, on the same
   * backend and versions, each number is the same to the last bit. All of the file is checked before anything is assigned.
   *
   * @param store - where from
   * @param options - `which`, `data`
   * @returns the step gone back to; null where the store has no checkpoint yet
   * @throws ArgumentError while a run is under way, and for a step that the store doesn't have
   * @throws CheckpointError for a damaged file, and for one of another game; everything is then as before
   */
  async restore(store: CheckpointStore, options: RestoreOptions = {}): Promise<SavedCheckpoint | null> {
    return this.runs.checkpoints.restore(store, options);
  }

  /**
   * Frees what the GameTrainer made: the optimizers' state, what the updates keep, the copies of the weights, and the models that came
   * as factories. Models that you made stay yours. After `stop()` it may be called at once: what the run still needs is freed at its
   * end, and hooks are no longer waited for. A run that nobody goes on with is ended by it.
   *
   * @throws ArgumentError while a run is under way that wasn't asked to stop
   * @throws what a model's or an optimizer's own `dispose` throws: the first such error, once all else is freed
   */
  dispose(): void {
    this.runs.dispose();
  }

  private free(): void {
    const { state, networks } = this;
    this.stepsBefore = this.step;
    this.state = undefined;
    doAll([() => state?.dispose(), () => networks.dispose()]);
  }

  private async openState(control?: RunControl): Promise<GameState> {
    const { networks, backend } = await this.ready();
    const { openGame } = await import('./state/open-game'); // a page that doesn't train yet does without
    control?.check();
    this.state ??= openGame(this.options, networks, backend, this.streams.training);
    return this.state;
  }
}
