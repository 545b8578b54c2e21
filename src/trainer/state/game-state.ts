import type { Variable } from '@tensorflow/tfjs-core';
import { backendPrecision } from '../../backends';
import { ArgumentError, doAll, NonFiniteError } from '../../errors';
import type { OptimizerState } from '../../optimizers';
import { backendThreads, type TrainableModel } from '../../tfjs';
import { type Captured, capture, type RunParts } from '../checkpoint/capture';
import type { KeptState } from '../checkpoint/kept-state';
import type { RunControl } from '../control/run-control';
import type { BatchStream } from '../data/batch-stream';
import type { GameSamples } from '../data/game-batches';
import { checkFinite, checkNotDisposed, explainDisposedWeights } from '../networks/check-weights';
import type { NamedNetworks } from '../networks/named-networks';
import type { WeightAverages } from '../networks/weight-averages';
import { GoodState } from '../recovery/good-state';
import { type RecoverableState, tensorsOf } from '../recovery/snapshot';
import { stateful } from '../recovery/stateful';
import { StepSnapshot } from '../recovery/step-snapshot';
import { float16Warning } from '../report/float16';
import type { GradientWatch, SavedWatch } from '../report/gradient-watch';
import { NamedMeans } from '../report/named-means';
import type { Notices } from '../report/notices';
import type { SavedMean } from '../report/running-mean';
import type { GameReport } from '../run/game-report';
import type { RunState } from '../run/run-state';
import { readLosses } from '../updates/read-losses';
import { takeUpdates, type UpdatesGame } from '../updates/update-step';

/** Counts, and what was gathered since the last report, as a checkpoint has them. */
interface Progress {
  readonly step: number;
  readonly unreportedSteps: number;
  readonly means: Readonly<Record<string, SavedMean>>;
  readonly watch: SavedWatch;
}

/** Mutable state of a game of any networks, as its runs move it. */
export class GameState implements RunState<GameSamples, GameReport> {
  step = 0;
  private readonly means = new NamedMeans();
  private readonly good: GoodState;
  private readonly moved: RecoverableState;
  private readonly recoverable: RecoverableState;
  unreportedSteps = 0;

  constructor(
    private readonly game: UpdatesGame,
    private readonly networks: NamedNetworks,
    /** All variables of each network, trained or not. */
    private readonly variables: Readonly<Record<string, readonly Variable[]>>,
    readonly averages: WeightAverages | undefined,
    readonly notices: Notices,
    private readonly gradientWatch: GradientWatch,
  ) {
    this.moved = {
      variables: [...new Set(Object.values(variables).flat())], // one that two networks share, once
      stateful: [
        ...game.updates.map(({ name, argument, moves }) =>
          stateful(`${argument}.optimizer`, moves, `updates.${name}.optimizer`),
        ),
        ...game.updates.flatMap(({ name, argument, state }) =>
          state ? [stateful(`${argument}.state`, state, `updates.${name}.state`)] : [],
        ),
      ],
      randoms: [game.random],
    };
    const kept = averages ? [stateful(averages.argument, averages)] : [];
    this.recoverable = { ...this.moved, stateful: [...this.moved.stateful, ...kept] };
    this.good = new GoodState(this.recoverable);
  }

  get models(): readonly TrainableModel[] {
    return Object.values(this.networks);
  }

  /** Parts of it that a checkpoint keeps. */
  get kept(): KeptState {
    return {
      networks: this.variables,
      recoverable: this.recoverable,
      batch: undefined,
      saveProgress: () => this.saveProgress(),
      restoreProgress: (progress: Progress) => this.restoreProgress(progress),
      settle: () => this.good.begin(this.step),
    };
  }

  capture(parts: RunParts): Promise<Captured> {
    return capture(this.kept, this.step, parts);
  }

  private saveProgress(): Progress {
    const { step, unreportedSteps, means, gradientWatch } = this;
    return { step, unreportedSteps, means: means.save(), watch: gradientWatch.save() };
  }

  private restoreProgress({ step, unreportedSteps, means, watch }: Progress): void {
    this.means.restore(means);
    this.gradientWatch.restore(watch);
    this.step = step;
    this.unreportedSteps = unreportedSteps;
  }

  async begin(control: RunControl): Promise<void> {
    checkNotDisposed(this.variables);
    if (this.step > 0) return;
    for (const [name, variables] of Object.entries(this.variables))
      if (variables.length > 0) await checkFinite(name, variables);
    await this.good.begin(0, control);
  }

  end(): void {
    this.means.clear();
    this.gradientWatch.dispose();
    this.unreportedSteps = 0;
  }

  async advance(batches: BatchStream<GameSamples>): Promise<boolean> {
    const before = new StepSnapshot(this.moved);
    try {
      const losses = await takeUpdates(this.game, this.step, batches);
      if (!losses) {
        before.restore();
        return false;
      }
      for (const each of losses) this.means.add(each);
      this.averages?.update(this.step); // a decay of the user's may be refused
    } catch (error) {
      before.restore(error);
      if (error instanceof ArgumentError && /^(data|updates)/.test(error.argument))
        error.message += ` (In step ${this.step + 1}.)`;
      throw error;
    } finally {
      before.dispose();
    }
    this.step++;
    this.unreportedSteps++;
    return true;
  }

  async report(seconds: number, control: RunControl): Promise<GameReport> {
    const optimizers = this.game.updates.length;
    const read = (states: readonly OptimizerState[]) =>
      // An optimizer's mean of squares may be infinite where all weights are finite: it would never move them again.
      readLosses(this.means, [...this.moved.variables, ...tensorsOf(states.slice(0, optimizers))]);
    const reading = await this.good.settle(this.step, read, control);
    this.unreportedSteps = 0;
    if (reading instanceof NonFiniteError) {
      this.step = this.good.step;
      throw reading;
    }
    return {
      step: this.step,
      losses: reading.losses,
      measured: null,
      seconds,
      threads: backendThreads(),
      warnings: [
        ...this.notices.take(),
        ...(await this.gradientWatch.warnings()),
        ...(backendPrecision() === 'float16' ? [float16Warning] : []),
      ],
    };
  }

  explain(error: unknown): unknown {
    return explainDisposedWeights(error, this.variables);
  }

  async recoverFromLoss(): Promise<string> {
    this.means.clear();
    this.unreportedSteps = 0;
    const { step, told } = await this.good.goBackFromLoss(this.step);
    this.step = step;
    return told;
  }

  /** Frees what was gathered, and what the updates keep; the networks are left alone. */
  dispose(): void {
    doAll([
      () => this.means.clear(),
      () => this.good.dispose(),
      () => this.averages?.dispose(),
      ...this.game.updates.flatMap(({ moves, state }) => [() => moves.dispose(), () => state?.dispose?.()]),
    ]);
  }
}
