import {
  ArgumentError,
  checkBoolean,
  describeNumber,
  describeValue,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import { checkSvgColor, svgColors } from './svg-colors';

/** Curve: values over steps. */
export interface Curve {
  /** Name in the legend. */
  readonly name: string;
  /** Places along the axis below, finite: steps, say. */
  readonly x: ArrayLike<number>;
  /** Value at each of them. One that isn't finite is a gap. */
  readonly y: ArrayLike<number>;
  /** Interval of each value, as an estimate has it: drawn as bars, or as a band where there are many. Default: none. */
  readonly interval?: readonly (readonly [low: number, high: number])[];
  /** Color as `'#rrggbb'`. Default: blue for the first curve, orange for the second, and so on. */
  readonly color?: string;
  /** Whether the line is broken: of a reference, say. Default false. */
  readonly dashed?: boolean;
}

/** A curve, all of it, as points. */
export interface DrawnCurve {
  readonly name: string;
  readonly color: string;
  readonly isDashed: boolean;
  readonly hasInterval: boolean;
  readonly points: readonly { x: number; y: number; low: number; high: number }[];
}

/** Refuses wrong curves; in right ones, values that can't be drawn become NaN, which is a gap. */
export function readCurves(curves: readonly Curve[], isLogarithmic: boolean): readonly DrawnCurve[] {
  if (!Array.isArray(curves) || curves.length === 0)
    throw new ArgumentError(
      'curves',
      `got ${describeValue(curves)}; expected one curve or more: [{ name: 'loss', x, y }].`,
    );
  const drawn = (value: number) =>
    Number.isFinite(value) && (!isLogarithmic || value > 0) ? value : Number.NaN;
  return curves.map((curve: Curve, index) => {
    const { x, y, interval } = checkCurve(curve, `curves[${index}]`);
    return {
      name: curve.name,
      color: curve.color ?? svgColors[index % svgColors.length]!,
      isDashed: curve.dashed ?? false,
      hasInterval: interval !== undefined,
      points: x.map((place, at) => {
        const [low, high] = interval?.[at] ?? [Number.NaN, Number.NaN];
        return { x: place, y: drawn(y[at]!), low: drawn(low), high: drawn(high) };
      }),
    };
  });
}

function checkCurve(curve: Curve, argument: string) {
  refuseUnknownKeys(curve, ['name', 'x', 'y', 'interval', 'color', 'dashed'], argument);
  const { name, interval, color, dashed } = curve;
  refuseUnless(typeof name === 'string', `${argument}.name`, name, 'a string');
  if (color !== undefined) checkSvgColor(`${argument}.color`, color);
  if (dashed !== undefined) checkBoolean(`${argument}.dashed`, dashed);
  const x = numbersOf(`${argument}.x`, curve.x);
  const unfit = x.findIndex((place) => !Number.isFinite(place));
  if (unfit >= 0)
    throw new ArgumentError(`${argument}.x[${unfit}]`, `got ${x[unfit]}; expected a finite number.`);
  const y = numbersOf(`${argument}.y`, curve.y);
  if (y.length !== x.length)
    throw new ArgumentError(
      `${argument}.y`,
      `got ${y.length} values for ${x.length} places in x; expected as many.`,
    );
  if (interval !== undefined) checkIntervals(`${argument}.interval`, interval, x.length);
  return { x, y, interval };
}

function numbersOf(argument: string, values: unknown): readonly number[] {
  const isList = Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView));
  if (!isList)
    throw new ArgumentError(argument, `got ${describeValue(values)}; expected an array of numbers.`);
  const list: readonly unknown[] = Array.from(values as ArrayLike<unknown>);
  const unfit = list.findIndex((value) => typeof value !== 'number');
  if (unfit >= 0)
    throw new ArgumentError(
      `${argument}[${unfit}]`,
      `got ${describeNumber(list[unfit])}; expected a number.`,
    );
  return list as readonly number[];
}

function checkIntervals(argument: string, intervals: unknown, count: number): void {
  const expected = `[low, high] for each of the ${count} values`;
  if (!Array.isArray(intervals) || intervals.length !== count)
    throw new ArgumentError(argument, `got ${describeValue(intervals)}; expected ${expected}.`);
  const isPair = (pair: unknown) =>
    Array.isArray(pair) && pair.length === 2 && pair.every((end) => typeof end === 'number');
  const unfit = Array.from(intervals).findIndex((pair) => !isPair(pair));
  if (unfit >= 0)
    throw new ArgumentError(
      `${argument}[${unfit}]`,
      `got ${describeValue(intervals[unfit])}; expected [low, high].`,
    );
}
