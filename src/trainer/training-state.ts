import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { backendPrecision, watchDevice } from '../backends';
import { NonFiniteError } from '../errors';
import type { BatchStream } from './batch-stream';
import { GeneratorEma, type GeneratorEmaOptions } from './generator-ema';
import { LastGoodState } from './last-good-state';
import { Meter } from './meter';
import { allVariables, lastActivation } from './model';
import { readDivergence, type TrainingReport } from './report';
import { discriminatorStep, type Game, generatorStep } from './train-step';
import type { Batch } from './training-data';
import { Team, type TeamOptions } from './workers/team';

/** The game as it stands, with what is gathered from step to step. */
export class TrainingState {
  /** How many steps were done. */
  step = 0;
  /** The moving average of the generator, if one is kept. */
  readonly ema: GeneratorEma | undefined;
  private readonly meter = new Meter();
  private readonly lastGood: LastGoodState;
  private readonly variables: readonly Variable[];
  /** The threads that share in the steps, where there are others than this one. */
  private readonly team: Team | undefined;
  private discriminatorStepCount = 0;
  private stepsSinceReport = 0;
  private onlySigmoidLikeLogits = true;

  constructor(
    readonly game: Game,
    ema: GeneratorEmaOptions | undefined,
    workers: TeamOptions | undefined,
    /** What the first report is to say beside what it finds itself. */
    private notices: readonly string[],
  ) {
    this.ema = ema && new GeneratorEma(game.generatorWeights, ema);
    const { generator, discriminator, generatorOptimizer, discriminatorOptimizer, random } = game;
    this.variables = [
      ...allVariables('generator', generator),
      ...allVariables('discriminator', discriminator),
    ];
    const stateful = [generatorOptimizer, discriminatorOptimizer, ...(this.ema ? [this.ema] : [])];
    this.lastGood = new LastGoodState({ variables: this.variables, stateful, random });
    this.team = workers && new Team(game, this.variables, workers);
  }

  /** Copies the state before the first step, to have something to go back to, and has the workers ready. */
  async begin(real: Tensor, signal: AbortSignal | undefined): Promise<void> {
    await this.team?.open(real, signal);
    if (this.step === 0) await this.keepGoodState();
  }

  /** Ends a run: the workers wait for the next. */
  end(): void {
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
    let batch: Batch | undefined;
    try {
      for (let count = 0; count < discriminatorSteps; count++) {
        release(batch);
        batch = undefined;
        batch = await batches.next();
        if (!batch) return false;
        const { game, team, discriminatorStepCount: done } = this;
        const { real } = batch;
        this.meter.addDiscriminatorStep(
          team ? await team.discriminatorStep(real, done, signal) : discriminatorStep(game, real, done),
        );
        this.discriminatorStepCount++;
      }
      for (let count = 0; count < generatorSteps; count++) {
        const { game, team } = this;
        const { real } = batch!;
        this.meter.addGeneratorStep(
          team ? await team.generatorStep(real, signal) : generatorStep(game, real),
        );
      }
    } finally {
      release(batch);
    }
    this.ema?.update();
    this.step++;
    this.stepsSinceReport++;
    return true;
  }

  /**
   * Reads what was gathered since the last report.
   *
   * @throws NonFiniteError where a loss or a weight isn't finite; everything is then as they were at the last
   *   report (or before the first step)
   */
  async report(seconds: number): Promise<TrainingReport> {
    const reading = await this.meter.read(this.variables);
    this.stepsSinceReport = 0;
    if (!reading.finite) throw await this.recover();
    await this.keepGoodState();
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
      divergence: readDivergence(this.game.loss, discriminatorLoss),
      measured: null,
      seconds,
      warnings: [
        ...this.takeNotices(),
        ...(this.seemsToEndInSigmoid() ? [sigmoidWarning] : []),
        ...(backendPrecision() === 'float16' ? [float16Warning] : []),
      ],
    };
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

  private async recover(): Promise<NonFiniteError> {
    const failedBy = this.step;
    await this.lastGood.restore();
    this.step = this.lastGood.step;
    return new NonFiniteError(
      this.step,
      `Training met NaN or Infinity between steps ${this.step} and ${failedBy}. The networks, the optimizers and the random state are back as they were after step ${this.step}. Lower the learning rate, raise Adam's epsilon, or look for bad values in the data.${backendPrecision() === 'float16' ? ` ${float16Mend}` : ''}`,
    );
  }

  private async keepGoodState(): Promise<void> {
    await this.lastGood.take(this.step);
    if (!watchDevice()) return;
    // What is too large to be copied in one piece must not end a run: then the former copy stays, or none.
    await this.lastGood.keepOnCpu().catch(() => {});
  }

  /** Goes back to what the CPU's memory has of a state whose GPU was lost, and tells what that is. */
  async recoverFromLoss(): Promise<string> {
    const failedBy = this.step;
    this.meter.clear();
    this.stepsSinceReport = 0;
    if (!(await this.lastGood.restoreFromCpu())) return 'It took the networks along: make them anew';
    this.step = this.lastGood.step;
    return `That was in step ${failedBy + 1}; the networks, the optimizers and the random state are back as they were after step ${this.step}, in the CPU's memory`;
  }

  /** Frees what was gathered; the models are left alone. */
  dispose(): void {
    this.team?.dispose();
    this.meter.clear();
    this.lastGood.dispose();
    this.ema?.dispose();
    for (const penalty of this.game.penalties) penalty.dispose?.();
    this.game.generatorOptimizer.dispose();
    this.game.discriminatorOptimizer.dispose();
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
