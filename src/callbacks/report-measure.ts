import { ArgumentError, isFunction, refuseUnless } from '../errors';
import type { RunningGameTrainer, RunReport } from '../trainer';
import type { Evaluation } from './evaluate';
import { reportNumbers } from './report-numbers';

/**
 * A number that a run goes by: its name in the reports, as {@link reportNumbers} has it; a function of the report; or an
 * {@link evaluate} of the same trainer.
 */
export type ReportMeasure =
  | string
  | ((report: RunReport) => number | null | undefined)
  | Pick<Evaluation<RunningGameTrainer>, 'metric' | 'rows'>;

/** The function that gives a report's number, if it has one. */
export function numberOf(by: ReportMeasure, result?: string): (report: RunReport) => number | undefined {
  if (typeof by === 'string') return (report) => numberByName(by, report);
  if (isFunction(by)) {
    return (report) => {
      const value: unknown = by(report);
      refuseUnless(
        value == null || typeof value === 'number',
        'by',
        value,
        'its function to give a number or null',
      );
      return (value as number | null) ?? undefined;
    };
  }
  const isEvaluation =
    typeof by === 'object' && by !== null && typeof by.metric === 'string' && Array.isArray(by.rows);
  refuseUnless(
    isEvaluation,
    'by',
    by,
    "a number's name in the reports, a function of a report, or what evaluate() gave",
  );
  const { metric } = by;
  return ({ step }) => {
    const row = by.rows.at(-1);
    if (row?.step !== step) return undefined;
    const value = row.results[result ?? metric];
    if (value !== undefined) return value;
    const names = Object.keys(row.results).join(', ');
    throw new ArgumentError('result', `'${metric}' gave no '${result ?? metric}'; expected one of ${names}.`);
  };
}

/** Names that a report may lack at times. */
const mayBeMissing = /^(measured|divergence|terms\..+|losses\..+)$/;

function numberByName(name: string, report: RunReport): number | undefined {
  const numbers = reportNumbers(report);
  if (Object.hasOwn(numbers, name)) return numbers[name];
  if (mayBeMissing.test(name)) return undefined;
  const names = Object.keys(numbers).join(', ');
  throw new ArgumentError(
    'by',
    `got '${name}', which the reports don't have; expected measured, or one of ${names}.`,
  );
}
