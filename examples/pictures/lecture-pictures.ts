import { areaY, dot, line, ruleX, ruleY, text } from '@observablehq/plot';
import { figureToPng, type PlotPanel, plotPanel } from './figure';

const pColor = '#0a6ebd';
const qColor = '#c2410c';
const learnedColor = '#15803d';
const exactColor = '#222';
const size = { width: 800, height: 330, marginTop: 12, marginRight: 185, marginBottom: 40, marginLeft: 50 };

function axis(label: string) {
  return { label, labelAnchor: 'center', labelArrow: 'none' } as const;
}

/** A point of the line, with both densities there, the exact best discriminator and the trained one. */
export interface DiscriminatorPoint {
  readonly x: number;
  readonly p: number;
  readonly q: number;
  readonly exact: number;
  readonly trained: number;
}

/** The trained discriminator over p/(p + q), the densities below. */
export async function discriminatorPicture(
  points: readonly DiscriminatorPoint[],
  subtitle: string,
): Promise<Uint8Array> {
  const curve = (key: keyof DiscriminatorPoint, stroke: string, strokeDasharray = 'none') =>
    line(points, { x: 'x', y: key, stroke, strokeWidth: 2, strokeDasharray });
  const area = (key: 'p' | 'q', fill: string) => areaY(points, { x: 'x', y: key, fill, fillOpacity: 0.18 });
  /** A curve's name beside a piece of it, where no curve runs. */
  const name = (content: string, y: number, stroke: string, strokeDasharray = 'none') => [
    line(
      [1, 1.6].map((x) => ({ x, y })),
      { x: 'x', y: 'y', stroke, strokeWidth: 2, strokeDasharray },
    ),
    text([content], { x: 1.7, y, fill: stroke, textAnchor: 'start' }),
  ];
  const peak = (key: 'p' | 'q') => points.reduce((best, point) => (point[key] > best[key] ? point : best));
  /** A density's name, within its hill. */
  const densityName = (key: 'p' | 'q', content: string, fill: string) =>
    text([content], { x: peak(key).x, y: 0.3 * peak(key)[key], fill });
  const panel: PlotPanel = {
    heading: 'D(x): how probable it is that x is real, not generated',
    notes: ['Left of −2.5 there are hardly any samples, so D is unconstrained there.'],
    ...size,
    marginRight: 20,
    x: axis('x (a sample)'),
    y: { ...axis('D(x), and the densities p(x), q(x)'), domain: [0, 1] },
    grid: true,
    marks: [
      area('p', pColor),
      area('q', qColor),
      densityName('p', 'p: real data', pColor),
      densityName('q', 'q: generated', qColor),
      curve('trained', learnedColor),
      curve('exact', exactColor, '6,5'),
      ...name('p/(p + q), exact', 0.93, exactColor, '6,5'),
      ...name('D, trained', 0.86, learnedColor),
    ],
  };
  const title = 'The best discriminator is p/(p + q)';
  return figureToPng({ title, subtitle, columns: 1, panels: [await plotPanel(panel)] });
}

/** What was measured at one place of a sweep, with its 95 % interval, and the truth there. */
export interface SweepPoint {
  readonly at: number;
  readonly estimate: number;
  readonly interval: readonly [number, number];
  readonly exact: number;
}

/** The truth at one place of a sweep. */
export interface ExactPoint {
  readonly at: number;
  readonly exact: number;
}

/** The value that a trained discriminator reaches, over the distance of the two distributions. */
export async function valuePicture(
  points: readonly SweepPoint[],
  truth: readonly ExactPoint[],
  subtitle: string,
): Promise<Uint8Array> {
  const ends = { low: -2 * Math.LN2, high: 0 };
  const last = points.at(-1)!;
  const lowest = Math.min(-1.5, ...points.map(({ interval }) => interval[0]));
  const highest = Math.max(0.1, ...points.map(({ interval }) => interval[1]));
  const name = (content: string, y: number, dy: number, fill = '#666') =>
    text([content], { x: last.at, y, dx: 8, dy, textAnchor: 'start', fill });
  const panel: PlotPanel = {
    heading:
      'V = E[log D(x)] over samples of p + E[log(1 − D(x))] over samples of q, for two Gaussians p and q',
    notes: ['JSD is the Jensen–Shannon divergence between the two Gaussians, known exactly.'],
    ...size,
    x: axis('distance between the two means (standard deviations)'),
    y: { ...axis('value V (nats)'), domain: [lowest, highest], ticks: [-1.2, -0.9, -0.6, -0.3] },
    grid: true,
    marks: [
      ruleY([ends.low, ends.high], { stroke: '#888' }),
      name('−2 log 2: identical', ends.low, 0),
      name('0: no overlap', ends.high, -6),
      ...sweep(points, truth),
      name('−2 log 2 + 2·JSD (dashed)', last.exact, 9, exactColor),
    ],
  };
  const title = 'Training D measures the divergence: max V = −2 log 2 + 2·JSD';
  return figureToPng({ title, subtitle, columns: 1, panels: [await plotPanel(panel)] });
}

/** KL by maximum likelihood over the number of samples. */
export async function likelihoodPicture(
  points: readonly SweepPoint[],
  subtitle: string,
): Promise<Uint8Array> {
  const last = points.at(-1)!;
  const panel: PlotPanel = {
    heading: 'KL(p‖q) of two Gaussians, p = N(−1, 0.6²) and q = N(1, 1.1²), from more and more samples',
    ...size,
    x: {
      ...axis('samples from p, and as many from q (logarithmic scale)'),
      type: 'log',
      domain: [0.8 * points[0]!.at, 1.15 * last.at],
      ticks: [30, 100, 300, 1000, 3000, 10_000, 30_000].filter((tick) => tick <= last.at),
      tickFormat: ',d',
    },
    y: {
      ...axis('KL divergence (nats)'),
      domain: [0, 1.05 * Math.max(...points.map(({ interval }) => interval[1]))],
    },
    grid: true,
    marks: [
      ...sweep(points),
      text(['exact KL (dashed)'], {
        x: last.at,
        y: last.exact,
        dx: 14,
        textAnchor: 'start',
        fill: exactColor,
      }),
    ],
  };
  const title = 'The Kullback–Leibler divergence (KL), estimated by maximum likelihood';
  return figureToPng({ title, subtitle, columns: 1, panels: [await plotPanel(panel)] });
}

/** Estimates with their intervals, over the curve of the truth. */
function sweep(points: readonly SweepPoint[], truth: readonly ExactPoint[] = points) {
  return [
    line(truth, { x: 'at', y: 'exact', stroke: exactColor, strokeWidth: 1.5, strokeDasharray: '6,5' }),
    ruleX(points, {
      x: 'at',
      y1: (point: SweepPoint) => point.interval[0],
      y2: (point: SweepPoint) => point.interval[1],
      stroke: learnedColor,
      strokeWidth: 2,
    }),
    dot(points, { x: 'at', y: 'estimate', fill: learnedColor, r: 3 }),
  ];
}
