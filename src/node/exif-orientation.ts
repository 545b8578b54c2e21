import type { Picture } from '../images';

/** Tag of the orientation in a TIFF directory. */
const ORIENTATION = 0x0112;

/**
 * The orientation that an EXIF note tells: 1 to 8; 1, upright, where it tells none.
 *
 * Source: CIPA DC-008 (Exif 2.32), 4.6.2 and 4.6.4.
 *
 * @param note - the note, behind `Exif\0`: one more zero at most, then a TIFF file
 */
export function exifOrientation(note: Uint8Array): number {
  const tiff = note[0] === 0 ? note.subarray(1) : note;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (view.byteLength < 8) return 1;
  const isLittleEndian = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > view.byteLength) return 1;
  const entries = view.getUint16(directory, isLittleEndian);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, isLittleEndian) !== ORIENTATION) continue;
    const value = view.getUint16(at + 8, isLittleEndian);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The picture, upright. */
export function oriented(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const { width, height } = picture;
  const isTurned = orientation > 4;
  const upright = isTurned ? { width: height, height: width } : { width, height };
  const from = new Uint32Array(picture.data.slice().buffer);
  const to = new Uint32Array(from.length);
  // Where the stored picture's first row and first column lie: 2 and 3 at the right, 3 and 4 at the bottom, 5 to 8 on their sides.
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  for (let y = 0, at = 0; y < upright.height; y++) {
    for (let x = 0; x < upright.width; x++, at++) {
      const [column, row] = isTurned ? [y, x] : [x, y];
      to[at] =
        from[(fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column)]!;
    }
  }
  return { ...upright, data: new Uint8Array(to.buffer) };
}
