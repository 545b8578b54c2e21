import type { Variable } from '@tensorflow/tfjs-core';
import { backendPrecision } from '../../backends';
import { ArgumentError, doAll, NonFiniteError } from '../../errors';
import type { OptimizerState } from '../../optimizers';
import { backendThreads, type TrainableModel } from '../../tfjs';
import { type Captured, capture, type RunParts } from '../checkpoint/capture';
import type { BatchShapes, KeptState } from '../checkpoint/kept-state';
import type { RunControl } from '../control/run-control';
import type { RealBatch } from '../data/batch';
import type { BatchStream } from '../data/batch-stream';
import type { Game, Moment, StepsPerStep } from '../game/game';
import { trainStep } from '../game/train-step';
import { checkFinite, checkNotDisposed, explainDisposedWeights } from '../networks/check-weights';
import { allVariables, type Role, roles } from '../networks/model';
import { normalizesByBatch } from '../networks/normalization-layers';
import { type AverageOptions, WeightAverages } from '../networks/weight-averages';
import { GoodState } from '../recovery/good-state';
import { recoverableState } from '../recovery/recoverable-state';
import { type RecoverableState, tensorsOf } from '../recovery/snapshot';
import { stateful } from '../recovery/stateful';
import { StepSnapshot } from '../recovery/step-snapshot';
import { float16Warning } from '../report/float16';
import type { GradientWatch } from '../report/gradient-watch';
import type { Notices } from '../report/notices';
import { readDivergence, type TrainingReport } from '../report/report';
import { RunningMeans } from '../report/running-means';
import { SigmoidWatch } from '../report/sigmoid-watch';
import type { TrainingProgress } from '../report/training-progress';
import type { RunState } from '../run/run-state';

/** Mutable state of a run: step counters, running means, EMA, snapshot. */
export class TrainingState implements RunState<RealBatch, TrainingReport> {
  /** Number of steps done. */
  step = 0;
  /** The moving average of the generator, if one is kept. */
  readonly ema: WeightAverages | undefined;
  private readonly means = new RunningMeans();
  private readonly good: GoodState;
  private readonly networks: Readonly<Record<Role, readonly Variable[]>>;
  private readonly variables: readonly Variable[];
  /** State that a step changes. */
  private readonly moved: RecoverableState;
  /** The same, and the average of the generator. */
  private readonly recoverable: RecoverableState;
  /** Whether D takes samples together: its loss then bounds a divergence of batches, which is larger than that of samples. */
  private readonly comparesBatches: boolean;
  /** Steps of each network: they tell which terms are due. */
  private counts: Readonly<Record<Role, number>> = { generator: 0, discriminator: 0 };
  private goodCounts = this.counts;
  /** Number of steps that no report tells of. */
  unreportedSteps = 0;
  private readonly sigmoidWatch: SigmoidWatch;

  constructor(
    readonly game: Game,
    /** Steps of each network in the step that follows so many. */
    private readonly perStep: (step: number) => StepsPerStep,
    ema: AverageOptions | undefined,
    readonly notices: Notices,
    private readonly gradientWatch: GradientWatch,
    private readonly batchShapes: BatchShapes,
  ) {
    this.networks = {
      generator: allVariables('generator', game.generator),
      discriminator: allVariables('discriminator', game.discriminator),
    };
    this.sigmoidWatch = new SigmoidWatch(game.discriminator);
    this.comparesBatches = game.packing > 1 || normalizesByBatch(game.discriminator);
    this.variables = roles.flatMap((role) => this.networks[role]);
    this.ema = ema && new WeightAverages('generatorEma', game.generatorWeights, ema);
    this.moved = recoverableState(game, this.variables);
    const averages = this.ema ? [stateful('generatorEma', this.ema)] : [];
    this.recoverable = { ...this.moved, stateful: [...this.moved.stateful, ...averages] };
    this.good = new GoodState(this.recoverable);
  }

  /**
   * Copies the state before the first step, to have something to go back to.
   *
   * @throws ArgumentError where a weight is NaN or infinite already: there would be nothing good to go back to
   */
  async begin(control: RunControl): Promise<void> {
    checkNotDisposed(this.networks);
    if (this.step > 0) return;
    for (const role of roles) await checkFinite(role, this.networks[role]);
    await this.good.begin(0, control);
  }

  /** Ends a run: what no report told of is forgotten. */
  end(): void {
    this.means.clear();
    this.gradientWatch.dispose();
    this.unreportedSteps = 0;
  }

  /** Both networks, D as it takes its packs. */
  get models(): readonly TrainableModel[] {
    return [this.game.generator, this.game.discriminator];
  }

