import { describeReport, type RunCallback, readableTime } from '../callbacks';
import { ArgumentError, checkMembers, refuseUnknownKeys } from '../errors';
import type { RunReport } from '../trainer';
import { BarTerminal, type Terminal } from './bar-terminal';
import { loadPackage } from './load-package';

/** Options of {@link progressBar}. */
export interface ProgressBarOptions {
  /** Place to draw at. Default: `process.stderr`. */
  readonly terminal?: Terminal;
}

/** Milliseconds between two updates of the bar: steps may be many a second. */
const BETWEEN_UPDATES = 50;

/** The part of cli-progress that is used; the package has no types of its own. */
interface CliProgress {
  readonly SingleBar: new (options: object) => SingleBar;
}
interface SingleBar {
  start(total: number, value: number): void;
  update(value: number): void;
  stop(): void;
}

/** State of the bar, as cli-progress gives it to a function that writes the line. */
interface BarState {
  readonly value: number;
  readonly total: number;
  readonly progress: number;
  /** Seconds that are left, by the latest steps; a word where that can't be told. */
  readonly eta: number | string;
}

/**
 * A callback that draws a progress bar on a terminal, by the package `cli-progress`, which is loaded when a run begins: the
 * steps, the time that is left, and what the last report says, as far as there is room. What is printed by `console` meanwhile
 * gets lines of its own above it. Without a terminal, in CI say, it is silent: take `consoleLog` of `gan-core/callbacks` too.
 *
 * @param options - `terminal`
 * @returns the callback, named `progress-bar`
 * @throws ArgumentError for options that can't be used, and, before the first step, where `cli-progress` isn't installed
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, normalLatent, Trainer } from 'gan-core';
 * import { progressBar } from 'gan-core/node';
 * const generator = () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const discriminator = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * const callbacks = [progressBar()];
 * const trainer = new Trainer({ generator, discriminator, latent: normalLatent(4), backend: 'cpu', callbacks });
 * const { outcome } = await trainer.fit(gaussianRing(), { steps: 20, reportEvery: 10 });
 * console.log(outcome.reason); // → completed
 * ```
 */
export function progressBar(options: ProgressBarOptions = {}): RunCallback {
  refuseUnknownKeys(options, ['terminal']);
  const { terminal = process.stderr } = options;
  checkMembers('terminal', terminal, {
    expected: 'a stream of a terminal, such as process.stderr',
    functions: ['write'],
  });
  let bar: SingleBar | undefined;
  let screen: BarTerminal | undefined;
  let updated = 0;
  let phrases: readonly string[] = [];
  let measured: RunReport['measured'] = null;
  const close = () => {
    bar?.stop();
    screen?.close();
    [bar, screen] = [undefined, undefined];
  };
  return {
    name: 'progress-bar',
    async onTrainBegin({ fromStep, toStep }) {
      if (terminal.isTTY !== true) return;
      const { SingleBar } = await loadPackage<CliProgress>(
        'cli-progress',
        (why, cause) =>
          new ArgumentError('progressBar', `draws by a package that didn't load: ${why}`, { cause }),
      );
      close();
      [phrases, measured, updated] = [[], null, 0];
      screen = new BarTerminal(terminal);
      bar = new SingleBar({
        terminal: screen,
        format: (_: unknown, state: BarState) => line(state, phrases, screen!.getWidth()),
        progressCalculationRelative: true,
        etaBuffer: 100,
        linewrap: true, // left as it is: a killed program must leave the terminal in order
        gracefulExit: false, // signals are the program's own
      });
      bar.start(toStep, fromStep);
    },
    onStepEnd(step) {
      const now = performance.now();
      if (now - updated < BETWEEN_UPDATES) return;
      updated = now;
      bar?.update(step);
    },
    onReport(report) {
      bar?.update(report.step);
      measured = report.measured ?? measured;
      phrases = describeReport({ ...report, measured });
    },
    onTrainEnd({ step }) {
      bar?.update(step);
      close();
    },
  };
}

/**
 * The progress in one line of at most `width` characters: phrases that don't fit are left out, and the bar where nothing else
 * would fit.
 */
function line({ value, total, progress, eta }: BarState, phrases: readonly string[], width: number): string {
  const left = typeof eta === 'number' && value < total && value > 0 ? `, ${readableTime(eta)} left` : '';
  const steps = `${value}/${total} steps${left}`;
  const beside = steps.length + 2 + (phrases[0]?.length ?? 0);
  const cells = [24, 8].find((size) => size + 1 + beside <= width) ?? 0;
  const filled = Math.round(cells * progress);
  const drawn = cells > 0 ? `${'━'.repeat(filled)}${'┈'.repeat(cells - filled)} ` : '';
  return phrases.reduce(
    (text, phrase) => (text.length + 2 + phrase.length <= width ? `${text}  ${phrase}` : text),
    drawn + steps,
  );
}
