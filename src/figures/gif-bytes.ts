import {
  ArgumentError,
  checkBoolean,
  checkNumber,
  checkPixels,
  describeValue,
  interval,
  refuseUnknownKeys,
} from '../errors';
import type { Picture } from '../images';
import { createPauses } from '../scheduling';
import { type Color, checkColor } from './color';
import { importGifenc } from './optional-packages';

/** Options of {@link gifBytes}. */
export interface GifOptions {
  /** Milliseconds that each frame is shown: 20 or more, as browsers show faster ones slowly. A GIF counts in steps of 10. Default 80. */
  readonly delayMs?: number;
  /** Whether it begins anew after the last frame. Default true. */
  readonly loop?: boolean;
  /** Color behind transparent parts: a GIF has none that are half transparent. Default `[255, 255, 255]`, white. */
  readonly background?: Color;
  /** Signal that ends the work between two frames. */
  readonly signal?: AbortSignal;
}

/**
 * Encodes frames as an animated GIF, by the package `gifenc`, which is loaded at the first call. A frame of at most 256 colors, a
 * gray one say, keeps them exactly; of more, the 256 are chosen that stand for them best.
 *
 * @param frames - pictures of one size, one or more: {@link interpolationFrames} gives them, and {@link imageGrid} one at a time
 * @param options - `delayMs`, `loop`, `background`, `signal`
 * @returns the bytes of a GIF file
 * @throws ArgumentError for what are no frames of one size, wrong options, or where `gifenc` isn't installed
 * @throws the signal's reason, once it is aborted
 *
 * @example
 * ```ts
 * import { gifBytes } from 'gan-core/figures';
 * const frame = (gray: number) => ({
 *   width: 2,
 *   height: 1,
 *   data: new Uint8ClampedArray([gray, gray, gray, 255, 0, 0, 0, 255]),
 * });
 * const gif = await gifBytes([frame(0), frame(128), frame(255)], { delayMs: 100 });
 * // It begins with its name, its width and its height.
 * console.log(String.fromCharCode(...gif.subarray(0, 6)), gif[6], gif[8]); // → GIF89a 2 1
 * ```
 */
export async function gifBytes(frames: readonly Picture[], options: GifOptions = {}): Promise<Uint8Array> {
  const checked = checkFrames(frames);
  refuseUnknownKeys(options, ['delayMs', 'loop', 'background', 'signal']);
  const { delayMs = 80, loop = true } = options;
  checkNumber('delayMs', delayMs, interval(`[20, ${10 * MOST_TENS}]`));
  checkBoolean('loop', loop);
  const background = checkColor('background', options.background ?? [255, 255, 255]);
  const pauses = createPauses(options.signal);
  const gifenc = await importGifenc(
    (why, cause) => new ArgumentError('frames', `can't be encoded: ${why}`, { cause }),
  );
  const encoder = gifenc.GIFEncoder();
  for (const { width, height, data } of checked) {
    if (pauses.due()) await pauses.take();
    const { index, palette } = indexed(overBackground(data, background), gifenc);
    encoder.writeFrame(index, width, height, { palette, delay: delayMs, repeat: loop ? 0 : -1 });
  }
  encoder.finish();
  return encoder.bytes();
}

/** The most that a GIF's delay, of two bytes, can say. */
const MOST_TENS = 65_535;
/** The largest side that a GIF can say. */
const MOST_ACROSS = 65_535;

/** Refuses what are no frames of one size; each member of each is read once. */
function checkFrames(frames: readonly Picture[]): readonly Picture[] {
  const expected = 'pictures of one size, one or more';
  if (!Array.isArray(frames) || frames.length === 0)
    throw new ArgumentError('frames', `got ${describeValue(frames)}; expected ${expected}.`);
  const checked: readonly Picture[] = frames.map((frame, index) => checkPixels(`frames[${index}]`, frame));
  const [first] = checked as [Picture];
  for (const [index, frame] of checked.entries()) {
    if (frame.width === first.width && frame.height === first.height) continue;
    const size = ({ width, height }: Picture) => `${width} by ${height}`;
    throw new ArgumentError(
      `frames[${index}]`,
      `is ${size(frame)} pixels; expected ${size(first)}, as the first one is.`,
    );
  }
  if (Math.max(first.width, first.height) > MOST_ACROSS)
    throw new ArgumentError(
      'frames',
      `are ${first.width} by ${first.height} pixels; expected at most ${MOST_ACROSS} either way, as a GIF has.`,
    );
  return checked;
}

/** Mixes the background in, so that all is opaque. */
function overBackground(data: Picture['data'], background: readonly number[]): Uint8ClampedArray {
  const mixed = new Uint8ClampedArray(data);
  for (let at = 0; at < mixed.length; at += 4) {
    const share = mixed[at + 3]! / 255;
    if (share === 1) continue;
    for (let channel = 0; channel < 3; channel++)
      mixed[at + channel] = share * mixed[at + channel]! + (1 - share) * background[channel]!;
    mixed[at + 3] = 255;
  }
  return mixed;
}

/** A frame as places in its palette. */
interface Indexed {
  readonly index: Uint8Array;
  readonly palette: readonly (readonly number[])[];
}

type Quantizer = Pick<typeof import('gifenc'), 'quantize' | 'applyPalette'>;

/** Gives each color its own place where they are few enough; gifenc's own tables have at most 6 bits of a channel. */
function indexed(data: Uint8ClampedArray, { quantize, applyPalette }: Quantizer): Indexed {
  const colors = new Uint32Array(data.buffer);
  const places = new Map<number, number>();
  const index = new Uint8Array(colors.length);
  for (const [pixel, color] of colors.entries()) {
    let place = places.get(color);
    if (place === undefined) {
      place = places.size;
      if (place === 256) {
        const palette = quantize(data, 256, { format: binsOf(colors) });
        return { index: applyPalette(data, palette), palette };
      }
      places.set(color, place);
    }
    index[pixel] = place;
  }
  const palette = [...places.keys()].map((color) => [...new Uint8Array(Uint32Array.of(color).buffer, 0, 3)]);
  return { index, palette };
}

/** The most bins of colors that gifenc is given: its time goes with their square, and 65,536 of them took 50 s. */
const MOST_BINS = 4096;

/** The finest bins, of 5, 6 and 5 bits, unless a picture has colors in too many of them; there are 4,096 of 4 bits each. */
function binsOf(colors: Uint32Array): 'rgb565' | 'rgb444' {
  const isMet = new Uint8Array(2 ** 16);
  for (const color of colors)
    isMet[((color & 0xf8) << 8) | ((color >> 5) & 0x7e0) | ((color >> 19) & 0x1f)] = 1;
  const bins = isMet.reduce((sum, met) => sum + met, 0);
  return bins > MOST_BINS ? 'rgb444' : 'rgb565';
}
