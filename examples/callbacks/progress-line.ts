import { readableTime } from 'gan-core/callbacks';
import type { Estimate } from 'gan-core/estimators';
import type { TrainingReport } from 'gan-core/trainer';

/** How far a run is. */
export interface Progress {
  readonly fromStep: number;
  readonly step: number;
  readonly toStep: number;
  /** Since the run began. */
  readonly seconds: number;
  readonly report?: TrainingReport;
  /** The latest divergence that was measured. */
  readonly measured?: Estimate;
}

/** The progress in one line of at most `width` characters: what doesn't fit is left out, the least telling first. */
export function progressLine(progress: Progress, width: number): string {
  const { fromStep, step, toStep } = progress;
  const share = toStep > fromStep ? (step - fromStep) / (toStep - fromStep) : 1;
  const left = timeLeft(progress);
  const steps = `${step}/${toStep} steps${left === undefined ? '' : `, ${left} left`}`;
  const [first = '', ...others] = readings(progress).map((reading) => `  ${reading}`);
  // The bar gives way to what it stands beside.
  const beside = steps.length + first.length <= width ? steps + first : steps;
  const cells = [24, 8].find((size) => size + 1 + beside.length <= width) ?? 0;
  const bar = cells > 0 ? `${progressCells(share, cells)} ` : '';
  return [first, ...others].reduce(
    (line, part) => (line.length + part.length <= width ? line + part : line),
    bar + steps,
  );
}

function progressCells(share: number, cells: number): string {
  const filled = Math.round(cells * share);
  return '━'.repeat(filled) + '┈'.repeat(cells - filled);
}

/** What the report and the measurement say, the most telling first. */
export function readings({ report, measured }: Pick<Progress, 'report' | 'measured'>): string[] {
  const parts: string[] = [];
  if (measured) {
    const [lower, upper] = measured.interval.map((end) => end.toFixed(3));
    const unit = measured.unit === '' ? '' : ` ${measured.unit}`;
    parts.push(`measured ${measured.value.toFixed(3)} [${lower}, ${upper}]${unit}`);
  }
  if (report) {
    const { discriminatorLoss, generatorLoss, divergence } = report;
    parts.push(`loss D ${discriminatorLoss.toFixed(3)} G ${generatorLoss.toFixed(3)}`);
    if (divergence)
      parts.push(
        `bound by the D in training: ${divergence.name} ≥ ${divergence.value.toFixed(3)} ${divergence.unit}`,
      );
  }
  return parts;
}

/** The time that is left, once there is something to judge it by: some seconds, and a few per cent. */
function timeLeft({ fromStep, step, toStep, seconds }: Progress): string | undefined {
  const done = step - fromStep;
  if (seconds < 3 || done < 0.03 * (toStep - fromStep) || step >= toStep) return undefined;
  return readableTime((seconds / done) * (toStep - step));
}
