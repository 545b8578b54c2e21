import type { Tensor4D } from '@tensorflow/tfjs-core';
import { ArgumentError, checkMembers, describeValue, refuseUnknownKeys } from '../errors';
import { createRandom } from '../random';
import { type CheckedOptions, checkOptions, type ImageOptions, imageOptionNames } from './image-options';
import { type LabeledImages, onePass } from './one-pass';
import type { LabeledPictureSource, PictureSource } from './picture';

/**
 * Pictures in batches, as the Trainer takes them. Each `for await` is a pass: every picture is read once, in an order of its
 * own. A batch lives until the next one is asked for, or the loop is left: its tensors are disposed of then.
 */
export interface ImageBatches<Batch = Tensor4D | LabeledImages> extends AsyncIterable<Batch> {
  /** Pictures in all. */
  readonly count: number;
  /** Names of the classes, sorted: a label is a place in this list. Empty where the pictures have no classes. */
  readonly classNames: readonly string[];
  /** True: a resumed run needn't read the pictures of former passes again, since the order of a pass is drawn as it is opened. */
  readonly ordersAtOpening: true;
  /** Names of the pictures that no pass could read so far and left out; see `skipUnreadable`. */
  readonly unreadable: readonly string[];
}

/**
 * Makes batches of pictures that are read from anywhere: an archive, a server, a database. Of a folder in Node they are made
 * by `imageFolder` of `gan-core/node`, of files in a page by {@link imageFiles}.
 *
 * They stream: only the batch in use, `prefetch` further ones and four pictures that are being decoded are in memory. A
 * picture is cut to the largest square in its middle, resized by a triangle filter (bilinear, antialiased), scaled, and
 * mirrored by chance where that is asked for. The order and the mirrored ones follow from the seed and the number of the pass.
 *
 * A pass that is left early begins no further picture. What a picture's `load` throws ends the pass by an error that names the
 * picture, unless it is to be skipped.
 *
 * Sources: Turkowski 1990, "Filters for Common Resampling Tasks" (the triangle filter); ITU-R BT.601, section 2.5.1 (gray).
 *
 * @param pictures - the pictures; those with a `className` give batches of `{ real, condition }`
 * @param options - `size`, and how to read, order and batch the pictures
 * @returns the batches, to go through again and again
 * @throws ArgumentError for wrong pictures or options, and while iterating for a picture that can't be read, naming it
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { imageBatches } from 'gan-core/images';
 * // A white picture of 2 by 2 pixels. Others are decoded here.
 * const white = { width: 2, height: 2, data: new Uint8Array(16).fill(255) };
 * const pictures = ['a', 'b', 'c'].map((name) => ({ name, load: () => white }));
 * const images = imageBatches(pictures, { size: 4, batchSize: 2, partialBatch: 'keep' });
 * for await (const batch of images) console.log(batch.shape, batch.dataSync()[0]);
 * // → [ 2, 4, 4, 3 ] 1
 * // → [ 1, 4, 4, 3 ] 1
 * ```
 */
export function imageBatches(
  pictures: readonly LabeledPictureSource[],
  options: ImageOptions,
): ImageBatches<LabeledImages>;
/**
 * Makes batches of pictures without classes: see {@link imageBatches}.
 *
 * @param pictures - the pictures
 * @param options - `size`, and how to read, order and batch the pictures
 * @returns the batches, to go through again and again
 * @throws ArgumentError for wrong pictures or options, and while iterating for a picture that can't be read, naming it
 */
export function imageBatches(
  pictures: readonly PictureSource[],
  options: ImageOptions,
): ImageBatches<Tensor4D>;
/**
 * Makes batches of pictures that may have classes: see {@link imageBatches}.
 *
 * @param pictures - the pictures; all have a `className`, or none
 * @param options - `size`, and how to read, order and batch the pictures
 * @returns the batches, to go through again and again
 * @throws ArgumentError for wrong pictures or options, and while iterating for a picture that can't be read, naming it
 */
export function imageBatches(
  pictures: readonly (PictureSource | LabeledPictureSource)[],
  options: ImageOptions,
): ImageBatches;
export function imageBatches(pictures: readonly Source[], options: ImageOptions): ImageBatches {
  const sources = checkSources(pictures);
  refuseUnknownKeys(options, imageOptionNames);
  const checked: CheckedOptions = checkOptions(options, sources.length);
  const random = createRandom(checked.seed);
  const classNames = namesOfClasses(sources);
  const unreadable = new Set<string>();
  return {
    count: sources.length,
    classNames,
    ordersAtOpening: true,
    get unreadable() {
      return [...unreadable];
    },
    // Forked as a pass is opened: what it draws doesn't depend on how far the others went.
    [Symbol.asyncIterator]: () => onePass({ sources, classNames, unreadable, ...checked }, random.fork()),
  };
}

type Source = PictureSource | LabeledPictureSource;

function checkSources(pictures: readonly Source[]): readonly Source[] {
  if (!Array.isArray(pictures) || pictures.length === 0) {
    const came = Array.isArray(pictures) ? 'none' : describeValue(pictures);
    throw new ArgumentError('pictures', `got ${came}; expected an array of at least one { name, load }.`);
  }
  for (const [index, picture] of pictures.entries())
    checkMembers(`pictures[${index}]`, picture, {
      expected: 'an object with a name, a string, and a function load',
      functions: ['load'],
      strings: ['name'],
    });
  return [...pictures];
}

/** Sorted by code units, so that they are the same on every machine. */
function namesOfClasses(sources: readonly Source[]): readonly string[] {
  const names = new Set<unknown>(sources.map(({ className }) => className));
  if (names.size === 1 && names.has(undefined)) return [];
  const unfit = sources.find(({ className }) => typeof className !== 'string');
  if (unfit)
    throw new ArgumentError(
      'pictures.className',
      `got ${describeValue(unfit.className)} for ${unfit.name}; expected a string for every picture, or for none.`,
    );
  return [...(names as Set<string>)].sort();
}