  /** Parts of it that a checkpoint keeps. */
  get kept(): KeptState {
    return {
      networks: this.networks,
      recoverable: this.recoverable,
      batch: this.batchShapes,
      saveProgress: () => this.saveProgress(),
      restoreProgress: (progress: TrainingProgress) => this.restoreProgress(progress),
      settle: () => this.good.begin(this.step),
    };
  }

  capture(parts: RunParts): Promise<Captured> {
    return capture(this.kept, this.step, parts);
  }

  private saveProgress(): TrainingProgress {
    const { step, counts, unreportedSteps, means, gradientWatch, sigmoidWatch } = this;
    const { onlySigmoidLikeLogits } = sigmoidWatch;
    const gathered = { means: means.save(), watch: gradientWatch.save() };
    return { step, counts, unreportedSteps, onlySigmoidLikeLogits, ...gathered };
  }

  private restoreProgress(progress: TrainingProgress): void {
    this.means.restore(progress.means);
    this.gradientWatch.restore(progress.watch);
    this.sigmoidWatch.onlySigmoidLikeLogits = progress.onlySigmoidLikeLogits;
    this.step = progress.step;
    this.unreportedSteps = progress.unreportedSteps;
    this.counts = progress.counts;
    this.goodCounts = progress.counts;
  }

  /**
   * Takes one step, and goes back to before it where it can't be finished.
   *
   * @returns false where the data ended
   */
  async advance(batches: BatchStream<RealBatch>): Promise<boolean> {
    const perStep = this.perStep(this.step);
    const before = new StepSnapshot(this.moved);
    const { counts } = this;
    const goBack = (error?: unknown) => {
      before.restore(error);
      this.counts = counts;
    };
    try {
      const record = await trainStep(this.game, perStep, batches, (role) => this.nextMoment(role));
      if (!record) {
        goBack();
        return false;
      }
      this.means.add(record);
      this.ema?.update(this.step); // a decay of the user's may be refused
    } catch (error) {
      goBack(error);
      if (error instanceof ArgumentError && error.argument === 'data')
        error.message += ` (In step ${this.step + 1}.)`;
      throw error;
    } finally {
      before.dispose();
    }
    this.step++;
    this.unreportedSteps++;
    return true;
  }

  /** The place of the next step of a network, which counts from now on. */
  private nextMoment(role: Role): Moment {
    const count = this.counts[role];
    this.counts = { ...this.counts, [role]: count + 1 };
    return { step: this.step, count };
  }

  /**
   * Reads what was gathered since the last report.
   *
   * @throws NonFiniteError where a loss, a term, a weight or what an optimizer keeps isn't finite; everything is then as they were at
   *   the last report (or before the first step)
   */
  async report(seconds: number, control: RunControl): Promise<TrainingReport> {
    const read = (states: readonly OptimizerState[]) =>
      // An optimizer's mean of squares may be infinite where all weights are finite: it would never move them again.
      this.means.read([...this.variables, ...tensorsOf(states.slice(0, roles.length))]);
    const reading = await this.good.settle(this.step, read, control);
    this.unreportedSteps = 0;
    if (reading instanceof NonFiniteError) {
      this.step = this.good.step;
      this.counts = this.goodCounts;
      throw reading;
    }
    this.goodCounts = this.counts;
    this.sigmoidWatch.observe(reading);
    const { smallestLogit, largestLogit, notFinite: _, ...means } = reading;
    return {
      step: this.step,
      ...means,
      divergence: this.comparesBatches ? null : readDivergence(this.game.loss, means.discriminatorLoss),
      measured: null,
      seconds,
      threads: backendThreads(),
      warnings: [
        ...this.notices.take(),
        ...(await this.gradientWatch.warnings()),
        ...this.sigmoidWatch.warnings(this.step),
        ...(backendPrecision() === 'float16' ? [float16Warning] : []),
      ],
    };
  }

  /** Goes back to what the CPU's memory has of a state whose GPU was lost, and tells what that is. */
  async recoverFromLoss(): Promise<string> {
    this.means.clear();
    this.unreportedSteps = 0;
    const { step, told } = await this.good.goBackFromLoss(this.step);
    this.step = step;
    this.counts = this.goodCounts;
    return told;
  }

  /** Gives the error to report in place of one from within tfjs, where weights were disposed of. */
  explain(error: unknown): unknown {
    return explainDisposedWeights(error, this.networks);
  }

  /** Frees what was gathered; the models are left alone. */
  dispose(): void {
    const { terms, generatorOptimizer, discriminatorOptimizer } = this.game;
    doAll([
      () => this.means.clear(),
      () => this.good.dispose(),
      () => this.ema?.dispose(),
      ...terms.map((term) => () => term.dispose?.()),
      () => generatorOptimizer.dispose(),
      () => discriminatorOptimizer.dispose(),
    ]);
  }
}
