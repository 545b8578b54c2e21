import { ArgumentError, describeNumbers, describeValue } from '../errors';

/** Color of a pixel: red, green, blue, 0 to 255, and alpha, 255 where it is left out. */
export type Color = readonly [red: number, green: number, blue: number, alpha?: number];

/** Gives all four values of a color; refuses what is none. */
export function checkColor(argument: string, value: unknown): readonly [number, number, number, number] {
  const isByte = (part: unknown) =>
    Number.isInteger(part) && (part as number) >= 0 && (part as number) <= 255;
  const isColor =
    Array.isArray(value) && (value.length === 3 || value.length === 4) && Array.from(value).every(isByte);
  if (!isColor)
    throw new ArgumentError(
      argument,
      `got ${Array.isArray(value) ? describeNumbers(value) : describeValue(value)}; expected a color, [red, green, blue] or with alpha, whole numbers from 0 to 255.`,
    );
  const [red, green, blue, alpha = 255] = value as [number, number, number, number?];
  return [red, green, blue, alpha];
}
