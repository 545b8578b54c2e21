import { dispose, Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, checkFunction, checkWholeNumber, refuseUnknownKeys, refuseUnless } from '../errors';
import { type Condition, conditionTensors } from '../tfjs';
import type { RunningGameTrainer, RunReport } from '../trainer';
import type { CollapseFinding } from './collapse-finding';
import { pairDistances, readRows } from './pair-distances';
import { type RealSamples, takeRealSamples } from './real-samples';
import { reportNumbers } from './report-numbers';
import type { RunCallback } from './run-callback';
import { Schedule, type ScheduleState } from './schedule';
import { type VarietyState, VarietyWatch } from './variety-watch';

/** Options of {@link collapseWarning}. */
export interface CollapseWarningOptions {
  /** Steps between two looks at samples. Default 500. */
  readonly every?: number;
  /** Samples that are compared, real and generated. Default 128. */
  readonly samples?: number;
  /**
   * Real samples to compare with, `[count, ...sample]`, alone or with a condition; they stay yours. Default: of the training
   * data, where these are a tensor, a sampler or an array of batches. Data of other kinds must be given.
   */
  readonly data?: Tensor | RealSamples;
  /** Looks in a row, and reports in a row, that must show it. Default 3. */
  readonly patience?: number;
  /** Receiver of what was found, once until it is over. Default: `console.warn` of its message. */
  readonly onFinding?: (finding: CollapseFinding) => void;
}

/** A callback that looks for collapse, with what it found. */
export interface CollapseWarning extends RunCallback {
  /** Findings of the latest run. */
  readonly findings: readonly CollapseFinding[];
}

/** State for a checkpoint. */
interface CollapseState {
  readonly saturated: number;
  readonly variety: VarietyState;
}

/** Scores beyond which D learns nothing new of a sample, and G little. */
const SATURATED = { real: 0.99, fake: 0.01, loss: 0.05 };

/**
 * A callback that warns of mode collapse and of a vanishing gradient, with the numbers that were seen and what to try. It changes
 * nothing in training.
 *
 * Mode collapse, for every trainer that can draw samples: of the real samples' pairs, a tenth are nearer than some distance.
 * Where 3 times as many pairs of generated samples are (the same latents at each look), G has at most about a third of the data's
 * variety. That is warned of where the variety was there and went, or where it never came within 10 looks: at its beginning,
 * every G has little. Distances are those of the values: a G that lacks some of many modes isn't seen; `modeCoverage` of
 * `gan-core/metrics` and measured divergences see more.
 *
 * A vanishing gradient, of a Trainer alone: D(x) above 0.99, D(G(z)) below 0.01 and D's loss within 0.05 of 0, on average, in
 * `patience` reports in a row. Losses without probabilities (Wasserstein's) don't come there.
 *
 * Sources: Arora, Risteski and Zhang 2018, "Do GANs Learn the Distribution? Some Theory and Empirics" (how often generated
 * samples coincide); Arjovsky and Bottou 2017, "Towards Principled Methods for Training Generative Adversarial Networks"
 * (vanishing gradients).
 *
 * @param options - `every`, `samples`, `data`, `patience`, `onFinding`
 * @returns the callback, named `collapse-warning`, with its `findings`
 * @throws ArgumentError for options that can't be used, and in a run whose data it can't look at, or whose samples are of another
 *   size
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, normalLatent, Trainer } from 'gan-core';
 * import { collapseWarning } from 'gan-core/callbacks';
 * const generator = () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const discriminator = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * const watch = collapseWarning({ every: 10 });
 * const trainer = new Trainer({ generator, discriminator, latent: normalLatent(4), backend: 'cpu', callbacks: [watch] });
 * await trainer.fit(gaussianRing(), { steps: 20, reportEvery: 10 });
 * console.log(watch.findings.length); // → 0
 * ```
 */
