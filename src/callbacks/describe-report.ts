import type { RunReport, TrainingReport } from '../trainer';
import { reportNumbers } from './report-numbers';

/**
 * Describes a report in short phrases, the most telling first: a measured divergence with its interval, the losses, and the bound
 * by the D in training. A line of a log shows them all; a progress bar shows those that fit.
 *
 * @param report - the report of a Trainer or of a GameTrainer
 * @returns the phrases
 * @throws ArgumentError for what is no object
 *
 * @example
 * ```ts
 * import { describeReport } from 'gan-core/callbacks';
 * const report = { step: 100, losses: { critic: -0.5, generator: 0.25 }, measured: null, seconds: 2, threads: null, warnings: [] };
 * console.log(describeReport(report).join('  ')); // → critic -0.5000  generator 0.2500
 * ```
 */
export function describeReport(report: RunReport): readonly string[] {
  const numbers = reportNumbers(report);
  const { discriminatorLoss, generatorLoss, divergence } = numbers;
  const phrases = 'measured' in numbers ? [measurement(report)] : [];
  if (discriminatorLoss !== undefined && generatorLoss !== undefined)
    phrases.push(`loss D ${readable(discriminatorLoss)} G ${readable(generatorLoss)}`);
  for (const [name, value] of Object.entries(numbers))
    if (name.startsWith('losses.')) phrases.push(`${name.slice('losses.'.length)} ${readable(value)}`);
  if (divergence !== undefined) {
    const { name, unit } = (report as TrainingReport).divergence!;
    const named = typeof name === 'string' ? name : 'divergence';
    phrases.push(`${named} ≥ ${readable(divergence)}${unitWord(unit)} by the D in training`);
  }
  return phrases;
}

function measurement({ measured }: RunReport): string {
  const { value, interval, unit } = measured!;
  const isInterval = Array.isArray(interval) && interval.every((end) => typeof end === 'number');
  const ends = isInterval ? ` [${interval.map(readable).join(', ')}]` : '';
  return `measured ${readable(value)}${ends}${unitWord(unit)}`;
}

/** The unit behind a number; a pure number has none. */
function unitWord(unit: unknown): string {
  return typeof unit === 'string' && unit !== '' ? ` ${unit}` : '';
}

/** Four digits, whatever the size. */
function readable(value: number): string {
  return Number.isFinite(value) ? value.toPrecision(4) : String(value);
}
