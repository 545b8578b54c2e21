import { line, type PlotOptions, ruleY, text } from '@observablehq/plot';
import type { TrainingReport } from 'gan-core/trainer';
import { figureToPng, type Panel } from './figure';

const discriminatorColour = '#c2410c';
const generatorColour = '#0a6ebd';
const divergenceColour = '#15803d';

/** What the picture of a run shows. */
export interface TrainingPicture {
  readonly title: string;
  readonly subtitle: string;
  readonly reports: readonly TrainingReport[];
}

/** Both losses over the steps; below them the divergence that D's loss implies, under its greatest value, log 2. */
export function trainingPicture({ title, subtitle, reports }: TrainingPicture): Uint8Array {
  const last = reports.at(-1)!;
  const steps: PlotOptions['x'] = { domain: [0, last.step], labelAnchor: 'center', labelArrow: 'none' };
  const size = { width: 760, height: 230, marginTop: 8, marginRight: 100, marginBottom: 34, marginLeft: 32 };
  const generatorIsHigher = last.generatorLoss > last.discriminatorLoss;
  const curve = (colour: string, value: (report: TrainingReport) => number) =>
    line(reports, { x: ({ step }: TrainingReport) => step, y: value, stroke: colour, strokeWidth: 1.75 });
  /** A name at the right end, moved up or down so that two of them never touch. */
  const name = (content: string, y: number, fill: string, dy = 0) =>
    text([content], { x: last.step, y, fill, dx: 8, dy, textAnchor: 'start' });

  const losses: Panel = {
    heading: 'Losses (nats)',
    ...size,
    x: { ...steps, label: null },
    y: { label: null, zero: true, nice: true },
    grid: true,
    marks: [
      curve(discriminatorColour, (report) => report.discriminatorLoss),
      curve(generatorColour, (report) => report.generatorLoss),
      name('discriminator', last.discriminatorLoss, discriminatorColour, generatorIsHigher ? 7 : -7),
      name('generator', last.generatorLoss, generatorColour, generatorIsHigher ? -7 : 7),
    ],
  };
  const divergence: Panel = {
    heading: 'Jensen–Shannon divergence between real and generated, as the discriminator reads it (nats)',
    ...size,
    x: { ...steps, label: 'step' },
    y: { domain: [0, 0.75], label: null },
    grid: true,
    marks: [
      ruleY([Math.LN2], { stroke: '#222', strokeDasharray: '5,4' }),
      name('log 2', Math.LN2, '#222'),
      curve(divergenceColour, (report) => report.divergence?.value ?? Number.NaN),
      name('lower bound', last.divergence?.value ?? 0, divergenceColour),
    ],
  };
  return figureToPng({ title, subtitle, columns: 1, panels: [losses, divergence] });
}
