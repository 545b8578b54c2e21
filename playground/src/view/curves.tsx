import { useComputed } from '@preact/signals';
import type { AlignedData } from 'uplot';
import { Chart } from './chart';
import type { Run } from './run';

/** Losses and divergences of a run over its steps. */
export function Curves({ run }: { readonly run: Run }) {
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
  const divergences = useComputed<AlignedData>(() => alignedDivergences(run));
  const ofDivergences = useComputed(() => {
    const last = run.measurements.value.at(-1);
    return last
      ? `At step ${last.step}, the Jensen–Shannon divergence is ${last.exact.toFixed(2)} nats${last.measured ? `; measured it is at least about ${last.measured.value.toFixed(2)}, with the interval from ${last.measured.interval[0].toFixed(2)} to ${last.measured.interval[1].toFixed(2)}` : ''}.`
      : 'Not measured yet.';
  });
  return (
    <div class="curves">
      <Chart
        title="Jensen–Shannon divergence, nats"
        data={divergences}
        summary={ofDivergences}
        band={[4, 3]}
        lines={[
          { label: 'exact', color: 'exact' },
          { label: 'measured (at least), 95 %', color: 'real' },
          { label: 'lower end', color: 'real', isEnd: true },
          { label: 'upper end', color: 'real', isEnd: true },
          { label: 'bound by the D in training', color: 'bound', dash: [6, 4], width: 1.5 },
        ]}
      />
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

/** Both kinds of divergence over all steps that have either. The bound is there for games that measure Jensen–Shannon. */
function alignedDivergences(run: Run): AlignedData {
  const measured = new Map(run.measurements.value.map((each) => [each.step, each]));
  const bounds = new Map(
    run.reports.value.flatMap(({ step, divergence }) =>
      divergence?.name === 'Jensen–Shannon' ? [[step, divergence.value] as const] : [],
    ),
  );
  const steps = [...new Set([...measured.keys(), ...bounds.keys()])].sort((a, b) => a - b);
  const of = (read: (step: number) => number | undefined) => steps.map((step) => read(step) ?? null);
  return [
    steps,
    of((step) => measured.get(step)?.exact),
    of((step) => measured.get(step)?.measured?.value),
    of((step) => measured.get(step)?.measured?.interval[0]),
    of((step) => measured.get(step)?.measured?.interval[1]),
    of((step) => bounds.get(step)),
  ];
}
