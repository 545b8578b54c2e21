import { line } from '@observablehq/plot';
import {
  boundColour,
  boundMark,
  type DivergencePoint,
  greatestMarks,
  type MeasuredPoint,
  measuredColour,
  measuredMarks,
  namesAtTheEnd,
} from './divergence-marks';
import { figureToPng } from './figure';

/** What the picture of the three divergences shows. */
export interface DivergencePicture {
  readonly title: string;
  readonly subtitle: string;
  /** What the loss of the discriminator in training implies. */
  readonly bound: readonly DivergencePoint[];
  /** What a fresh discriminator finds on samples that it never met. */
  readonly measured: readonly MeasuredPoint[];
  /** The truth. */
  readonly exact: readonly DivergencePoint[];
}

const exactColour = '#222';
const size = { width: 790, height: 330, marginTop: 8, marginRight: 180, marginBottom: 40, marginLeft: 48 };

/** What the discriminator in training says, what is measured, and the truth, over the steps. */
export function divergencePicture({
  title,
  subtitle,
  bound,
  measured,
  exact,
}: DivergencePicture): Uint8Array {
  const lastStep = Math.max(...[bound, measured, exact].map((points) => points.at(-1)!.step));
  const top = 0.76;
  const names = [
    { lines: ['bound by the D', 'in training'], y: bound.at(-1)!.value, fill: boundColour },
    {
      lines: ['measured on held-out', 'samples (95 % interval)'],
      y: measured.at(-1)!.value,
      fill: measuredColour,
    },
    { lines: ['exact (dashed)'], y: exact.at(-1)!.value, fill: exactColour },
  ];
  return figureToPng({
    title,
    subtitle,
    columns: 1,
    panels: [
      {
        heading: 'How far the generated points are from the data: 0 is the same distribution',
        notes: [
          'Both discriminators give lower bounds: each finds only the differences that it has learned to see. The D in training is kept',
          'busy by a generator that moves; a fresh one learns from samples of the generator at that step and is read on other samples.',
          'An interval begins at its bound less the chance error, and reaches up to where ever more samples would take the bound.',
        ],
        ...size,
        x: { domain: [0, lastStep], label: 'training step', labelAnchor: 'center', labelArrow: 'none' },
        y: {
          domain: [0, top],
          label: 'Jensen–Shannon divergence (nats)',
          labelAnchor: 'center',
          labelArrow: 'none',
        },
        grid: true,
        marks: [
          ...greatestMarks(lastStep),
          line(exact, {
            x: 'step',
            y: 'value',
            stroke: exactColour,
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
      },
    ],
  });
}
