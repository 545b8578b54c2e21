import { tensor4d } from '@tensorflow/tfjs-core';
import { imageGrid } from 'gan-core/figures';
import { pngBytes } from 'gan-core/node';
import type { Panel } from '../pictures/figure';

/** Square gray pictures, in rows. */
interface PicturesPanel extends Pick<Panel, 'heading'> {
  /** side·side bytes each, from 0 (paper) to 255 (ink). */
  readonly bytes: Uint8Array;
  readonly side: number;
  readonly columns: number;
  readonly width: number;
}

/** Pictures as a panel, ink black on white. */
export async function picturesPanel({ heading, bytes, side, columns, width }: PicturesPanel): Promise<Panel> {
  const values = Float32Array.from(bytes, (byte) => 1 - byte / 255);
  const images = tensor4d(values, [bytes.length / side ** 2, side, side, 1]);
  const grid = await imageGrid(images, { columns, zoom: 2, scale: 'unit', background: [255, 255, 255] });
  images.dispose();
  const png = Buffer.from(await pngBytes(grid)).toString('base64');
  const drawn = width - 20;
  const height = (drawn * grid.height) / grid.width;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height + 12}"><image width="${drawn}" height="${height}" xlink:href="data:image/png;base64,${png}"/></svg>`;
  return { heading, svg };
}
