import type { Tensor } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkNumber,
  checkTensor,
  describeNumbers,
  describeValue,
  isTensor,
  positive,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import { checkSvgColor, svgColors } from './svg-colors';

/** Point of the plane: its two values. */
export type PlanePoint = ArrayLike<number>;

/** Points of one kind: the real ones, or the generated ones. */
export interface PointGroup {
  /** Name in the legend. */
  readonly name: string;
  /** Points, `[count, 2]`: as a tensor, or each as an array of two numbers. Those that aren't finite are left out. */
  readonly points: Tensor | readonly PlanePoint[];
  /** Color as `'#rrggbb'`. Default: blue for the first group, orange for the second, and so on. */
  readonly color?: string;
  /** Half of a dot's width, in units of the SVG. Default 1.5. */
  readonly radius?: number;
}

/** A group, all of it, its points read. */
export interface DrawnGroup {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
  readonly color: string;
  readonly radius: number;
}

/** Refuses wrong groups; of right ones the points are read that are finite. */
export async function readGroups(groups: readonly PointGroup[]): Promise<readonly DrawnGroup[]> {
  if (!Array.isArray(groups) || groups.length === 0)
    throw new ArgumentError(
      'groups',
      `got ${describeValue(groups)}; expected one group or more: [{ name: 'real', points }].`,
    );
  groups.forEach(checkGroup);
  return Promise.all(
    groups.map(async ({ name, points, color, radius = 1.5 }, index) => ({
      name,
      points: (await valuesOf(points)).filter((point) => point.every(Number.isFinite)),
      color: color ?? svgColors[index % svgColors.length]!,
      radius,
    })),
  );
}

function checkGroup(group: PointGroup, index: number): void {
  const argument = `groups[${index}]`;
  refuseUnknownKeys(group, ['name', 'points', 'color', 'radius'], argument);
  const { name, points, color, radius } = group;
  refuseUnless(typeof name === 'string', `${argument}.name`, name, 'a string');
  if (color !== undefined) checkSvgColor(`${argument}.color`, color);
  if (radius !== undefined) checkNumber(`${argument}.radius`, radius, positive);
  checkPoints(`${argument}.points`, points);
}

function checkPoints(argument: string, points: PointGroup['points']): void {
  const expected = 'points of the plane: a float32 or int32 tensor, [count, 2], or an array of [x, y]';
  if (isTensor(points)) {
    checkTensor(argument, points, { expected, leastRank: 2, mayBeEmpty: true });
    const isFit = points.shape.length === 2 && points.shape[1] === 2 && /^(float|int)32$/.test(points.dtype);
    refuseUnless(isFit, argument, points, expected);
    return;
  }
  refuseUnless(Array.isArray(points), argument, points, expected);
  for (const [index, point] of (points as readonly PlanePoint[]).entries())
    checkPoint(`${argument}[${index}]`, point);
}

/** Refuses what isn't two numbers. */
export function checkPoint(argument: string, point: unknown): asserts point is PlanePoint {
  const isList = Array.isArray(point) || (ArrayBuffer.isView(point) && !(point instanceof DataView));
  const values = isList ? Array.from(point as ArrayLike<unknown>) : [];
  if (values.length === 2 && values.every((value) => typeof value === 'number')) return;
  throw new ArgumentError(
    argument,
    `got ${isList ? describeNumbers(values) : describeValue(point)}; expected a point of the plane, [x, y].`,
  );
}

async function valuesOf(points: PointGroup['points']): Promise<readonly (readonly [number, number])[]> {
  if (!isTensor(points)) return (points as readonly PlanePoint[]).map((point) => [point[0]!, point[1]!]);
  const values = await (points as Tensor).data();
  return Array.from({ length: values.length / 2 }, (_, row) => [values[2 * row]!, values[2 * row + 1]!]);
}
