import { ArgumentError } from './argument-error';
import { describeValue } from './describe-value';

/** The members of pixels; this room knows no pictures. */
interface AnyPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * Refuses what are no pixels: their sizes and their data must agree.
 *
 * @param argument - its name
 * @param value - what came
 * @returns the pixels, each of their members read once
 * @throws ArgumentError naming `argument`
 */
export function checkPixels(argument: string, value: unknown): AnyPixels {
  const { width, height, data } = (value ?? {}) as Partial<AnyPixels>;
  const isSize = (size: unknown): size is number => Number.isSafeInteger(size) && (size as number) > 0;
  const isBytes = data instanceof Uint8ClampedArray || data instanceof Uint8Array;
  const expected = 'pixels, { width, height, data }, with 4 · width · height bytes, RGBA';
  if (!isSize(width) || !isSize(height) || !isBytes)
    throw new ArgumentError(argument, `got ${describeValue(value)}; expected ${expected}.`);
  if (data.length === 4 * width * height) return { width, height, data };
  throw new ArgumentError(
    argument,
    `got ${data.length} bytes for ${width} by ${height} pixels; expected ${expected}.`,
  );
}
