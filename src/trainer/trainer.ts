import type { Tensor } from '@tensorflow/tfjs-core';
import type { CheckpointStore } from '../checkpoints';
import { doAll } from '../errors';
import type { Estimate } from '../estimators';
import { createRandom } from '../random';
import type { TrainableModel } from '../tfjs';
import type { RestoreOptions, SavedCheckpoint, SaveOptions } from './checkpoint/checkpoint-options';
import type { BatchShapes } from './checkpoint/kept-state';
import type { RunControl } from './control/run-control';
import type { RunOptions } from './control/run-options';
import { disposeBatch, type RealBatch } from './data/batch';
import type { TrainingData } from './data/training-data';
import { drawSamples } from './game/draw-samples';
import { checkSampleOptions, refuseNoAverages, type SampleOptions } from './game/sample-options';
import type { MeasureOptions } from './measure/measure-options';
import { LazyNetworks } from './networks/lazy-networks';
import { checkTrainerOptions, type Networks, type TrainerOptions } from './options/trainer-options';
import { DeviceGuard } from './recovery/device-guard';
import { historyOf } from './report/history-of';
import type { TrainingHistory, TrainingOutcome, TrainingReport } from './report/report';
import type { RunningTrainer } from './run/callback';
import { type RandomStreams, randomStreams } from './run/random-streams';
import type { RunKind } from './run/run-state';
import { Runs } from './run/runs';
import type { TrainingState } from './state/training-state';

/** Types of a Trainer's runs. */
interface TrainerRun extends RunKind {
  readonly batch: RealBatch;
  readonly report: TrainingReport;
  readonly trainer: RunningTrainer;
  readonly data: TrainingData;
}

/**
 * Trains a generator against a discriminator: by turns, D takes `discriminatorSteps` steps to measure how far P_G is
 * from P_data, and G `generatorSteps` steps to lessen that.
 *
 * The models are yours: any objects with `apply` and trainable weights, such as models of tfjs-layers. The Trainer
 * neither compiles them nor changes what is trainable in them. The same seed, backend and version give the same numbers.
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", algorithm 1.
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, normalLatent, Trainer } from 'gan-core';
 * const generator = () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const discriminator = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * const trainer = new Trainer({ generator, discriminator, latent: normalLatent(4), backend: 'cpu', seed: 1 });
 * for await (const { step } of trainer.run(gaussianRing(), { steps: 20, reportEvery: 10 })) console.log(step);
 * // → 10
 * // → 20
 * const samples = await trainer.sample(16);
 * console.log(samples.shape); // → [ 16, 2 ]
 * ```
 */
