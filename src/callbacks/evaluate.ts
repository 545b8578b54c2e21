import {
  ArgumentError,
  checkFunction,
  checkWholeNumber,
  describeValue,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import type { Estimate } from '../estimators';
import type { Callback, RunningGameTrainer, RunningTrainer, RunReport } from '../trainer';
import { ifInUse } from './if-in-use';
import { isGoodEnd } from './is-good-end';
import { Schedule, type ScheduleState } from './schedule';

/** Result of a metric: a number, several by their names, or an estimate with its interval. */
export type MetricResult = number | Readonly<Record<string, number>> | Estimate;

/** Moment of an evaluation. */
export interface EvaluationMoment {
  /** Number of steps done. */
  readonly step: number;
  /** Data that the run trains on. */
  readonly data: unknown;
}

/** One evaluation: plain JSON. */
export interface EvaluationRow {
  /** Number of steps done. */
  readonly step: number;
  /** Name of the metric. */
  readonly metric: string;
  /** The numbers by their names; a metric that gives one number has it under its own name. */
  readonly results: Readonly<Record<string, number>>;
  /** The interval, of a metric that gives an estimate. */
  readonly interval?: readonly [lower: number, upper: number];
  /** Seconds that the evaluation took. */
  readonly seconds: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** Options of {@link evaluate}. */
export interface EvaluateOptions<Trainer extends RunningGameTrainer = RunningTrainer> {
  /**
   * The metric: any function of the trainer, which may draw samples of it. Whatever it throws ends the run.
   *
   * Such as `async (trainer) => (await trainer.measure(heldOut)).value`.
   */
  readonly metric: (trainer: Trainer, moment: EvaluationMoment) => MetricResult | Promise<MetricResult>;
  /** Name of the metric, in rows, files and `earlyStop`. Default `'metric'`. */
  readonly name?: string;
  /** Steps between two evaluations: each is at the first report from a multiple of it on, and one is at the end. Default 1000. */
  readonly every?: number;
  /** Receiver of each row. Default: none; all rows stand in `rows`. */
  readonly onRow?: (row: EvaluationRow) => void | Promise<void>;
}

/** A metric that is evaluated while a run goes on. */
export interface Evaluation<Trainer extends RunningGameTrainer = RunningTrainer>
  extends Callback<RunReport, Trainer, unknown> {
  /** Name of the metric. */
  readonly metric: string;
  /** The rows of all runs. */
  readonly rows: readonly EvaluationRow[];
}

/**
 * A callback that evaluates a metric of yours every so many steps, and keeps the results as rows. What draws on the trainer's
 * samples changes nothing in training.
 *
 * @param options - `metric`, `name`, `every`, `onRow`
 * @returns the callback, named `evaluate-` and the metric's name, with its `rows`
 * @throws ArgumentError for options that can't be used, and in a run for a result that is no number, record of numbers or
 *   estimate
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, modeCoverage, normalLatent, Trainer } from 'gan-core';
 * import { evaluate } from 'gan-core/callbacks';
 * const generator = () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const discriminator = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * const coverage = evaluate({
 *   name: 'coverage',
 *   every: 10,
 *   async metric(trainer) {
 *     const samples = await trainer.sample(100, { seed: 0 });
 *     const { modes, highQualityShare } = modeCoverage((await samples.array()) as number[][], gaussianRing());
 *     samples.dispose();
 *     return { modes, highQualityShare };
 *   },
 * });
 * const callbacks = [coverage];
 * const trainer = new Trainer({ generator, discriminator, latent: normalLatent(4), backend: 'cpu', callbacks });
 * await trainer.fit(gaussianRing(), { steps: 20, reportEvery: 10 });
 * for (const { step, results } of coverage.rows) console.log(step, Object.keys(results));
 * // → 10 [ 'modes', 'highQualityShare' ]
 * // → 20 [ 'modes', 'highQualityShare' ]
 * ```
 */
export function evaluate<Trainer extends RunningGameTrainer = RunningTrainer>(
  options: EvaluateOptions<Trainer>,
): Evaluation<Trainer> {
  refuseUnknownKeys(options, ['metric', 'name', 'every', 'onRow']);
  const { metric, name = 'metric', every = 1000, onRow = () => {} } = options;
  checkFunction('metric', metric, 'a function (trainer, { step, data }) => number');
  const isName = typeof name === 'string' && /^[\w.-]{1,80}$/.test(name);
  refuseUnless(isName, 'name', name, "a name of letters, digits, '.', '-' and '_'");
  checkWholeNumber('every', every, 1);
  checkFunction('onRow', onRow, 'a function (row) => void');
  const schedule = new Schedule(every);
  let rows: EvaluationRow[] = [];
  let data: unknown;
  const run = async (step: number, trainer: Trainer) => {
    const began = performance.now();
    const result = await metric(trainer, { step, data });
    const seconds = (performance.now() - began) / 1000;
    const row = { step, metric: name, ...resultsOf(name, result), seconds, timestamp: Date.now() / 1000 };
    schedule.done(step);
    rows.push(row);
    await onRow(row);
  };
  return {
    name: `evaluate-${name}`,
    metric: name,
    get rows() {
      return rows;
    },
    onTrainBegin(plan) {
      data = plan.data;
      rows = rows.filter(({ step }) => step <= plan.fromStep); // after a way back, the others are of no state any more
      schedule.begin(plan);
    },
    async onReport({ step }, trainer) {
      if (schedule.isDue(step)) await run(step, trainer);
    },
    async onTrainEnd(outcome, trainer) {
      if (isGoodEnd(outcome) && !schedule.isDone(outcome.step))
        await ifInUse(() => run(outcome.step, trainer));
    },
    saveState: () => ({ rows: [...rows], schedule: schedule.save() }),
    restoreState(saved: { readonly rows: readonly EvaluationRow[]; readonly schedule: ScheduleState }) {
      rows = [...saved.rows];
      schedule.restore(saved.schedule);
    },
  };
}

/** A metric's result as numbers by their names. */
function resultsOf(name: string, result: unknown): Pick<EvaluationRow, 'results' | 'interval'> {
  if (typeof result === 'number') return { results: { [name]: result } };
  if (typeof result === 'object' && result !== null && !Array.isArray(result)) {
    const { value, interval } = result as Partial<Estimate>;
    if (typeof value === 'number' && Array.isArray(interval))
      return { results: { [name]: value }, interval: interval as unknown as readonly [number, number] };
    const numbers = Object.entries(result);
    if (numbers.length > 0 && numbers.every(([, number]) => typeof number === 'number'))
      return { results: Object.fromEntries(numbers) };
  }
  const expected = 'expected a number, an object of numbers, or an estimate';
  throw new ArgumentError('metric', `'${name}' gave ${describeValue(result)}; ${expected}.`);
}
