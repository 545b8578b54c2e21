import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, checkWholeNumber, describeNumber, describeValue, refuseUnknownKeys } from '../errors';
import type { PixelScale } from '../images';
import { checkFigureSize, checkLayout, type LayoutOptions, layOut, layoutOptionNames } from './lay-out';
import type { Pixels } from './pixels';
import { checkImages, checkScale, picturesOf } from './tensor-pictures';

/** Options of {@link imageGrid}. */
export interface ImageGridOptions extends LayoutOptions {
  /**
   * Images in a row. Default: as many as make the grid about square, ⌈√count⌉. With `labels`: the most of a class that are
   * shown; default all.
   */
  readonly columns?: number;
  /** Class of each image, a whole number from 0 on. With it every class has a row of its own, in the order of the numbers. */
  readonly labels?: ArrayLike<number>;
  /** Scaling of the samples. Default `'tanh'`: −1 is black, 1 white. `'unit'`: 0 is black, 1 white. */
  readonly scale?: PixelScale;
}

/**
 * Draws images side by side in rows, from the top left: a generator's samples, say. What lies beyond the scaling's ends is held
 * there. The tensor stays the caller's.
 *
 * Write it to a file by `writePng` of `gan-core/node`; in a page draw it by {@link drawOnCanvas}.
 *
 * @param images - float32, `[count, height, width, channels]`, with 1 channel (gray), 3 (RGB) or 4 (RGBA)
 * @param options - `columns`, `labels`, `scale`, and how to lay them out: `gap`, `zoom`, `background`
 * @returns the figure's pixels
 * @throws ArgumentError for what are no such images, labels that don't fit them, and wrong options
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { imageGrid } from 'gan-core/figures';
 * const samples = tf.randomUniform([12, 28, 28, 1], -1, 1);
 * const { width, height, data } = await imageGrid(samples, { columns: 6, gap: 4, zoom: 2 });
 * console.log(width, height, data.length); // → 364 124 180544
 * // A class a row.
 * const labels = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2];
 * console.log((await imageGrid(samples, { labels, gap: 0 })).width); // → 112
 * ```
 */
export async function imageGrid(images: Tensor, options: ImageGridOptions = {}): Promise<Pixels> {
  checkImages('images', images);
  refuseUnknownKeys(options, ['columns', 'labels', 'scale', ...layoutOptionNames]);
  const { columns, labels, scale = 'tanh' } = options;
  checkScale(scale);
  const layout = checkLayout(options);
  const [count, height, width] = images.shape as [number, number, number];
  if (columns !== undefined) checkWholeNumber('columns', columns, 1);
  const table =
    labels === undefined
      ? inOrder(count, columns ?? Math.ceil(Math.sqrt(count)))
      : byClass(checkLabels(labels, count), columns);
  const cells = { rows: table.places.length / table.columns, columns: table.columns, width, height };
  checkFigureSize(cells, layout);
  const pictures = await picturesOf(images, scale);
  return layOut(
    table.places.map((place) => (place === undefined ? place : pictures[place])),
    cells,
    layout,
  );
}

/** Images by their places in the tensor, row by row; `undefined` where there is none. */
interface Table {
  readonly columns: number;
  readonly places: readonly (number | undefined)[];
}

/** Fills row after row; no more columns than images. */
function inOrder(count: number, wished: number): Table {
  const columns = Math.min(wished, count);
  const length = columns * Math.ceil(count / columns);
  return { columns, places: Array.from({ length }, (_, place) => (place < count ? place : undefined)) };
}

/** Gives each class a row. */
function byClass(labels: readonly number[], most = Infinity): Table {
  const rows = new Map<number, number[]>();
  for (const [place, label] of labels.entries()) {
    const row = rows.get(label) ?? [];
    rows.set(label, row);
    if (row.length < most) row.push(place);
  }
  const ordered = [...rows].sort(([one], [other]) => one - other).map(([, row]) => row);
  const columns = ordered.reduce((longest, row) => Math.max(longest, row.length), 0);
  const places = ordered.flatMap((row) => Array.from({ length: columns }, (_, column) => row[column]));
  return { columns, places };
}

function checkLabels(labels: ArrayLike<number>, count: number): readonly number[] {
  const expected = `the class of each of the ${count} images, whole numbers from 0 on`;
  const isList = Array.isArray(labels) || (ArrayBuffer.isView(labels) && !(labels instanceof DataView));
  if (!isList) throw new ArgumentError('labels', `got ${describeValue(labels)}; expected ${expected}.`);
  const list: readonly number[] = Array.from(labels);
  if (list.length !== count) throw new ArgumentError('labels', `got ${list.length}; expected ${expected}.`);
  const unfit = list.findIndex((label) => !Number.isSafeInteger(label) || label < 0);
  if (unfit >= 0)
    throw new ArgumentError(
      'labels',
      `got ${describeNumber(list[unfit])} at ${unfit}; expected ${expected}.`,
    );
  return list;
}
