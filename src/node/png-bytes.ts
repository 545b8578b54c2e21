import { ArgumentError, checkPixels } from '../errors';
import type { Picture } from '../images';
import { loadPackage } from './load-package';

/**
 * Encodes pixels as a PNG, without loss, by the package `fast-png`, which is loaded at the first call. A picture without
 * transparent parts takes three channels, and a gray one takes one.
 *
 * @param pixels - `{ width, height, data }`: a figure of `gan-core/figures`, or what is read from a file
 * @returns the bytes of a PNG file
 * @throws ArgumentError for what are no pixels, or where `fast-png` isn't installed
 *
 * @example
 * ```ts
 * import { pngBytes } from 'gan-core/node';
 * const png = await pngBytes({ width: 1, height: 1, data: new Uint8ClampedArray([255, 0, 0, 255]) });
 * console.log(Buffer.from(png.subarray(1, 4)).toString()); // → PNG
 * ```
 */
export async function pngBytes(pixels: Picture): Promise<Uint8Array> {
  const { width, height, data } = checkPixels('pixels', pixels);
  const { encode } = await loadPackage<Pick<typeof import('fast-png'), 'encode'>>(
    'fast-png',
    (why, cause) =>
      new ArgumentError('pixels', `can't be encoded: the package fast-png didn't load: ${why}`, { cause }),
  );
  const channels = channelsOf(data);
  return encode({ width, height, channels, depth: 8, data: withChannels(data, channels) });
}

/** The fewest channels that lose nothing. */
function channelsOf(data: Picture['data']): 1 | 3 | 4 {
  let isGray = true;
  for (let place = 0; place < data.length; place += 4) {
    if (data[place + 3] !== 255) return 4;
    isGray &&= data[place] === data[place + 1] && data[place] === data[place + 2];
  }
  return isGray ? 1 : 3;
}

function withChannels(data: Picture['data'], channels: 1 | 3 | 4): Picture['data'] {
  if (channels === 4) return data;
  const kept = new Uint8Array((data.length / 4) * channels);
  for (let to = 0, from = 0; to < kept.length; to += channels, from += 4)
    for (let channel = 0; channel < channels; channel++) kept[to + channel] = data[from + channel]!;
  return kept;
}
