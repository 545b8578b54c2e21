import { dot, line, type Markish } from '@observablehq/plot';
import type { Panel } from './figure';

export type Point = readonly number[];

/** Points of one color. */
export interface Cloud {
  readonly points: readonly Point[];
  readonly fill: string;
  /** Half of a dot's width. */
  readonly r: number;
}

/** A square of the plane with points and circles in it. */
export interface PlanePanel extends Pick<Panel, 'heading' | 'notes'> {
  /** The side of the square on the picture. */
  readonly side: number;
  readonly middle: Point;
  /** How far the square reaches from its middle, in the data's units. Points beyond it are left out. */
  readonly reach: number;
  readonly clouds: readonly Cloud[];
  /** In the data's units too: a circle is as large as it says. */
  readonly circles: readonly { readonly center: Point; readonly radius: number }[];
  readonly marks?: readonly Markish[];
}

export const circleColor = '#b91c1c';
const margins = { marginTop: 6, marginRight: 16, marginBottom: 40, marginLeft: 50 };

/** Draws it on equal axes. */
export function planePanel(options: PlanePanel): Panel {
  const { side, middle, reach, clouds, circles, marks = [], ...head } = options;
  const isWithin = (point: Point) => point.every((value, index) => Math.abs(value - middle[index]!) <= reach);
  const axis = (label: string, index: 0 | 1) =>
    ({
      label,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: 5,
      domain: [middle[index]! - reach, middle[index]! + reach],
    }) as const;
  return {
    ...head,
    ...margins,
    width: side + margins.marginLeft + margins.marginRight,
    height: side + margins.marginTop + margins.marginBottom,
    x: axis('x₁', 0),
    y: axis('x₂', 1),
    grid: true,
    marks: [
      ...clouds.map(({ points, fill, r }) =>
        dot(points.filter(isWithin), { x: '0', y: '1', r, fill, fillOpacity: 0.5 }),
      ),
      ...circles.map(({ center, radius }) =>
        line(around(center, radius), { stroke: circleColor, strokeWidth: 1.2 }),
      ),
      ...marks,
    ],
  };
}

/** The points of a circle. */
function around([x, y]: Point, radius: number): readonly Point[] {
  const sides = 72;
  return Array.from({ length: sides + 1 }, (_, index) => {
    const angle = (2 * Math.PI * index) / sides;
    return [x! + radius * Math.cos(angle), y! + radius * Math.sin(angle)];
  });
}
