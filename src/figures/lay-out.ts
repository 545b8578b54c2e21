import { checkSize, checkWholeNumber } from '../errors';
import type { Picture } from '../images';
import { type Color, checkColor } from './color';
import type { Pixels } from './pixels';

/** Options of how pictures are laid out side by side. */
export interface LayoutOptions {
  /** Pixels between the pictures, and around all of them. Default 2. */
  readonly gap?: number;
  /** Pixels across that each pixel of a picture becomes: whole ones, so that none is blurred. Default 1. */
  readonly zoom?: number;
  /** Color of the gaps, and of places without a picture. Default `[205, 205, 205]`, a light gray. */
  readonly background?: Color;
}

/** Names of these options. */
export const layoutOptionNames = [
  'gap',
  'zoom',
  'background',
] as const satisfies readonly (keyof LayoutOptions)[];

/** The options, all of them. */
interface Layout {
  readonly gap: number;
  readonly zoom: number;
  readonly background: readonly [number, number, number, number];
}

/** Refuses wrong options, and fills in those that were left out. */
export function checkLayout({ gap = 2, zoom = 1, background = [205, 205, 205] }: LayoutOptions): Layout {
  checkWholeNumber('gap', gap, 0);
  checkWholeNumber('zoom', zoom, 1);
  return { gap, zoom, background: checkColor('background', background) };
}

/** Table of cells of one size, in pixels before they are drawn larger. */
interface Cells {
  readonly rows: number;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/** Refuses a figure that no memory has room for. */
export function checkFigureSize({ rows, columns, width, height }: Cells, { gap, zoom }: Layout): void {
  const across = columns * (width * zoom + gap) + gap;
  const down = rows * (height * zoom + gap) + gap;
  checkSize('zoom, gap', 4 * across * down, 'bytes of a figure');
}

/** Draws pictures of one size into rows, from the top left; `undefined` leaves a place empty. */
export function layOut(
  pictures: readonly (Picture | undefined)[],
  cells: Cells,
  { gap, zoom, background }: Layout,
): Pixels {
  const { rows, columns } = cells;
  const [cellWidth, cellHeight] = [cells.width * zoom, cells.height * zoom];
  const width = columns * (cellWidth + gap) + gap;
  const height = rows * (cellHeight + gap) + gap;
  const figure = { width, height, data: new Uint8ClampedArray(4 * width * height) };
  // Pixels as one number each are several times as fast to copy. Both sides have the machine's order of bytes.
  const drawn = new Uint32Array(figure.data.buffer);
  drawn.fill(new Uint32Array(Uint8Array.from(background).buffer)[0]!);
  pictures.forEach((picture, index) => {
    if (!picture) return;
    const left = gap + (index % columns) * (cellWidth + gap);
    const top = gap + Math.floor(index / columns) * (cellHeight + gap);
    draw(picture, drawn, top * width + left, { width, zoom });
  });
  return figure;
}

/** Draws one picture, from this place on. */
function draw(
  picture: Picture,
  drawn: Uint32Array,
  place: number,
  { width, zoom }: { readonly width: number; readonly zoom: number },
): void {
  // A copy: the picture's bytes may begin anywhere in their buffer, as four of them can't be read at once.
  const pixels = new Uint32Array(Uint8Array.from(picture.data).buffer);
  for (let y = 0; y < picture.height; y++) {
    const row = place + y * zoom * width;
    for (let x = 0; x < picture.width; x++)
      drawn.fill(pixels[y * picture.width + x]!, row + x * zoom, row + (x + 1) * zoom);
    for (let line = 1; line < zoom; line++)
      drawn.copyWithin(row + line * width, row, row + picture.width * zoom);
  }
}
