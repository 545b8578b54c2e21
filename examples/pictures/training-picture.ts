import { line, type PlotOptions, ruleY, text } from '@observablehq/plot';
import type { Estimate } from 'gan-core/estimators';
import type { TrainingReport } from 'gan-core/trainer';
import {
  boundColor,
  boundMark,
  greatestMarks,
  measuredColor,
  measuredMarks,
  namesAtTheEnd,
} from './divergence-marks';
import { figureToPng, type PlotPanel, plotPanel } from './figure';

const discriminatorColor = boundColor;
const generatorColor = '#15803d';

/** A report, with what was measured at its step, if anything was. */
type Report = TrainingReport & { readonly measured?: Estimate | null };

/** What the picture of a run shows. */
export interface TrainingPicture {
  readonly title: string;
  readonly subtitle: string;
  readonly reports: readonly Report[];
  /** What the measured divergence is of, in words. */
  readonly measuredOf: string;
}

const size = { width: 800, marginTop: 8, marginRight: 190, marginLeft: 48 };

/** Both losses over the steps; below them what is known of the distance between real and generated. */
export async function trainingPicture({
  title,
  subtitle,
  reports,
  measuredOf,
}: TrainingPicture): Promise<Uint8Array> {
  const panels = await Promise.all(
    [lossesPanel(reports), divergencePanel(reports, measuredOf)].map(plotPanel),
  );
  return figureToPng({ title, subtitle, columns: 1, panels });
}

function lossesPanel(reports: readonly Report[]): PlotPanel {
  const last = reports.at(-1)!;
  const generatorIsHigher = last.generatorLoss > last.discriminatorLoss;
  const curve = (stroke: string, y: (report: Report) => number) =>
    line(reports, { x: 'step', y, stroke, strokeWidth: 1.75 });
  const guess = (y: number, stroke: string) => ruleY([y], { stroke, strokeDasharray: '2,4' });
  const name = (content: string, y: number, fill: string, isHigher: boolean) =>
    text([content], { x: last.step, y, fill, dx: 9, dy: isHigher ? -7 : 7, textAnchor: 'start' });
  return {
    heading: 'The losses that the two networks minimize',
    notes: [
      'Non-saturating GAN. Dotted: the losses where D can only guess (D = ½): 2 log 2 for D, log 2 for G.',
    ],
    ...size,
    height: 200,
    marginBottom: 40,
    x: steps(last.step),
    y: { ...nats('loss (nats)'), zero: true, nice: true },
    grid: true,
    marks: [
      guess(2 * Math.LN2, discriminatorColor),
      guess(Math.LN2, generatorColor),
      curve(discriminatorColor, (report) => report.discriminatorLoss),
      curve(generatorColor, (report) => report.generatorLoss),
      name('discriminator (D)', last.discriminatorLoss, discriminatorColor, !generatorIsHigher),
      name('generator (G)', last.generatorLoss, generatorColor, generatorIsHigher),
    ],
  };
}

function divergencePanel(reports: readonly Report[], measuredOf: string): PlotPanel {
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
    const lines = ['lower bound from D’s loss:', '“bound by the D in training”'];
    names.push({ lines, y: bound.at(-1)!.value, fill: boundColor });
  }
  if (measured.length > 0) {
    const lines = ['measured on held-out digits:', 'lower bound (dot),', '95 % interval (bar)'];
    names.push({ lines, y: measured.at(-1)!.value, fill: measuredColor });
  }
  const room = { step: last.step, nats: top, height: height - size.marginTop - 40 };
  return {
    heading:
      'Jensen–Shannon divergence between real and generated: 0 means that the distributions are the same',
    notes: [
      "Orange: lower bound on the divergence between whole images, computed from D's training loss. It can rise because D",
      'gets better at its task, even while the generated images improve: a rising bound does not mean worse images.',
      `Blue: divergence between ${measuredOf}: it can lie below the orange.`,
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
