import type { MetricKind, SanityCheck } from './check';
import type { MeasuredSeries } from './measure';

/** Outcome of a check: `shape` where the metric moves as it should, and hasn't the values that it should have. */
export type Verdict = 'pass' | 'shape' | 'fail';

/** Decides on one metric by the criteria of all series of a check. */
export function verdictOf(
  check: SanityCheck,
  measured: readonly MeasuredSeries[],
  name: string,
  kind: MetricKind,
): Verdict {
  const holds = (part: 'shape' | 'bounds') =>
    check.series.every((series, at) => {
      const curve = measured[at]!.curves[name]!;
      return series[part][kind].every((criterion) => criterion(curve));
    });
  if (!holds('shape')) return 'fail';
  return holds('bounds') ? 'pass' : 'shape';
}
