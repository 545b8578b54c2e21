import { useComputed } from '@preact/signals';
import type { PictureRun } from './picture-run';

/** The numbers of a run on pictures, as they stand. */
export function PictureReadouts({ run }: { readonly run: PictureRun }) {
  const rows = useComputed(() => {
    const report = run.reports.value.at(-1);
    const measured = run.measurements.value.at(-1);
    const speed = run.stepsPerSecond.value;
    return [
      ['Step', run.step.value.toLocaleString('en')],
      ['Steps a second', speed === null ? '–' : speed.toFixed(1)],
      ['Computed by', run.machine.value || '–'],
      [
        'Kernel distance of features',
        measured
          ? `${short(measured.distance)} (${short(measured.interval[0])} to ${short(measured.interval[1])})`
          : '–',
      ],
      ...(run.settings.value.data === 'digits'
        ? [['Kinds of digit written', typeof measured?.kinds === 'number' ? `${measured.kinds} of 10` : '–']]
        : []),
      ['D of real pictures', report ? report.realScore.toFixed(2) : '–'],
      ['D of generated pictures', report ? report.fakeScore.toFixed(2) : '–'],
    ] as [string, string][];
  });
  return (
    <dl class="readouts">
      {rows.value.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Three digits: features of digits give hundreds, random ones tenths. */
function short(value: number): string {
  return Number(value.toPrecision(3)).toString().replace('-', '−');
}
