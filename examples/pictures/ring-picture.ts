import { dot, line, type Markish, text } from '@observablehq/plot';
import type { EqualGaussians } from 'gan-core/distributions';
import { circle } from './circle';
import { figureToPng, type Panel } from './figure';

type Point = readonly number[];

/** What the ring's picture shows. */
export interface RingPicture {
  readonly title: string;
  readonly subtitle: string;
  /** The mixture that the real points come from. */
  readonly ring: Pick<EqualGaussians, 'centres' | 'standardDeviation'>;
  readonly real: readonly Point[];
  readonly generated: readonly Point[];
}

const realColour = '#555';
const generatedColour = '#0a6ebd';
const circleColour = '#b91c1c';

/** The side of the square that the points lie in. */
const side = 290;
const margins = { marginTop: 6, marginRight: 16, marginBottom: 40, marginLeft: 50 };
const frame = {
  ...margins,
  width: side + margins.marginLeft + margins.marginRight,
  height: side + margins.marginTop + margins.marginBottom,
};

/** Real and generated points side by side on equal axes, then both around one mode, with its circle of 3 σ. */
export function ringPicture({ title, subtitle, ring, real, generated }: RingPicture): Uint8Array {
  const { centres, standardDeviation } = ring;
  const points = (of: readonly Point[], fill: string, r: number) =>
    dot(of, { x: '0', y: '1', r, fill, fillOpacity: 0.5 });
  const threeDeviations = (centre: readonly [number, number], strokeWidth: number) =>
    line(circle(centre, 3 * standardDeviation), { stroke: circleColour, strokeWidth });
  const circles = centres.map((centre) => threeDeviations(centre, 1));
  const panel = (heading: string, middle: Point, reach: number, marks: readonly Markish[]): Panel => ({
    heading,
    ...frame,
    x: { ...axis('x₁'), domain: [middle[0]! - reach, middle[0]! + reach] },
    y: { ...axis('x₂'), domain: [middle[1]! - reach, middle[1]! + reach] },
    grid: true,
    marks: [...marks],
  });
  const whole = 1.25 * Math.max(...centres.flat());
  const mode = centres[1]!;
  const near = 5 * standardDeviation;
  const radius = (3 * standardDeviation).toFixed(2);
  return figureToPng({
    title,
    subtitle,
    columns: 3,
    panels: [
      panel(`The data: ${real.length} real points`, [0, 0], whole, [
        points(within(real, [0, 0], whole), realColour, 1.1),
        ...circles,
      ]),
      panel(`The GAN: ${generated.length} generated points`, [0, 0], whole, [
        points(within(generated, [0, 0], whole), generatedColour, 1.1),
        ...circles,
      ]),
      panel('One of the modes, enlarged', mode, near, [
        points(within(real, mode, near), realColour, 2),
        points(within(generated, mode, near), generatedColour, 2),
        threeDeviations(mode, 1.5),
        text([`3 σ = ${radius} around the centre`], {
          x: mode[0],
          y: mode[1] + 3 * standardDeviation,
          dy: -10,
          fill: circleColour,
        }),
        text(['grey: real'], corner(mode, near, realColour, 14)),
        text(['blue: generated'], corner(mode, near, generatedColour, 28)),
      ]),
    ],
  });
}

/** The points that a panel has room for. */
function within(points: readonly Point[], middle: Point, reach: number): readonly Point[] {
  return points.filter((point) => point.every((value, index) => Math.abs(value - middle[index]!) <= reach));
}

function axis(label: string) {
  return { label, labelAnchor: 'center', labelArrow: 'none', ticks: 5 } as const;
}

/** Where a line of the legend stands: at the top left. */
function corner(middle: Point, reach: number, fill: string, dy: number) {
  return {
    x: middle[0]! - reach,
    y: middle[1]! + reach,
    dx: 6,
    dy,
    textAnchor: 'start',
    fill,
    fontWeight: 'bold',
  } as const;
}
