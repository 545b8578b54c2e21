import { imageBatches, type PictureSource } from 'gan-core/images';
import { expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { numbered, options, watched } from './numbered-pictures';

onCpu();

it.each<[string, () => unknown, RegExp]>([
  ['no pictures', () => imageBatches([], options), /^pictures: got none/],
  [
    'a picture without load',
    () => imageBatches([{ name: 'a' } as never], options),
    /^pictures\[0\]: got an object with name/,
  ],
  [
    'a class for some',
    () =>
      imageBatches(
        [
          { name: 'a', className: 'x', load: () => numbered(1) },
          { name: 'b', load: () => numbered(1) },
        ] as PictureSource[],
        options,
      ),
    /^pictures\.className: got undefined for b; expected a string for every picture, or for none/,
  ],
  [
    'a size of 0',
    () => imageBatches(watched(4).pictures, { ...options, size: 0 }),
    /^size: got 0; expected a whole number, at least 1/,
  ],
  [
    'four channels',
    () => imageBatches(watched(4).pictures, { ...options, channels: 4 as never }),
    /^channels: got a number \(4\); expected 1/,
  ],
  [
    'a batch above the pictures',
    () => imageBatches(watched(4).pictures, { size: 2 }),
    /^batchSize: got 64 for 4 pictures; expected at most as many, or partialBatch: 'keep'/,
  ],
  [
    'an unknown option',
    () => imageBatches(watched(4).pictures, { ...options, flip: true } as never),
    /^options: got the unknown key 'flip'/,
  ],
  [
    'a huge batch',
    () => imageBatches(watched(4).pictures, { ...options, size: 2 ** 15 }),
    /^size, batchSize: asks for 4294967296 values/,
  ],
])('refused: %s', (_, call, message) => {
  expect(call).toThrow(message);
});
