import { dot, line, type Markish, ruleX, type ScaleOptions, text } from '@observablehq/plot';
import { figureToPng, plotPanel } from '../pictures/figure';

/** Colors that are told apart without red and green (Okabe & Ito). */
export const colors = { data: '#0072b2', generated: '#d55e00', learned: '#009e73', exact: '#222222' };

/** A curve, a row of dots, or dots with bars for their intervals. */
export interface Series {
  readonly name: string;
  readonly color: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly as?: 'line' | 'dashed' | 'dots';
  readonly intervals?: readonly (readonly [low: number, high: number])[];
}

/** A figure of curves over one axis. */
export interface LineFigure {
  readonly title: string;
  readonly subtitle: string;
  readonly heading: string;
  readonly x: ScaleOptions;
  readonly y: ScaleOptions;
  readonly series: readonly Series[];
  /** What else is drawn, below the curves. */
  readonly marks?: readonly Markish[];
}

const axis = { labelAnchor: 'center', labelArrow: 'none' } as const;

/** Draws curves, their names above them. */
export async function lineFigure(figure: LineFigure): Promise<Uint8Array> {
  const { title, subtitle, heading, x, y, series, marks = [] } = figure;
  const panel = await plotPanel({
    heading,
    width: 760,
    height: 340,
    marginTop: 34,
    marginLeft: 62,
    marginRight: 24,
    marginBottom: 42,
    style: { fontSize: '12px' },
    grid: true,
    x: { ...axis, ...x },
    y: { ...axis, ...y },
    marks: [...marks, ...series.flatMap(marksOf), ...legend(series)],
  });
  return figureToPng({ title, subtitle, columns: 1, panels: [panel] });
}

function marksOf({ color, x, y, as = 'line', intervals }: Series): Markish[] {
  const points = Array.from(x, (at, index) => ({ x: at, y: y[index]!, interval: intervals?.[index] }));
  const stroke = { x: 'x', y: 'y', stroke: color, strokeWidth: 2 };
  if (as !== 'dots') return [line(points, { ...stroke, ...(as === 'dashed' && { strokeDasharray: '6,5' }) })];
  const bars = intervals
    ? [ruleX(points, { x: 'x', y1: (p) => p.interval[0], y2: (p) => p.interval[1], stroke: color })]
    : [];
  return [...bars, dot(points, { x: 'x', y: 'y', fill: color, r: 3.5 })];
}

/** The names in a row above the plot, each in its color after a piece of its line. */
function legend(series: readonly Series[]): Markish[] {
  let at = 0;
  return series.flatMap(({ name, color, as = 'line' }) => {
    const sign = { line: '—', dashed: '- -', dots: '●' }[as];
    const content = `${sign} ${name}`;
    const mark = text([content], {
      frameAnchor: 'top-left',
      dx: at,
      dy: -22,
      fill: color,
      textAnchor: 'start',
    });
    at += 24 + 7.4 * content.length;
    return [mark];
  });
}
