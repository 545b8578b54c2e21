import { dispose, tensor } from '@tensorflow/tfjs-core';
import { imageGrid } from 'gan-core/figures';
import { pngBytes } from 'gan-core/node';
import { margin, move, text, titledToPng, titleHeight, zoom } from './figure';

/** Values from 0 (paper) to 1 (ink). */
type Image = ArrayLike<number>;

/** What the picture of the digits shows. */
export interface DigitsPicture {
  readonly title: string;
  readonly subtitle: string;
  /** The side of an image, in its own pixels. */
  readonly size: number;
  /** The digit of each column. */
  readonly columns: readonly number[];
  /** For each column, images of its digit that the generator made. */
  readonly generated: readonly (readonly Image[])[];
  /** For each column, real images of its digit. */
  readonly real: readonly (readonly Image[])[];
}

/** How many of the picture's pixels one pixel of an image takes: whole ones, or it would blur. */
const scale = 3;
const gap = 2;
const space = 30;
const headingHeight = 44;

/** Generated and real digits side by side, a column a digit, each column with its digit above it. */
export async function digitsPicture({
  title,
  subtitle,
  size,
  columns: digits,
  generated,
  real,
}: DigitsPicture): Promise<Uint8Array> {
  const cell = (size * scale + gap) / zoom;
  const side = 10 * cell + gap / zoom;
  const rows = Math.max(generated[0]!.length, real[0]!.length);
  const block = async (heading: string, columns: readonly (readonly Image[])[], x: number) => {
    const images = columns[0]!.flatMap((_, row) => columns.map((column) => column[row]!));
    const png = await gridOf(images, size);
    const labels = digits.map((digit, column) =>
      text(String(digit), {
        x: (column + 0.5) * cell,
        y: headingHeight - 8,
        size: 14,
        weight: 'bold',
        anchor: 'middle',
      }),
    );
    const height = columns[0]!.length * cell + gap / zoom;
    const picture = `<image x="0" y="${headingHeight}" width="${side}" height="${height}" image-rendering="optimizeSpeed" xlink:href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/>`;
    return move(
      margin + x,
      titleHeight,
      text(heading, { y: 12, size: 12, weight: 'bold' }) + labels.join('') + picture,
    );
  };
  return titledToPng({
    title,
    subtitle,
    width: 2 * margin + 2 * side + space,
    height: Math.ceil(titleHeight + headingHeight + rows * cell + margin),
    content:
      (await block('Generated: the GAN was asked for the digit above each column', generated, 0)) +
      (await block('Real: handwritten digits (MNIST) that it learned from', real, side + space)),
  });
}

/** Ten columns of images as a PNG, ink black on white paper. */
async function gridOf(images: readonly Image[], size: number): Promise<Uint8Array> {
  const values = Float32Array.from(images.flatMap((image) => Array.from(image, (ink) => 1 - ink)));
  const papers = tensor(values, [images.length, size, size, 1]);
  const grid = await imageGrid(papers, { columns: 10, zoom: scale, gap, scale: 'unit' });
  dispose(papers);
  return pngBytes(grid);
}
