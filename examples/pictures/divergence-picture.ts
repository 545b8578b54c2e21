import { line } from '@observablehq/plot';
import {
  boundColor,
  boundMark,
  type DivergencePoint,
  greatestMarks,
  type MeasuredPoint,
  measuredColor,
  measuredMarks,
  namesAtTheEnd,
} from './divergence-marks';
import { figureToPng, plotPanel } from './figure';

/** What the picture of the three divergences shows. */
export interface DivergencePicture {
  readonly title: string;
  readonly subtitle: string;
  /** What the loss of the discriminator in training implies. */
  readonly bound: readonly DivergencePoint[];
  /** What is measured on samples that no training saw. */
  readonly measured: readonly MeasuredPoint[];
  /** The truth. */
  readonly exact: readonly DivergencePoint[];
}

const exactColor = '#222';
const size = { width: 815, height: 330, marginTop: 8, marginRight: 205, marginBottom: 40, marginLeft: 48 };

const axis = { labelAnchor: 'center', labelArrow: 'none' } as const;

const boundName = ['lower bound from D’s loss:', '“bound by the D in training”'];
const measuredName = ['measured on held-out samples:', 'lower bound (dot),', '95 % interval (bar)'];
const heading =
  'Jensen–Shannon divergence between real and generated points: 0 means that the distributions are the same';
const notes = [
  'Orange: lower bound computed from the loss of the discriminator D in training. D lags behind a generator that keeps changing,',
  'so this bound is far too low. Blue: estimated by how well a nearest-neighbor classifier tells held-out real points from generated',
  'ones; the interval’s upper end is extrapolated to infinitely many points. Black: from the data’s density and 2 million points.',
];

/** The bound by the D in training, what is measured, and the truth, over the steps. */
export async function divergencePicture({
  title,
  subtitle,
  bound,
  measured,
  exact,
}: DivergencePicture): Promise<Uint8Array> {
  const lastStep = Math.max(...[bound, measured, exact].map((points) => points.at(-1)!.step));
  const top = 0.76;
  const names = [
    { lines: boundName, y: bound.at(-1)!.value, fill: boundColor },
    { lines: measuredName, y: measured.at(-1)!.value, fill: measuredColor },
    { lines: ['reference (dashed)'], y: exact.at(-1)!.value, fill: exactColor },
  ];
  return figureToPng({
    title,
    subtitle,
    columns: 1,
    panels: [
      await plotPanel({
        heading,
        notes,
        ...size,
        x: { domain: [0, lastStep], label: 'training step', ...axis },
        y: { domain: [0, top], label: 'Jensen–Shannon divergence (nats)', ...axis },
        grid: true,
        marks: [
          ...greatestMarks(lastStep),
          line(exact, {
            x: 'step',
            y: 'value',
            stroke: exactColor,
            strokeWidth: 1.75,
            strokeDasharray: '6,4',
          }),
          boundMark(bound.map(({ step, value }) => ({ step, value: Math.max(0, value) }))),
          ...measuredMarks(measured),
          ...namesAtTheEnd(names, {
            step: lastStep,
            nats: top,
            height: size.height - size.marginTop - size.marginBottom,
          }),
        ],
      }),
    ],
  });
}
