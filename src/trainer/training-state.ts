import {
  cast,
  dispose,
  mul,
  type Scalar,
  stack,
  sum,
  type Tensor,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import { backendPrecision, watchDevice } from '../backends';
import { ArgumentError, addCause, doAll, isGanCoreError, NonFiniteError } from '../errors';
import type { OptimizerState } from '../optimizers';
import type { Penalty } from '../penalties';
import type { Random } from '../random';
import type { RunControl } from './control/run-control';
import type { BatchStream } from './data/batch-stream';
import type { Batch } from './data/training-data';
import {
  type DiscriminatorStep,
  discriminatorStep,
  disposeStep,
  type Game,
  generatorStep,
} from './game/train-step';
import { GeneratorEma, type GeneratorEmaOptions } from './generator-ema';
import { allVariables, lastActivation, type Role, roles } from './networks/model';
import { normalizesByBatch } from './networks/normalization-layers';
import { type RecoverableState, Snapshot, tensorsOf } from './recovery/snapshot';
import { StepSnapshot } from './recovery/step-snapshot';
import { readDivergence, type TrainingReport } from './report/report';
import { type MeansReading, RunningMeans } from './report/running-means';
import type { Team, TeamOptions } from './workers/team';

/** The game as it stands, with what is gathered from step to step. */
export class TrainingState {
  /** How many steps were done. */
  step = 0;
  /** The moving average of the generator, if one is kept. */
  readonly ema: GeneratorEma | undefined;
  private readonly means = new RunningMeans();
  private readonly snapshot: Snapshot;
  private readonly networks: Readonly<Record<Role, readonly Variable[]>>;
  private readonly variables: readonly Variable[];
  /** What a step moves. */
  private readonly moved: RecoverableState;
  /** Whether D judges samples together: its loss then bounds a divergence of batches, which is larger than that of samples. */
  private readonly judgesBatches: boolean;
  /** The threads that share in the steps, where there are others than this one; once a run began. */
  private team: Team | undefined;
  private discriminatorStepCount = 0;
  private goodDiscriminatorStepCount = 0;
  private stepsSinceReport = 0;
  private onlySigmoidLikeLogits = true;

  constructor(
    readonly game: Game,
    ema: GeneratorEmaOptions | undefined,
    private readonly workers: TeamOptions | undefined,
    packing: number,
    /** What the next report is to say beside what it finds itself. */
    private notices: readonly string[],
  ) {
    const { generatorOptimizer, discriminatorOptimizer } = game;
    this.networks = {
      generator: allVariables('generator', game.generator),
      discriminator: allVariables('discriminator', game.discriminator),
    };
    this.judgesBatches = packing > 1 || normalizesByBatch(game.discriminator);
    this.variables = roles.flatMap((role) => this.networks[role]);
    this.ema = ema && new GeneratorEma(game.generatorWeights, ema);
    const stateful = [generatorOptimizer, discriminatorOptimizer, ...game.penalties.filter(hasState)];
    const randoms = [game.random, ...(game.loss.random ? [game.loss.random] : [])].filter(canGoBack);
    this.moved = { variables: this.variables, stateful, randoms };
    this.snapshot = new Snapshot({
      ...this.moved,
      stateful: [...stateful, ...(this.ema ? [this.ema] : [])],
    });
  }

  /**
   * Copies the state before the first step, to have something to go back to, and has the workers ready.
   *
   * @throws ArgumentError where a weight is NaN or infinite already: there would be nothing good to go back to
   */
  async begin(real: Tensor, signal: AbortSignal | undefined, control: RunControl): Promise<void> {
    for (const role of roles) checkNotDisposed(role, this.networks[role]);
    if (this.workers) {
      const { Team } = await import('./workers/team'); // most games are played by one thread
      this.team ??= new Team(this.game, this.variables, this.workers);
      await this.team.open(real, signal);
    }
    if (this.step > 0) return;
    for (const role of roles) await checkFinite(role, this.networks[role]);
    await this.keepGoodState(await this.saveStates(control));
  }

  /** Ends a run: the workers wait for the next, and what no report told of is forgotten. */
  end(): void {
    this.means.clear();
    this.stepsSinceReport = 0;
    this.team?.rest();
  }

  /** Whether steps were done that no report tells of. */
  get hasUnreportedSteps(): boolean {
    return this.stepsSinceReport > 0;
  }

  /**
   * One step of the game: D's steps, each on a fresh batch, then G's.
   *
   * @returns false where the data ended
   */
  async advance(
    { discriminatorSteps, generatorSteps }: { discriminatorSteps: number; generatorSteps: number },
    batches: BatchStream,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    // Workers' weights are moved together with these; where one fails, its error says so.
    const before = this.team ? undefined : new StepSnapshot(this.moved);
    const count = this.discriminatorStepCount;
    const taken: DiscriminatorStep[] = [];
    const losses: Scalar[] = [];
    let isWhole = false;
    try {
      isWhole = await this.play(discriminatorSteps, generatorSteps, batches, signal, taken, losses);
      if (!isWhole) before?.restore();
    } catch (error) {
      before?.restore(error);
      throw error;
    } finally {
      before?.dispose();
      if (isWhole) {
        for (const step of taken) this.means.addDiscriminatorStep(step);
        for (const loss of losses) this.means.addGeneratorStep(loss);
      } else {
        for (const step of taken) disposeStep(step);
        for (const loss of losses) loss.dispose();
        if (before) this.discriminatorStepCount = count;
      }
    }
    if (!isWhole) return false;
    this.ema?.update();
    this.step++;
    this.stepsSinceReport++;
    return true;
  }

  /** The moves of one step; what they leave behind is added to `taken` and `losses`. False where the data ended before the last. */
  private async play(
    discriminatorSteps: number,
    generatorSteps: number,
    batches: BatchStream,
    signal: AbortSignal | undefined,
    taken: DiscriminatorStep[],
    losses: Scalar[],
  ): Promise<boolean> {
    const { game, team } = this;
    let batch: Batch | undefined;
    try {
      for (let index = 0; index < discriminatorSteps; index++) {
        release(batch);
        batch = undefined;
        batch = await batches.next();
        if (!batch) return false;
        const { real } = batch;
        const done = this.discriminatorStepCount;
        taken.push(
          team ? await team.discriminatorStep(real, done, signal) : discriminatorStep(game, real, done),
        );
        this.discriminatorStepCount++;
      }
      for (let index = 0; index < generatorSteps; index++) {
        const { real } = batch!;
        losses.push(team ? await team.generatorStep(real, signal) : generatorStep(game, real));
      }
      return true;
    } finally {
      release(batch);
    }
  }

  /**
   * Reads what was gathered since the last report.
   *
   * @throws NonFiniteError where a loss, a weight or what an optimizer keeps isn't finite; everything is then as they were at the
   *   last report (or before the first step)
   */
  async report(seconds: number, control: RunControl): Promise<TrainingReport> {
    const states = await this.saveStates(control);
    let reading: MeansReading | undefined;
    try {
      // An optimizer's mean of squares may be infinite where all weights are finite: it would never move them again.
      const kept = tensorsOf(states.slice(0, roles.length));
      reading = await this.means.read([...this.variables, ...kept]);
    } finally {
      if (!reading?.finite) dispose(tensorsOf(states));
    }
    this.stepsSinceReport = 0;
    if (!reading.finite) throw await this.recover(control);
    await this.keepGoodState(states);
    const { discriminatorLoss, generatorLoss, realScore, fakeScore, realLogit, fakeLogit } = reading;
    this.onlySigmoidLikeLogits &&= reading.smallestLogit >= 0 && reading.largestLogit <= 1;
    return {
      step: this.step,
      discriminatorLoss,
      generatorLoss,
      realScore,
      fakeScore,
      realLogit,
      fakeLogit,
      penalties: reading.penalties,
      divergence: this.judgesBatches ? null : readDivergence(this.game.loss, discriminatorLoss),
      measured: null,
      seconds,
      warnings: [
        ...this.takeNotices(),
        ...(this.seemsToEndInSigmoid() ? [sigmoidWarning] : []),
        ...(backendPrecision() === 'float16' ? [float16Warning] : []),
      ],
    };
  }

  /** Has the next report say something. */
  notice(text: string): void {
    if (!this.notices.includes(text)) this.notices = [...this.notices, text];
  }

  private takeNotices(): readonly string[] {
    const { notices } = this;
    this.notices = [];
    return notices;
  }

  /**
   * Raw outputs may happen to lie within [0, 1] at first, but hardly after some steps of training; and not for another
   * reason where the model says that its last layer is linear.
   */
  private seemsToEndInSigmoid(): boolean {
    const activation = lastActivation(this.game.discriminator);
    if (!this.onlySigmoidLikeLogits || activation === 'linear') return false;
    return this.step >= 10 || activation === 'sigmoid';
  }

  /** An optimizer of the user's may take its time. */
  private saveStates(control: RunControl): Promise<OptimizerState[]> {
    return control.receive(this.snapshot.saveStates(), (late) => dispose(tensorsOf(late)));
  }

  private async recover(control: RunControl): Promise<NonFiniteError> {
    const failedBy = this.step;
    const later = await control.during(this.snapshot.restore()).catch((error: unknown) => ({ error }));
    control.check();
    this.step = this.snapshot.step;
    this.discriminatorStepCount = this.goodDiscriminatorStepCount;
    // A penalty's state in a worker isn't copied; new ones begin anew.
    if (this.game.penalties.some(hasState)) await this.team?.dispose();
    const error = new NonFiniteError(
      this.step,
      `Training met NaN or Infinity between steps ${this.step} and ${failedBy}. The networks, the optimizers and the random state are back as they were after step ${this.step}. Lower the learning rate, raise Adam's epsilon, or look for bad values in the data.${backendPrecision() === 'float16' ? ` ${float16Mend}` : ''}`,
    );
    if (later) addCause(error, later.error);
    return error;
  }

  private async keepGoodState(states: readonly OptimizerState[]): Promise<void> {
    this.snapshot.take(this.step, states);
    this.goodDiscriminatorStepCount = this.discriminatorStepCount;
    if (!watchDevice()) return;
    // What is too large to be copied in one piece must not end a run: then the former copy stays, or none.
    await this.snapshot.keepOnCpu().catch(() => {});
  }

  /** Goes back to what the CPU's memory has of a state whose GPU was lost, and tells what that is. */
  async recoverFromLoss(): Promise<string> {
    const failedBy = this.step;
    this.means.clear();
    this.stepsSinceReport = 0;
    if (!(await this.snapshot.restoreFromCpu())) return 'It took the networks along: make them anew';
    this.step = this.snapshot.step;
    return `That was in step ${failedBy + 1}; the networks, the optimizers and the random state are back as they were after step ${this.step}, in the CPU's memory`;
  }

  /** What is to be told in place of an error from within tfjs, where weights were disposed of. */
  explain(error: unknown): unknown {
    const role = roles.find((each) => this.networks[each].some(({ isDisposed }) => isDisposed));
    if (role === undefined || isGanCoreError(error)) return error;
    const problem = 'has weights that were disposed of; expected them to be kept while it is trained';
    return new ArgumentError(role, `${problem}.`, { cause: error });
  }

  /** Frees what was gathered; the models are left alone. */
  dispose(): void {
    const { penalties, generatorOptimizer, discriminatorOptimizer } = this.game;
    doAll([
      () => void this.team?.dispose(),
      () => this.means.clear(),
      () => this.snapshot.dispose(),
      () => this.ema?.dispose(),
      ...penalties.map((penalty) => () => penalty.dispose?.()),
      () => generatorOptimizer.dispose(),
      () => discriminatorOptimizer.dispose(),
    ]);
  }
}

const sigmoidWarning =
  'The discriminator seems to end in a sigmoid: all its outputs so far lie within [0, 1]. The losses take logits, so remove its last activation.';

const float16Warning =
  "This GPU keeps float16 only: every number has three digits, small updates of weights are lost, and adam()'s default epsilon is 1e-3. The backend 'wasm' keeps float32.";
const float16Mend =
  "This GPU keeps float16 only, and nothing above 65,504: an optimizer of tfjs needs an epsilon of 1e-3; the backend 'wasm' keeps float32.";

function release(batch: Batch | undefined): void {
  if (batch?.owned) batch.real.dispose();
}

/** A penalty that keeps something between the steps, and can go back. */
function hasState(penalty: Penalty): penalty is Penalty & Required<Pick<Penalty, 'save' | 'restore'>> {
  return penalty.save !== undefined && penalty.restore !== undefined;
}

/** Whether a stream can be put back; one of the user's own may only have `next`. */
function canGoBack(random: Partial<Random>): boolean {
  return typeof random.save === 'function' && typeof random.restore === 'function';
}

function checkNotDisposed(role: Role, weights: readonly Variable[]): void {
  if (!weights.some(({ isDisposed }) => isDisposed)) return;
  const mend = 'make the model anew, and a new Trainer for it';
  throw new ArgumentError(role, `has weights that were disposed of; expected them to be kept: ${mend}.`);
}

/** Refuses weights that are NaN or infinite. */
async function checkFinite(role: Role, weights: readonly Variable[]): Promise<void> {
  // 0 times NaN or Infinity is NaN, and nothing finite overflows on the way.
  const total = tidy(() => sum(stack(weights.map((weight) => sum(mul(cast(weight, 'float32'), 0))))));
  const [value] = await total.data();
  total.dispose();
  if (value === 0) return;
  throw new ArgumentError(
    role,
    'has weights that are NaN or infinite before the first step; expected finite ones: look at what set them.',
  );
}
