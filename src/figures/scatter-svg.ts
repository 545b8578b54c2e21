import type { Markish } from '@observablehq/plot';
import { ArgumentError } from '../errors';
import { framedSvg } from './framed-svg';
import { importPlot } from './optional-packages';
import { plotSvg } from './plot-svg';
import { type DrawnGroup, type PlanePoint, type PointGroup, readGroups } from './point-groups';
import {
  checkScatterOptions,
  type PlaneCircle,
  type PlaneLabel,
  type ScatterOptions,
} from './scatter-options';

const margins = { marginTop: 6, marginRight: 16, marginBottom: 40, marginLeft: 50 };
const circleColor = '#222222'; // told apart from points of every color

/**
 * Draws points of the plane as an SVG, several kinds of them in colors of their own, on equal axes: the real and the generated
 * samples of a toy, say. It needs the package `@observablehq/plot`, and in Node `linkedom` too.
 *
 * Write it to a PNG by `svgToPng` of `gan-core/node`; in a page it is fit for `innerHTML`.
 *
 * @param groups - the points of each kind, with its name; a later group lies over an earlier one
 * @param options - `title`, `side`, `middle`, `reach`, `axes`, `circles`, `labels`, `legend`
 * @returns the SVG, as text
 * @throws ArgumentError for what are no groups of points, wrong options, or where a package isn't installed
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { createRandom, gaussianRing } from 'gan-core/distributions';
 * import { scatterSvg } from 'gan-core/figures';
 * const ring = gaussianRing();
 * const svg = await scatterSvg(
 *   [
 *     { name: 'real', points: ring.sample(100, createRandom(1)) },
 *     { name: 'generated', points: [[0, 0.5], [0.5, 0]] },
 *   ],
 *   { circles: ring.centers.map((center) => ({ center, radius: 3 * ring.standardDeviation })) },
 * );
 * // A dot a point, and one for each name above.
 * console.log(svg.match(/<circle /g)?.length); // → 104
 * ```
 */
export async function scatterSvg(
  groups: readonly PointGroup[],
  options: ScatterOptions = {},
): Promise<string> {
  const checked = checkScatterOptions(options);
  const { side, axes } = checked;
  const drawn = await readGroups(groups);
  const square = squareOf(drawn, options);
  const width = side + margins.marginLeft + margins.marginRight;
  const height = side + margins.marginTop + margins.marginBottom;
  const axis = (index: 0 | 1) => ({
    label: axes[index],
    labelAnchor: 'center' as const,
    labelArrow: 'none' as const,
    ticks: 5,
    domain: [square.middle[index]! - square.reach, square.middle[index]! + square.reach],
  });
  const marks = await marksOf(drawn, checked, square);
  const plot = await plotSvg({ ...margins, width, height, x: axis(0), y: axis(1), grid: true, marks });
  const legend = drawn.map(({ name, color }) => ({ name, color, sign: 'dot' as const }));
  return framedSvg(plot, {
    width,
    height,
    title: checked.title,
    legend: checked.legend ? legend : [],
    left: margins.marginLeft,
  });
}

async function marksOf(
  groups: readonly DrawnGroup[],
  { circles, labels }: { readonly circles: readonly PlaneCircle[]; readonly labels: readonly PlaneLabel[] },
  { middle, reach }: Square,
): Promise<Markish[]> {
  const { dot, line, text } = await importPlot(
    (why, cause) => new ArgumentError('groups', `can't be drawn: ${why}`, { cause }),
  );
  const isWithin = (point: readonly number[]) =>
    point.every((value, index) => Math.abs(value - middle[index]!) <= reach);
  return [
    ...groups.map(({ points, color, radius }) =>
      dot(points.filter(isWithin), { x: '0', y: '1', r: radius, fill: color, fillOpacity: 0.5 }),
    ),
    ...circles.map(({ center, radius }) =>
      line(around(center, radius), { stroke: circleColor, strokeWidth: 1.2 }),
    ),
    ...labels.map(({ text: content, at, color = '#222222', anchor = 'middle', bold = false }) =>
      text([content], {
        x: () => at[0]!,
        y: () => at[1]!,
        fill: color,
        textAnchor: anchor,
        fontWeight: bold ? 'bold' : 'normal',
      }),
    ),
  ];
}

/** The points of a circle. */
function around(center: PlanePoint, radius: number): readonly (readonly [number, number])[] {
  const sides = 72;
  return Array.from({ length: sides + 1 }, (_, index) => {
    const angle = (2 * Math.PI * index) / sides;
    return [center[0]! + radius * Math.cos(angle), center[1]! + radius * Math.sin(angle)];
  });
}

/** A square of the plane. */
interface Square {
  readonly middle: PlanePoint;
  readonly reach: number;
}

/** The square that was asked for; else the one about all points, and a little more. */
function squareOf(groups: readonly DrawnGroup[], { middle, reach }: ScatterOptions): Square {
  const all = groups.flatMap(({ points }) => points);
  const ends = (index: 0 | 1) => {
    let [low, high] = [Infinity, -Infinity];
    for (const point of all) [low, high] = [Math.min(low, point[index]), Math.max(high, point[index])];
    return all.length === 0 ? ([0, 0] as const) : ([low, high] as const);
  };
  const both = [ends(0), ends(1)];
  const center = middle ?? both.map(([low, high]) => low / 2 + high / 2);
  const farthest = Math.max(
    ...both.map(([low, high], index) => Math.max(high - center[index]!, center[index]! - low)),
  );
  return { middle: center, reach: reach ?? (farthest > 0 ? Math.min(1.05 * farthest, MOST_REACH) : 1) };
}

/** The domain's width must be a number too. */
const MOST_REACH = Number.MAX_VALUE / 4;
