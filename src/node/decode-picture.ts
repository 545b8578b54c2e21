import { ArgumentError } from '../errors';
import type { Picture } from '../images';
import { decodeJpeg } from './decode-jpeg';
import { decodePng } from './decode-png';
import { loadPackage } from './load-package';

/** Decodes a PNG or a JPEG, whatever its name ends in, by a package that is loaded when the first such file is met. */
export async function decodePicture(bytes: Uint8Array, file: string): Promise<Picture> {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47]))
    return decodePng(bytes, await load<typeof import('fast-png')>('fast-png', 'PNG', file));
  if (startsWith(bytes, [0xff, 0xd8, 0xff]))
    return decodeJpeg(bytes, await load<typeof import('jpeg-js')>('jpeg-js', 'JPEG', file));
  throw new Error(
    bytes.length === 0 ? 'it is empty' : 'it is no PNG and no JPEG; give a `decode` for other formats',
  );
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

function load<Package extends object>(name: string, format: string, file: string): Promise<Package> {
  return loadPackage(
    name,
    (why, cause) =>
      new ArgumentError(
        'path',
        `${file} is a ${format}, and the package that decodes it didn't load: ${why}`,
        { cause },
      ),
  );
}
