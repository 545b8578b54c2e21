import { type PlaneCircle, type PlaneLabel, scatterSvg } from 'gan-core/figures';
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
  readonly circles: readonly PlaneCircle[];
  readonly labels?: readonly PlaneLabel[];
}

/** Draws it on equal axes; its heading says what the points are. */
export async function planePanel(options: PlanePanel): Promise<Panel> {
  const { heading, notes = [], clouds, ...square } = options;
  const groups = clouds.map(({ points, fill, r }) => ({ name: heading, points, color: fill, radius: r }));
  return { heading, notes, svg: await scatterSvg(groups, { ...square, legend: false }) };
}