export function collapseWarning(options: CollapseWarningOptions = {}): CollapseWarning {
  const { every, samples, data, patience, onFinding } = checkOptions(options);
  const schedule = new Schedule(every);
  let findings: CollapseFinding[] = [];
  let variety: VarietyWatch | undefined;
  let condition: Condition | undefined;
  let saturated = 0;
  let restored: CollapseState | undefined;
  const tell = (finding: CollapseFinding | undefined) => {
    if (!finding) return;
    findings.push(finding);
    onFinding(finding);
  };
  const look = async (step: number, trainer: RunningGameTrainer) => {
    schedule.done(step);
    const drawn = await trainer.sample(variety!.count, { seed: 0, ...(condition && { condition }) });
    try {
      tell(variety!.look(step, await readRows(drawn)));
    } finally {
      drawn.dispose();
    }
  };
  const forget = () => {
    dispose([...conditionTensors(condition)]);
    condition = undefined;
  };
  return {
    name: 'collapse-warning',
    get findings() {
      return findings;
    },
    async onTrainBegin(plan, trainer) {
      schedule.begin(plan);
      [findings, saturated] = [[], restored?.saturated ?? 0];
      forget();
      const taken = takeRealSamples(data ?? plan.data, samples);
      if (!taken) throw noData();
      condition = taken.condition;
      const real = await readRows(taken.real).finally(() => taken.real.dispose());
      variety = new VarietyWatch(pairDistances(real), real, patience);
      if (restored) variety.restore(restored.variety);
      else await look(plan.fromStep, trainer);
      restored = undefined;
    },
    async onReport(report, trainer) {
      saturated = isSaturated(report) ? saturated + 1 : 0;
      if (saturated === patience) tell(vanishing(report, patience));
      if (schedule.isDue(report.step)) await look(report.step, trainer);
    },
    onTrainEnd: forget,
    saveState: () => ({ saturated, variety: variety?.save() ?? null, schedule: schedule.save() }),
    restoreState(state: {
      readonly saturated: number;
      readonly variety: VarietyState | null;
      readonly schedule: ScheduleState;
    }) {
      schedule.restore(state.schedule);
      restored = state.variety === null ? undefined : { ...state, variety: state.variety };
    },
  };
}

function checkOptions(options: CollapseWarningOptions) {
  refuseUnknownKeys(options, ['every', 'samples', 'data', 'patience', 'onFinding']);
  const {
    every = 500,
    samples = 128,
    data,
    patience = 3,
    onFinding = ({ message }: CollapseFinding) => console.warn(`gan-core: ${message}`),
  } = options;
  checkWholeNumber('every', every, 1);
  checkWholeNumber('samples', samples, 16);
  checkWholeNumber('patience', patience, 1);
  checkFunction('onFinding', onFinding, 'a function (finding) => void');
  const real: unknown = data instanceof Tensor || data === undefined ? data : data?.real;
  const isFit = data === undefined || (real instanceof Tensor && real.rank > 1 && !real.isDisposed);
  refuseUnless(isFit, 'data', data, 'a tensor of real samples, or { real, condition }');
  return { every, samples, data, patience, onFinding };
}

function noData(): ArgumentError {
  return new ArgumentError(
    'data',
    "collapseWarning got none; expected real samples to compare with, since this run's data can't be looked at without a trace: collapseWarning({ data: someImages }).",
  );
}

function isSaturated(report: RunReport): boolean {
  const { realScore, fakeScore, discriminatorLoss } = reportNumbers(report);
  if (realScore === undefined || fakeScore === undefined || discriminatorLoss === undefined) return false;
  const { real, fake, loss } = SATURATED;
  return realScore > real && fakeScore < fake && Math.abs(discriminatorLoss) < loss;
}

function vanishing(report: RunReport, reports: number): CollapseFinding {
  const { realScore, fakeScore, discriminatorLoss, generatorLoss } = reportNumbers(report) as Record<
    string,
    number
  >;
  const [real, fake, loss] = [realScore!, fakeScore!, discriminatorLoss!].map((value) =>
    value.toPrecision(3),
  );
  const seen = `Vanishing gradient: in ${reports} reports in a row D told all samples apart (D(x) = ${real}, D(G(z)) = ${fake}, its loss ${loss}, at step ${report.step}), and G learns little from that.`;
  const hint =
    'Try a smaller learning rate for D, fewer discriminatorSteps, r1Penalty() among the terms, labelSmoothing, instance noise or augmentation, or nonSaturatingLoss() in place of minimaxLoss().';
  return {
    kind: 'vanishing-gradient',
    step: report.step,
    numbers: {
      realScore: realScore!,
      fakeScore: fakeScore!,
      discriminatorLoss: discriminatorLoss!,
      generatorLoss: generatorLoss!,
    },
    message: `${seen} ${hint}`,
  };
}
