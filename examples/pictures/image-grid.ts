import { encode } from 'fast-png';

/** How a grid of images is laid out. */
export interface GridLayout {
  /** The side of one square image, in its own pixels. */
  readonly size: number;
  readonly columns: number;
  /** How many times larger each pixel is drawn. */
  readonly scale: number;
  /** The space between and around the images, in drawn pixels. */
  readonly gap: number;
}

/** Images with values from 0 (paper, white) to 1 (ink, black), in rows from the top left, on gray, as a PNG. */
export function imageGrid(
  images: readonly ArrayLike<number>[],
  { size, columns, scale, gap }: GridLayout,
): Uint8Array {
  const cell = size * scale;
  const rows = Math.ceil(images.length / columns);
  const width = columns * (cell + gap) + gap;
  const height = rows * (cell + gap) + gap;
  const data = new Uint8Array(width * height).fill(ground);
  images.forEach((image, index) => {
    const left = gap + (index % columns) * (cell + gap);
    const top = gap + Math.floor(index / columns) * (cell + gap);
    for (let y = 0; y < cell; y++) {
      for (let x = 0; x < cell; x++) {
        const value = image[Math.floor(y / scale) * size + Math.floor(x / scale)]!;
        data[(top + y) * width + left + x] = Math.round(255 * (1 - Math.min(1, Math.max(0, value))));
      }
    }
  });
  return encode({ width, height, data, channels: 1, depth: 8 });
}

const ground = 205;
