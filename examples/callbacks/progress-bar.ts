import { SingleBar } from 'cli-progress';
import type { Callback, TrainingReport } from 'gan-core/trainer';

/**
 * Shows how far the run is, with the losses and the divergence of the last report. Without a terminal (in CI, say) it
 * prints a plain line at most every `quietSeconds` instead.
 */
export function progressBar({ quietSeconds = 10 }: { readonly quietSeconds?: number } = {}): Callback {
  return process.stderr.isTTY ? terminalBar() : plainLines(quietSeconds);
}

function terminalBar(): Callback {
  const bar = new SingleBar({
    format: '{bar} {value}/{total} steps, {eta_formatted} left  {reading}',
    barCompleteChar: '━',
    barIncompleteChar: ' ',
    barsize: 24,
    hideCursor: true,
  });
  return {
    name: 'progress-bar',
    onTrainBegin: ({ fromStep, toStep }) => bar.start(toStep, fromStep, { reading: '' }),
    onStepEnd: (step) => bar.update(step),
    onReport: (report) => bar.update(report.step, { reading: describe(report) }),
    onTrainEnd: () => bar.stop(),
  };
}

function plainLines(quietSeconds: number): Callback {
  let total = 0;
  let lastPrinted = 0;
  return {
    name: 'progress-bar',
    onTrainBegin: ({ toStep }) => {
      total = toStep;
    },
    onReport: (report) => {
      if (report.seconds - lastPrinted < quietSeconds && report.step < total) return;
      lastPrinted = report.seconds;
      console.error(`${report.step}/${total} steps, ${report.seconds.toFixed(0)} s  ${describe(report)}`);
    },
  };
}

function describe({ discriminatorLoss, generatorLoss, divergence }: TrainingReport): string {
  const losses = `loss D ${discriminatorLoss.toFixed(3)} G ${generatorLoss.toFixed(3)}`;
  return divergence ? `${losses}  ${divergence.name} ≥ ${divergence.value.toFixed(3)} nats` : losses;
}
