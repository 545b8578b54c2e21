import type { DecodedPng } from 'fast-png';
import type { Picture } from '../images';

type FastPng = Pick<typeof import('fast-png'), 'decode' | 'convertIndexedToRgb'>;

/**
 * Decodes a PNG of any kind: gray or color, of 1 to 16 bits, with a palette, interlaced, transparent. Of 16 bits the upper 8 count.
 *
 * @param bytes - the file
 * @param decoder - the package fast-png
 */
export function decodePng(bytes: Uint8Array, { decode, convertIndexedToRgb }: FastPng): Picture {
  const png = decode(bytes, { checkCrc: true });
  const { width, height } = png;
  const data = new Uint8Array(4 * width * height).fill(255);
  if (png.palette) {
    const colors = convertIndexedToRgb(png);
    spread(colors, colors.length / (width * height), data);
  } else {
    spread(eightBits(png), png.channels, data);
    if (png.transparency) makeTransparent(png, png.transparency, data);
  }
  return { width, height, data };
}

/** Puts pixels of 1 to 4 channels (gray, gray and alpha, RGB, RGBA) into RGBA. */
function spread(values: Uint8Array, channels: number, data: Uint8Array): void {
  const isGray = channels < 3;
  for (let to = 0, from = 0; to < data.length; to += 4, from += channels) {
    data[to] = values[from]!;
    data[to + 1] = values[isGray ? from : from + 1]!;
    data[to + 2] = values[isGray ? from : from + 2]!;
    if (channels % 2 === 0) data[to + 3] = values[from + channels - 1]!;
  }
}

function eightBits(png: DecodedPng): Uint8Array {
  const { data, depth } = png;
  if (depth === 16) return Uint8Array.from(data, (value) => value >> 8);
  if (depth === 8) return data as Uint8Array;
  const highest = 2 ** depth - 1;
  return grayValues(png).map((value) => (value * 255) / highest);
}

/** Gray values of less than 8 bits, one a byte; fast-png leaves several in a byte, and begins each row in a new one. */
function grayValues({ width, height, data, depth }: DecodedPng): Uint8Array {
  const highest = 2 ** depth - 1;
  const bytesPerRow = Math.ceil((width * depth) / 8);
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const bit = (at % width) * depth;
    const byte = data[Math.floor(at / width) * bytesPerRow + (bit >> 3)]!;
    return (byte >> (8 - depth - (bit & 7))) & highest;
  });
}

/** Applies the one color that is transparent, as the file writes its samples. */
function makeTransparent(png: DecodedPng, color: Uint16Array, data: Uint8Array): void {
  const values = png.depth < 8 ? grayValues(png) : png.data;
  const { channels } = png;
  for (let pixel = 0; pixel < png.width * png.height; pixel++) {
    if (color.every((sample, channel) => values[pixel * channels + channel] === sample))
      data[4 * pixel + 3] = 0;
  }
}
