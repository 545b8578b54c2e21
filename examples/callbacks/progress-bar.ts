import { readableTime } from 'gan-core/callbacks';
import type { Estimate } from 'gan-core/estimators';
import type { Callback, TrainingReport } from 'gan-core/trainer';
import { type Progress, progressLine, readings } from './progress-line';
import { StatusLine, type Terminal } from './status-line';

/** A terminal is drawn on at most so often. */
const millisecondsBetweenDrawings = 100;

/** How a run's progress is shown. */
export interface ProgressBarOptions {
  /** Without a terminal, the shortest time between two lines, in seconds. Default 10. */
  readonly quietSeconds?: number;
  /** Where it is shown. Default stderr. */
  readonly terminal?: Terminal & { readonly isTTY?: boolean };
}

/**
 * Shows how far the run is, with the losses of the last report, the divergence that was measured last, and the bound
 * that the D in training gives. Without a terminal (in CI, say) it prints a plain line now and then.
 */
export function progressBar({
  quietSeconds = 10,
  terminal = process.stderr,
}: ProgressBarOptions = {}): Callback {
  return terminal.isTTY ? terminalBar(terminal) : plainLines(quietSeconds);
}

function terminalBar(terminal: Terminal): Callback {
  let status: StatusLine | undefined;
  let progress: Progress = { fromStep: 0, step: 0, toStep: 0, seconds: 0 };
  let [began, drawn] = [0, 0];
  const draw = () => {
    drawn = performance.now();
    progress = { ...progress, seconds: (drawn - began) / 1000 };
    status?.show(progressLine(progress, status.width));
  };
  return {
    name: 'progress-bar',
    onTrainBegin({ fromStep, toStep }) {
      began = performance.now();
      progress = { fromStep, step: fromStep, toStep, seconds: 0 };
      status = new StatusLine(terminal);
      draw();
    },
    onStepEnd(step) {
      if (performance.now() - drawn < millisecondsBetweenDrawings) return;
      progress = { ...progress, step };
      draw();
    },
    onReport(report) {
      const measured = measurementOf(report);
      progress = { ...progress, step: report.step, report, ...(measured && { measured }) };
      draw();
    },
    onTrainEnd({ step }) {
      progress = { ...progress, step };
      draw();
      status?.close();
    },
  };
}

function plainLines(quietSeconds: number): Callback {
  let total = 0;
  let lastPrinted = 0;
  let measured: Estimate | undefined;
  return {
    name: 'progress-bar',
    onTrainBegin({ toStep }) {
      [total, lastPrinted] = [toStep, 0];
    },
    onReport(report) {
      measured = measurementOf(report) ?? measured;
      if (report.seconds - lastPrinted < quietSeconds && report.step < total) return;
      lastPrinted = report.seconds;
      const parts = [
        `${report.step}/${total} steps, ${readableTime(report.seconds)}`,
        ...readings({ report, ...(measured && { measured }) }),
      ];
      console.error(parts.join('  '));
    },
  };
}

/** The divergence that was measured for this report, if one was. */
function measurementOf(
  report: TrainingReport & { readonly measured?: Estimate | null },
): Estimate | undefined {
  return report.measured ?? undefined;
}
