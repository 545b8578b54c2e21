import { checkFunction, checkNumber, nonNegative, refuseUnknownKeys } from '../errors';
import { describeReport } from './describe-report';
import { readableTime } from './readable-time';
import type { RunCallback } from './run-callback';

/** Options of {@link consoleLog}. */
export interface ConsoleLogOptions {
  /** Seconds between two lines, at least; the last report of a run is always printed. Default 0: a line a report. */
  readonly everySeconds?: number;
  /** Printer of a line. Default: `console.log`. */
  readonly print?: (line: string) => void;
}

/**
 * A callback that prints a line a report: the steps, the time since the run began, the losses, what was measured; and how a run
 * ended that wasn't completed.
 *
 * @param options - `everySeconds`, `print`
 * @returns the callback, named `console-log`
 * @throws ArgumentError for options that can't be used
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, normalLatent, Trainer } from 'gan-core';
 * import { consoleLog } from 'gan-core/callbacks';
 * const generator = () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const discriminator = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * const callbacks = [consoleLog({ print: (line) => console.log(line.split(',')[0]) })];
 * const trainer = new Trainer({ generator, discriminator, latent: normalLatent(4), backend: 'cpu', callbacks });
 * await trainer.fit(gaussianRing(), { steps: 20, reportEvery: 10 });
 * // → 10/20 steps
 * // → 20/20 steps
 * ```
 */
export function consoleLog(options: ConsoleLogOptions = {}): RunCallback {
  refuseUnknownKeys(options, ['everySeconds', 'print']);
  const { everySeconds = 0, print = (line: string) => console.log(line) } = options;
  checkNumber('everySeconds', everySeconds, nonNegative);
  checkFunction('print', print, 'a function that prints a line');
  let [toStep, printedAt] = [0, Number.NEGATIVE_INFINITY];
  return {
    name: 'console-log',
    onTrainBegin(plan) {
      [toStep, printedAt] = [plan.toStep, Number.NEGATIVE_INFINITY];
    },
    onReport(report) {
      const { step, seconds } = report;
      if (seconds - printedAt < everySeconds && step < toStep) return;
      printedAt = seconds;
      print([`${step}/${toStep} steps, ${readableTime(seconds)}`, ...describeReport(report)].join('  '));
    },
    onTrainEnd({ reason, step, error }) {
      if (reason === 'completed') return;
      const why = error instanceof Error ? `: ${error.message}` : '';
      print(`${reason} after ${step}/${toStep} steps${why}`);
    },
  };
}