export class Trainer<G extends TrainableModel = TrainableModel, D extends TrainableModel = TrainableModel>
  implements RunningTrainer
{
  private readonly options: TrainerOptions<G, D>;
  private readonly streams: RandomStreams;
  private readonly networks: LazyNetworks<{ readonly generator: G; readonly discriminator: D }>;
  private readonly runs: Runs<TrainerRun>;
  private state: TrainingState | undefined;
  /** Number of steps that were done by `dispose`. */
  private stepsBefore = 0;

  /**
   * Takes the networks and the rules; nothing runs yet.
   *
   * @param options - the two networks, the noise, and what isn't to be as usual
   * @throws ArgumentError for options that no run could be made of
   */
  constructor(options: TrainerOptions<G, D>) {
    this.options = checkTrainerOptions(options);
    this.streams = randomStreams(options.seed);
    const { generator, discriminator, backend, callbacks = [] } = this.options;
    this.networks = new LazyNetworks(
      this,
      { networks: { generator, discriminator }, backend },
      this.streams.weights,
    );
    this.runs = new Runs({
      trainer: this,
      kind: 'Trainer',
      streams: this.streams,
      callbacks,
      wantedBackend: () => this.networks.wantedBackend(),
      ready: () => this.ready(),
      openData: async (data, batchSize, control, at) => {
        const { openBatches } = await import('./data/open-batches'); // a page that only samples does without
        return openBatches(data, { batchSize, random: this.streams.data, at }, control);
      },
      openState: (batch, control) => this.openState(batch, control),
      state: () => this.state,
      createState: (batch) => this.createState(batch),
      free: () => this.free(),
    });
  }

  /** Number of steps done, over all runs. */
  get step(): number {
    return this.state?.step ?? this.stepsBefore;
  }

  /** The reports of all runs. */
  get reports(): readonly TrainingReport[] {
    return this.runs.log.reports;
  }

  /**
   * Starts the backend and makes the models that came as factories. `run`, `fit` and `sample` do so by themselves.
   *
   * @returns the two models, and the backend that was started, if one was asked for
   * @throws ArgumentError after `dispose`
   * @throws BackendError if the backend can't be started, or another trainer runs on another one
   */
  async ready(): Promise<Networks<G, D>> {
    this.runs.refuseDisposed();
    const ready = await this.networks.ready();
    this.runs.refuseDisposed();
    const { networks, backend } = ready!;
    return { ...networks, backend };
  }

  /**
   * Trains, and yields a report every `reportEvery` steps and at the end. Leaving the loop (`break`) ends the run
   * properly. A further run goes on from where this one ended.
   *
   * @param data - real samples: see {@link TrainingData}
   * @param options - `steps`, `reportEvery`, `batchSize`, `signal`
   * @returns reports, one after another; the generator's return value is the outcome
   * @throws ArgumentError for options, data or shapes that don't fit, before the first step
   * @throws NonFiniteError where NaN or Infinity came up; the networks are back at the last report's state
   * @throws BackendError for a backend that can't start, or lacks a kernel that the networks need; and where its GPU is lost
   *   on the way: the networks are then back at a late report's state, in the CPU's memory
   * @throws the signal's reason, once it is aborted
   */
  run(data: TrainingData, options: RunOptions): AsyncGenerator<TrainingReport, TrainingOutcome, void> {
    return this.runs.run(data, options);
  }

  /**
   * Trains to the end: {@link Trainer.run} without the reports in between.
   *
   * @param data - real samples: see {@link TrainingData}
   * @param options - `steps`, `reportEvery`, `batchSize`, `signal`
   * @returns the reports of this run and how it ended
   * @throws what `run` throws
   */
  async fit(data: TrainingData, options: RunOptions): Promise<TrainingHistory> {
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
   * Draws samples from the generator, outside of training (`training: false`), with the averaged weights where
   * `generatorEma` keeps them. Fine between two steps: it changes nothing in training.
   *
   * @param count - how many
   * @param options - `seed` or `latent`: where the noise comes from; without them every call draws new noise. `condition`: what the
   *   samples are to be like, where the data have one. `weights`: `'current'` for those that training has now
   * @returns `[count, ...sample]`; dispose of it
   * @throws ArgumentError for a count that isn't a whole number above 0, or noise or a condition that doesn't fit
   * @throws BackendError where the backend's GPU was lost
   */
  async sample(count: number, options: SampleOptions = {}): Promise<Tensor> {
    const { seed, latent, condition, weights } = checkSampleOptions(count, options);
    const random = seed === undefined ? this.streams.samples : createRandom(seed);
    const own = this.options.latent;
    return this.useNetworks(weights, ({ generator }) =>
      drawSamples({ generator, latent: own }, count, random, { latent, condition }),
    );
  }

  /**
   * Runs a function on the networks, in a way that changes nothing in training: with the averaged weights in place, where
   * `generatorEma` keeps them. For gan-core/export.
   *
   * @param weights - `'average'`, or `'current'` for those that training has now
   * @param work - the function; it must be done when it returns
   * @returns what it returned
   * @throws ArgumentError after `dispose`, and for averages that aren't kept
   * @throws BackendError where the backend's GPU was lost
   * @internal
   */
  async useNetworks<T>(
    weights: 'average' | 'current' | undefined,
    work: (networks: Networks<G, D>) => T,
  ): Promise<T> {
    refuseNoAverages(weights, this.options.generatorEma, 'generatorEma');
    const networks = await this.ready();
    this.runs.refuseDisposed();
    new DeviceGuard().check();
    const ema = weights === 'current' ? undefined : this.state?.ema;
    return ema ? ema.use(() => work(networks)) : work(networks);
  }

  /**
   * Measures how far the generator's distribution is from the data's: on fresh samples of G and on `data`, by an instrument
   * of its own, so that the D in training has no say. At any time, in a run too: it changes nothing in training.
   *
   * By default it is the Jensen–Shannon divergence in nats, from 0 (the same) to log 2 ≈ 0.693 (no overlap): by nearest
   * neighbors up to 8 values a sample, with an interval that is to hold the divergence itself; beyond, by a fresh
   * discriminator, whose interval is that of its lower bound. Where the data have a condition, samples are generated under those of
   * the real ones.
   *
   * @param data - real samples, in any form that training takes. Give samples that training didn't see: of a sampler they are
   *   drawn afresh. A tensor's rows are taken at random; batches are gone through once, until there are enough
   * @param options - `by`, `samples`, `features`, `seed`, `signal`, `confidence`
   * @returns the estimate: `value`, `interval`, `warnings`, …
   * @throws ArgumentError for options or data that can't be used
   * @throws the signal's reason, once it is aborted
   */
  async measure(data: TrainingData, options: MeasureOptions = {}): Promise<Estimate> {
    const { checkMeasureOptions, measure } = await import('./measure/measure'); // most Trainers never measure
    const checked = checkMeasureOptions(options);
    await this.ready();
    return measure(this, data, checked);
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
   * Frees what the Trainer made: the optimizers' state, the copies of the weights, and the models that came as
   * factories. Models that you made stay yours. After `stop()` it may be called at once: what the run still needs is freed at
   * its end, and hooks are no longer waited for. A run that nobody goes on with is ended by it.
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

  /** Makes the state by a batch of zeros: a checkpoint comes without data. */
  private async createState(shapes: BatchShapes | undefined): Promise<TrainingState> {
    const { zeroBatch } = await import('./checkpoint/batch-shapes');
    const batch = zeroBatch(shapes!);
    try {
      return await this.openState(batch);
    } finally {
      disposeBatch(batch);
    }
  }

  private async openState(batch: RealBatch, control?: RunControl): Promise<TrainingState> {
    const networks = await this.ready();
    const { openState } = await import('./state/open-state'); // a page that doesn't train yet does without
    control?.check();
    const state = openState(this.options, { networks, state: this.state, ...this.streams }, batch);
    this.state = state;
    return state;
  }
}
