import type { Markish } from '@observablehq/plot';
import {
  ArgumentError,
  checkBoolean,
  checkNumber,
  describeNumbers,
  describeValue,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import { type Curve, type DrawnCurve, readCurves } from './curve';
import { framedSvg } from './framed-svg';
import { importPlot } from './optional-packages';
import { plotSvg } from './plot-svg';

/** Options of {@link curvesSvg}. */
export interface CurvesOptions {
  /** Line above the figure. Default: none. */
  readonly title?: string;
  /** Width of the plot with its axes, in units of the SVG. Default 640. */
  readonly width?: number;
  /** Height of the plot with its axes, without what stands above. Default 300. */
  readonly height?: number;
  /** Name of the axis below. Default `'step'`. */
  readonly xLabel?: string;
  /** Name of the axis at the left, with the unit: `'loss (nats)'`. Default: none. */
  readonly yLabel?: string;
  /** Ends of the axis at the left. Default: those of the values. */
  readonly yDomain?: readonly [low: number, high: number];
  /** Axis at the left, `'linear'` or `'log'`; on the latter, values that aren't above 0 are gaps. Default `'linear'`. */
  readonly yScale?: 'linear' | 'log';
  /** Whether the curves' names stand above. Default true. */
  readonly legend?: boolean;
}

const margins = { marginTop: 8, marginRight: 26, marginBottom: 40, marginLeft: 56 };
/** Most points of a curve that are marked each, unless its line is dashed. */
const MOST_DOTS = 40;

/**
 * Draws curves over training steps as an SVG, with axes and a legend: losses, or a measured divergence with its intervals. Values
 * that aren't finite are gaps. It needs the package `@observablehq/plot`, and in Node `linkedom` too.
 *
 * Write it to a PNG by `svgToPng` of `gan-core/node`; in a page it is fit for `innerHTML`.
 *
 * @param curves - each with its name, `x` and `y`, and perhaps the interval of each value
 * @param options - `title`, `width`, `height`, `xLabel`, `yLabel`, `yDomain`, `yScale`, `legend`
 * @returns the SVG, as text
 * @throws ArgumentError for what are no curves, wrong options, or where a package isn't installed
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, normalLatent, Trainer } from 'gan-core';
 * import { curvesSvg } from 'gan-core/figures';
 * const dense = (units: number) => () => sequential({ layers: [layers.dense({ units, inputShape: [2] })] });
 * const trainer = new Trainer({
 *   generator: dense(2),
 *   discriminator: dense(1),
 *   latent: normalLatent(2),
 *   backend: 'cpu',
 * });
 * const { reports } = await trainer.fit(gaussianRing(), { steps: 50, reportEvery: 5 });
 * const x = reports.map(({ step }) => step);
 * const svg = await curvesSvg(
 *   [
 *     { name: 'discriminator', x, y: reports.map(({ discriminatorLoss }) => discriminatorLoss) },
 *     { name: 'generator', x, y: reports.map(({ generatorLoss }) => generatorLoss) },
 *   ],
 *   { yLabel: 'loss (nats)' },
 * );
 * console.log(svg.includes('>generator</text>')); // → true
 * trainer.dispose();
 * ```
 */
export async function curvesSvg(curves: readonly Curve[], options: CurvesOptions = {}): Promise<string> {
  const { title, width, height, xLabel, yLabel, yDomain, yScale, legend } = checkOptions(options);
  const drawn = readCurves(curves, yScale === 'log');
  const marks = await marksOf(drawn);
  const axis = (label: string | undefined) =>
    ({ label: label ?? null, labelAnchor: 'center', labelArrow: 'none' }) as const;
  const plot = await plotSvg({
    ...margins,
    width,
    height,
    x: axis(xLabel),
    y: {
      ...axis(yLabel),
      type: yScale,
      ...(yScale === 'log' && { tickFormat: logarithmicTicks(yDomain) }),
      ...(yDomain ? { domain: yDomain, clamp: true } : { nice: true }),
    },
    grid: true,
    marks,
  });
  const entries = drawn.map(({ name, color, isDashed }) => ({
    name,
    color,
    isDashed,
    sign: 'line' as const,
  }));
  return framedSvg(plot, { width, height, title, legend: legend ? entries : [], left: margins.marginLeft });
}

/**
 * Names of the ticks on a logarithmic axis: of the powers of ten alone, as there is no room for all; of every tick, where the axis
 * holds fewer than two powers. Without ends of its own it ends in powers.
 */
function logarithmicTicks([low, high]: readonly [number, number] = [1, 10]): (value: number) => string {
  const powers = Math.floor(Math.log10(high)) - Math.ceil(Math.log10(low)) + 1;
  return (value) => {
    const exponent = Math.log10(value);
    if (powers > 1 && Math.abs(exponent - Math.round(exponent)) > 1e-9) return '';
    return value >= 1e-3 && value < 1e5 ? value.toLocaleString('en') : value.toExponential();
  };
}

async function marksOf(curves: readonly DrawnCurve[]): Promise<Markish[]> {
  const { areaY, dot, line, ruleX } = await importPlot(
    (why, cause) => new ArgumentError('curves', `can't be drawn: ${why}`, { cause }),
  );
  return curves.flatMap(({ color, isDashed, points, hasInterval }) => {
    const isSparse = points.length <= MOST_DOTS;
    const ends = { x: 'x', y1: 'low', y2: 'high' };
    return [
      ...(!hasInterval
        ? []
        : isSparse
          ? [ruleX(points, { ...ends, stroke: color, strokeOpacity: 0.5, strokeWidth: 2 })]
          : [areaY(points, { ...ends, fill: color, fillOpacity: 0.18 })]),
      line(points, {
        x: 'x',
        y: 'y',
        stroke: color,
        strokeWidth: 1.75,
        ...(isDashed && { strokeDasharray: '6,4' }),
      }),
      ...(isSparse && !(isDashed && points.length > 1)
        ? [dot(points, { x: 'x', y: 'y', fill: color, r: 2.5 })]
        : []),
    ];
  });
}

function checkOptions(options: CurvesOptions) {
  refuseUnknownKeys(options, ['title', 'width', 'height', 'xLabel', 'yLabel', 'yDomain', 'yScale', 'legend']);
  const {
    title,
    width = 640,
    height = 300,
    xLabel = 'step',
    yLabel,
    yDomain,
    yScale = 'linear',
    legend = true,
  } = options;
  for (const [name, text] of Object.entries({ title, xLabel, yLabel }))
    if (text !== undefined) refuseUnless(typeof text === 'string', name, text, 'a string');
  checkNumber('width', width, sizeRange);
  checkNumber('height', height, sizeRange);
  refuseUnless(yScale === 'linear' || yScale === 'log', 'yScale', yScale, "'linear' or 'log'");
  if (yDomain !== undefined) checkDomain(yDomain, yScale);
  checkBoolean('legend', legend);
  return { title, width, height, xLabel, yLabel, yDomain, yScale, legend };
}

const sizeRange = {
  holds: (size: number) => size >= 100 && size <= 10_000,
  words: 'a number in [100, 10000]',
};

function checkDomain(domain: unknown, scale: 'linear' | 'log'): void {
  const isRange =
    Array.isArray(domain) && domain.length === 2 && domain.every(Number.isFinite) && domain[0] < domain[1];
  const isFit = isRange && (scale === 'linear' || domain[0] > 0);
  if (isFit) return;
  const came = Array.isArray(domain) ? describeNumbers(domain) : describeValue(domain);
  throw new ArgumentError(
    'yDomain',
    `got ${came}; expected [low, high], finite, low < high${scale === 'log' ? ', and above 0 on a logarithmic axis' : ''}.`,
  );
}
