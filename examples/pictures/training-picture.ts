import { line, type PlotOptions, text } from '@observablehq/plot';
import type { Estimate } from 'gan-core/estimators';
import type { TrainingReport } from 'gan-core/trainer';
import {
  boundColour,
  boundMark,
  greatestMarks,
  measuredColour,
  measuredMarks,
  namesAtTheEnd,
} from './divergence-marks';
import { figureToPng, type Panel } from './figure';

const discriminatorColour = boundColour;
const generatorColour = '#15803d';

/** A report, with what was measured at its step, if anything was. */
type Report = TrainingReport & { readonly measured?: Estimate | null };

/** What the picture of a run shows. */
export interface TrainingPicture {
  readonly title: string;
  readonly subtitle: string;
  readonly reports: readonly Report[];
}

const size = { width: 780, marginTop: 8, marginRight: 170, marginLeft: 48 };

/** Both losses over the steps; below them what is known of the distance between real and generated. */
export function trainingPicture({ title, subtitle, reports }: TrainingPicture): Uint8Array {
  const panels = [lossesPanel(reports), divergencePanel(reports)];
  return figureToPng({ title, subtitle, columns: 1, panels });
}

function lossesPanel(reports: readonly Report[]): Panel {
  const last = reports.at(-1)!;
  const generatorIsHigher = last.generatorLoss > last.discriminatorLoss;
  const curve = (stroke: string, y: (report: Report) => number) =>
    line(reports, { x: 'step', y, stroke, strokeWidth: 1.75 });
  const name = (content: string, y: number, fill: string, isHigher: boolean) =>
    text([content], { x: last.step, y, fill, dx: 9, dy: isHigher ? -7 : 7, textAnchor: 'start' });
  return {
    heading: 'The losses that the two networks minimize',
    ...size,
    height: 200,
    marginBottom: 40,
    x: steps(last.step),
    y: { ...nats('loss (nats)'), zero: true, nice: true },
    grid: true,
    marks: [
      curve(discriminatorColour, (report) => report.discriminatorLoss),
      curve(generatorColour, (report) => report.generatorLoss),
      name('discriminator (D)', last.discriminatorLoss, discriminatorColour, !generatorIsHigher),
      name('generator (G)', last.generatorLoss, generatorColour, generatorIsHigher),
    ],
  };
}

function divergencePanel(reports: readonly Report[]): Panel {
  const last = reports.at(-1)!;
  const bound = reports.flatMap(({ step, divergence }) =>
    divergence ? [{ step, value: divergence.value }] : [],
  );
  const measured = reports.flatMap(({ step, measured: estimate }) =>
    estimate?.estimator.startsWith('Jensen–Shannon')
      ? [{ step, value: estimate.value, interval: estimate.interval }]
      : [],
  );
  const top = 0.76;
  const height = 260;
  const names = [];
  if (bound.length > 0) {
    const lines = ['bound by the D', 'in training'];
    names.push({ lines, y: bound.at(-1)!.value, fill: boundColour });
  }
  if (measured.length > 0) {
    const lines = ['measured on held-out', 'samples (95 % interval)'];
    names.push({ lines, y: measured.at(-1)!.value, fill: measuredColour });
  }
  const room = { step: last.step, nats: top, height: height - size.marginTop - 40 };
  return {
    heading: 'How far the generated samples are from the real ones: 0 is the same distribution',
    notes: [
      'The bound is read off the loss of D while D still learns: the divergence is at least that large. It rises when D gets better at',
      'telling real from generated, even while the samples improve: a rising bound does not mean worse samples.',
    ],
    ...size,
    height,
    marginBottom: 40,
    x: steps(last.step),
    y: { ...nats('Jensen–Shannon divergence (nats)'), domain: [0, top] },
    grid: true,
    marks: [
      ...greatestMarks(last.step),
      boundMark(bound.map(({ step, value }) => ({ step, value: Math.max(0, value) }))),
      ...measuredMarks(measured),
      ...namesAtTheEnd(names, room),
    ],
  };
}

function steps(last: number): NonNullable<PlotOptions['x']> {
  return { domain: [0, last], label: 'training step', labelAnchor: 'center', labelArrow: 'none' };
}

function nats(label: string): NonNullable<PlotOptions['y']> {
  return { label, labelAnchor: 'center', labelArrow: 'none' };
}
