import { refuseUnless } from '../errors';
import type { RunReport } from '../trainer';

/** Members of a report that are no readings of the training. */
const apart: readonly string[] = ['step', 'seconds', 'threads', 'warnings'];

/**
 * Takes the numbers out of a report, each under one name: `generatorLoss`; `terms.r1` and `losses.critic` for what stands in a
 * record; `divergence` and `measured` for their `value`, in the reports that have one.
 *
 * @param report - the report of a Trainer or of a GameTrainer
 * @returns the numbers by their names, in the report's order
 * @throws ArgumentError for what is no object
 *
 * @example
 * ```ts
 * import { reportNumbers } from 'gan-core/callbacks';
 * const report = { step: 100, losses: { critic: -0.5, generator: 0.25 }, measured: null, seconds: 2, threads: null, warnings: [] };
 * console.log(reportNumbers(report)); // → { 'losses.critic': -0.5, 'losses.generator': 0.25 }
 * ```
 */
export function reportNumbers(report: RunReport): Readonly<Record<string, number>> {
  const isReport = typeof report === 'object' && report !== null && !Array.isArray(report);
  refuseUnless(isReport, 'report', report, 'a report of a trainer');
  const readings = Object.entries(report).filter(([name]) => !apart.includes(name));
  return Object.fromEntries(readings.flatMap(([name, value]) => numbersOf(name, value)));
}

function numbersOf(name: string, value: unknown): (readonly [string, number])[] {
  if (typeof value === 'number') return [[name, value]];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const { value: inner } = value as { readonly value?: unknown };
  if (typeof inner === 'number' && !isRecord(name)) return [[name, inner]];
  return Object.entries(value).flatMap(([key, number]) =>
    typeof number === 'number' ? [[`${name}.${key}`, number] as const] : [],
  );
}

/** Whether a reading is a record by names that users choose: a term may be called `value`. */
function isRecord(name: string): boolean {
  return name === 'terms' || name === 'losses';
}
