import { checkNumber, checkWholeNumber, nonNegative, refuseUnknownKeys, refuseUnless } from '../errors';
import { numberOf, type ReportMeasure } from './report-measure';
import type { RunCallback } from './run-callback';

/** Options of {@link earlyStop}. */
export interface EarlyStopOptions {
  /**
   * The number to go by: its name in the reports, as {@link reportNumbers} has it (`'measured'`, `'losses.critic'`); a function
   * of the report; or an {@link evaluate} of the same trainer, given to it before this one. Where a report has no such number, it
   * doesn't count.
   */
  readonly by: ReportMeasure;
  /** Name of the number among an evaluation's results. Default: the metric's own. */
  readonly result?: string;
  /** Numbers in a row that may come without an improvement; the run ends at the last of them. Default 10. */
  readonly patience?: number;
  /** Least change that counts as an improvement. Default 0: any. */
  readonly minDelta?: number;
  /** Direction of an improvement: `'min'` for a distance, `'max'` for a coverage. Default `'min'`. */
  readonly mode?: 'min' | 'max';
}

/** Best number of a run. */
export interface BestNumber {
  /** Number of steps done by then. */
  readonly step: number;
  /** The number. */
  readonly value: number;
}

/** An early stop, with what it goes by. */
export interface EarlyStop extends RunCallback {
  /** The best number of the latest run so far, and the step it came at. */
  readonly best: BestNumber | undefined;
}

/**
 * A callback that ends a run, as `stop()` does, once a number hasn't improved for so long. Each run begins anew, but for one that
 * goes on from a checkpoint. A GAN's losses say little about its samples: go by `'measured'`, or by a metric.
 *
 * Source: Prechelt 1998, "Early Stopping – But When?".
 *
 * @param options - `by`, `result`, `patience`, `minDelta`, `mode`
 * @returns the callback, named `early-stop`, with the `best` number so far
 * @throws ArgumentError for options that can't be used, and in a run for a name that its reports don't have
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, normalLatent, Trainer } from 'gan-core';
 * import { earlyStop } from 'gan-core/callbacks';
 * const generator = () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const discriminator = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * const callbacks = [earlyStop({ by: 'generatorLoss', patience: 2, minDelta: 1000 })]; // nothing improves by as much
 * const trainer = new Trainer({ generator, discriminator, latent: normalLatent(4), backend: 'cpu', callbacks });
 * const { outcome } = await trainer.fit(gaussianRing(), { steps: 100, reportEvery: 10 });
 * console.log(outcome); // → { reason: 'stopped', step: 30 }
 * ```
 */
export function earlyStop(options: EarlyStopOptions): EarlyStop {
  const { read, patience, minDelta, mode } = checkOptions(options);
  let best: BestNumber | undefined;
  let waited = 0;
  let isRestored = false;
  return {
    name: 'early-stop',
    get best() {
      return best;
    },
    onTrainBegin() {
      if (!isRestored) [best, waited] = [undefined, 0];
      isRestored = false;
    },
    saveState: () => ({ best, waited }),
    restoreState(state: { best: typeof best; waited: number }) {
      ({ best, waited } = state);
      isRestored = true;
    },
    onReport(report, trainer) {
      const value = read(report);
      if (value === undefined) return;
      const gain = best === undefined ? Infinity : mode === 'min' ? best.value - value : value - best.value;
      // NaN is no improvement.
      if (gain > 0 && gain >= minDelta && !Number.isNaN(value)) {
        [best, waited] = [{ step: report.step, value }, 0];
        return;
      }
      waited++;
      if (waited >= patience) trainer.stop();
    },
  };
}

function checkOptions(options: EarlyStopOptions) {
  refuseUnknownKeys(options, ['by', 'result', 'patience', 'minDelta', 'mode']);
  const { by, result, patience = 10, minDelta = 0, mode = 'min' } = options;
  checkWholeNumber('patience', patience, 1);
  checkNumber('minDelta', minDelta, nonNegative);
  refuseUnless(mode === 'min' || mode === 'max', 'mode', mode, "'min' or 'max'");
  const isResult = result === undefined || (typeof result === 'string' && typeof by === 'object');
  refuseUnless(isResult, 'result', result, 'a name among the results of an evaluation, which `by` is then');
  return { read: numberOf(by, result), patience, minDelta, mode };
}
