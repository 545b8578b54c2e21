import { checkBoolean, checkNumber, finite, positive, refuseUnknownKeys, refuseUnless } from '../errors';
import { checkPoint, type PlanePoint } from './point-groups';
import { checkSvgColor } from './svg-colors';

/** Circle in the plane, as large as the axes say. */
export interface PlaneCircle {
  /** Its middle. */
  readonly center: PlanePoint;
  /** Its radius, in the plane's own units. */
  readonly radius: number;
}

/** Text in the plane. */
export interface PlaneLabel {
  /** The text, in one line. */
  readonly text: string;
  /** Place in the plane of its middle, or of the end that `anchor` says. */
  readonly at: PlanePoint;
  /** End that stands at the place. Default `'middle'`. */
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Color as `'#rrggbb'`. Default `'#222222'`. */
  readonly color?: string;
  /** Whether it is bold. Default false. */
  readonly bold?: boolean;
}

/** Options of a scatter plot. */
export interface ScatterOptions {
  /** Line above the figure. Default: none. */
  readonly title?: string;
  /** Width and height of the square that holds the points, in units of the SVG. Default 320. */
  readonly side?: number;
  /** Point in the middle of the square. Default: that of all points. */
  readonly middle?: PlanePoint;
  /** Distance from the middle to each side, in the points' units; what lies beyond is left out. Default: as far as the points reach. */
  readonly reach?: number;
  /** Names of the axes. Default `['x₁', 'x₂']`. */
  readonly axes?: readonly [x: string, y: string];
  /** Circles, such as those of 3 σ around the modes' centers. Default: none. */
  readonly circles?: readonly PlaneCircle[];
  /** Texts in the plane: the modes' names, say. Default: none. */
  readonly labels?: readonly PlaneLabel[];
  /** Whether the groups' names stand above. Default true. */
  readonly legend?: boolean;
}

/** Refuses wrong options, and fills in those that were left out. */
export function checkScatterOptions(options: ScatterOptions) {
  refuseUnknownKeys(options, ['title', 'side', 'middle', 'reach', 'axes', 'circles', 'labels', 'legend']);
  const { title, side = 320, middle, reach, axes = ['x₁', 'x₂'], legend = true } = options;
  const { circles = [], labels = [] } = options;
  if (title !== undefined) refuseUnless(typeof title === 'string', 'title', title, 'a string');
  checkNumber('side', side, sideRange);
  if (middle !== undefined) checkFinitePoint('middle', middle);
  if (reach !== undefined) checkNumber('reach', reach, positive);
  const areNames = Array.isArray(axes) && axes.length === 2 && axes.every((name) => typeof name === 'string');
  refuseUnless(areNames, 'axes', axes, "two names: ['x₁', 'x₂']");
  checkEach('circles', circles, checkCircle);
  checkEach('labels', labels, checkLabel);
  checkBoolean('legend', legend);
  return { title, side, axes, circles, labels, legend };
}

function checkEach(name: string, list: unknown, check: (argument: string, each: never) => void): void {
  refuseUnless(Array.isArray(list), name, list, 'an array');
  for (const [index, each] of (list as never[]).entries()) check(`${name}[${index}]`, each);
}

function checkCircle(argument: string, circle: PlaneCircle): void {
  refuseUnknownKeys(circle, ['center', 'radius'], argument);
  checkFinitePoint(`${argument}.center`, circle.center);
  checkNumber(`${argument}.radius`, circle.radius, positive);
}

function checkLabel(argument: string, label: PlaneLabel): void {
  refuseUnknownKeys(label, ['text', 'at', 'anchor', 'color', 'bold'], argument);
  const { text, at, anchor = 'middle', color, bold = false } = label;
  refuseUnless(typeof text === 'string', `${argument}.text`, text, 'a string');
  checkFinitePoint(`${argument}.at`, at);
  refuseUnless(
    ['start', 'middle', 'end'].includes(anchor),
    `${argument}.anchor`,
    anchor,
    "'start', 'middle' or 'end'",
  );
  if (color !== undefined) checkSvgColor(`${argument}.color`, color);
  checkBoolean(`${argument}.bold`, bold);
}

const sideRange = { holds: (side: number) => side >= 50 && side <= 10_000, words: 'a number in [50, 10000]' };

function checkFinitePoint(argument: string, point: unknown): void {
  checkPoint(argument, point);
  for (const index of [0, 1]) checkNumber(`${argument}[${index}]`, point[index], finite);
}
