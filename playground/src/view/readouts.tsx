import { useComputed } from '@preact/signals';
import { givesProbabilities } from '../game/gives-probabilities';
import type { Run } from './run';

const log4 = 2 * Math.LN2;
const rounded = (value: number) => value.toFixed(2).replace('-', '−').replace('−0.00', '0.00');
const signed = (value: number) => value.toFixed(3).replace('-', '−');

/** The numbers of a run, as they stand. */
export function Readouts({ run }: { readonly run: Run }) {
  const rows = useComputed(() => {
    const report = run.reports.value.at(-1);
    const measured = run.measurements.value.at(-1);
    const isValue = givesProbabilities(run.settings.value.loss);
    const speed = run.stepsPerSecond.value;
    return [
      ['Step', run.step.value.toLocaleString('en')],
      ['Steps a second', speed === null ? '–' : speed.toFixed(0)],
      ['Computed by', run.machine.value || '–'],
      ['Modes reached', measured ? `${measured.modes} of ${measured.modesInAll}` : '–'],
      ['Points at a mode', measured ? `${(100 * measured.highQualityShare).toFixed(1)} %` : '–'],
      ['JS divergence, exact', measured ? rounded(measured.exact) : '–'],
      [
        'JS divergence, measured: at least',
        measured?.measured
          ? `${rounded(measured.measured.value)} (${rounded(measured.measured.interval[0])} to ${rounded(measured.measured.interval[1])})`
          : '–',
      ],
      ...(isValue
        ? [
            ['V of the D in training', report ? signed(-report.discriminatorLoss) : '–'],
            ['max V = −2 log 2 + 2 JS', measured ? rounded(2 * measured.exact - log4) : '–'],
          ]
        : []),
      ...(isValue
        ? [
            ['D of real points', report ? report.realScore.toFixed(2) : '–'],
            ['D of generated points', report ? report.fakeScore.toFixed(2) : '–'],
          ]
        : [
            ['D’s output on real points', report ? signed(report.realLogit) : '–'],
            ['… on generated points', report ? signed(report.fakeLogit) : '–'],
          ]),
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
