import { useComputed } from '@preact/signals';
import type { AlignedData } from 'uplot';
import { Chart } from '../../view/chart';
import type { PictureRun } from './picture-run';

/** Losses and distances of a run on pictures over its steps. */
export function PictureCurves({ run }: { readonly run: PictureRun }) {
  const losses = useComputed<AlignedData>(() => {
    const reports = run.reports.value;
    return [
      reports.map(({ step }) => step),
      reports.map(({ discriminatorLoss }) => discriminatorLoss),
      reports.map(({ generatorLoss }) => generatorLoss),
    ];
  });
  const ofLosses = useComputed(() => {
    const last = run.reports.value.at(-1);
    return last
      ? `At step ${last.step}, D's loss is ${last.discriminatorLoss.toFixed(3)} and G's ${last.generatorLoss.toFixed(3)}.`
      : 'No step yet.';
  });
  const distances = useComputed<AlignedData>(() => {
    const measured = run.measurements.value;
    return [
      measured.map(({ step }) => step),
      measured.map(({ distance }) => distance),
      measured.map(({ interval }) => interval[0]),
      measured.map(({ interval }) => interval[1]),
    ];
  });
  const ofDistances = useComputed(() => {
    const last = run.measurements.value.at(-1);
    return last
      ? `At step ${last.step}, the kernel distance of features is ${last.distance.toPrecision(3)}, with the interval from ${last.interval[0].toPrecision(3)} to ${last.interval[1].toPrecision(3)}.`
      : 'Not measured yet.';
  });
  const areDigits = run.settings.value.data === 'digits';
  return (
    <div class="curves">
      <Chart
        title="Kernel distance of features (KID), samples against pictures"
        data={distances}
        summary={ofDistances}
        band={[3, 2]}
        lines={[
          { label: 'measured, 95 %', color: 'real' },
          { label: 'lower end', color: 'real', isEnd: true },
          { label: 'upper end', color: 'real', isEnd: true },
        ]}
      />
      <p class="soft">
        {areDigits
          ? 'By 64 features of a classifier of digits, against 500 digits that no training saw; 0 if G’s were like them.'
          : 'By 64 features of a random network; 0 if G’s pictures were like yours.'}
      </p>
      <Chart
        title="Losses"
        data={losses}
        summary={ofLosses}
        lines={[
          { label: 'D', color: 'real', width: 1.5 },
          { label: 'G', color: 'generated', width: 1.5 },
        ]}
      />
    </div>
  );
}
