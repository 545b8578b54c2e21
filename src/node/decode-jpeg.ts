import type { Picture } from '../images';
import { exifOrientation, oriented } from './exif-orientation';

type JpegJs = Pick<typeof import('jpeg-js'), 'decode'>;

/**
 * Decodes a JPEG, baseline or progressive, and turns it as its EXIF note says. A file that ends too early is an error.
 *
 * @param bytes - the file
 * @param decoder - the package jpeg-js
 */
export function decodeJpeg(bytes: Uint8Array, { decode }: JpegJs): Picture {
  const decoded = decode(bytes, { useTArray: true, tolerantDecoding: false, maxMemoryUsageInMB: 2048 });
  const { width, height, data } = decoded;
  // It isn't among the package's types.
  const { exifBuffer } = decoded as { readonly exifBuffer?: Uint8Array };
  return oriented({ width, height, data }, exifBuffer ? exifOrientation(exifBuffer) : 1);
}
