import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompareProgram, files, generated, program, real } from './compare-program';

let compare: CompareProgram;
beforeAll(() => {
  compare = new CompareProgram();
});
afterAll(() => compare.close());

describe('what can’t be compared', () => {
  it.each<[string, () => string[], RegExp]>([
    [
      'no such file',
      () => ['nope.npy', generated],
      /^gan-core: nope\.npy: there is no such file; expected a \.npy/,
    ],
    ['another kind of file', () => [program, generated], /cli\.js: ends in '\.js'; expected a \.npy/],
    [
      'several arrays',
      () => [compare.write('a.npz', ''), generated],
      /^gan-core: a\.npz: holds several arrays; .* np\.save/,
    ],
    [
      'a folder without pictures',
      () => [files, generated],
      /files has no picture; expected files that end in \.png/,
    ],
    [
      'another width',
      () => [real, compare.write('wide.csv', '1,2\n3,4')],
      /^gan-core: wide\.csv: has 2 numbers a sample where .*real\.npy has 4 numbers a sample; expected the same/,
    ],
    [
      'a number that is none',
      () => [real, compare.write('nan.csv', '1,2,3,nan')],
      /^gan-core: nan\.csv: line 1, column 4: got 'nan'/,
    ],
    [
      'an infinite number',
      () => [join(files, 'half.npy'), generated],
      /half\.npy: the entry \[6\] is Infinity; expected finite numbers/,
    ],
    [
      'one number',
      () => [real, compare.write('bad.png/x.png', 'no png')],
      /^gan-core: bad\.png\/x\.png: ends in '\.png'/,
    ],
    [
      'a broken picture',
      () => ['bad.png', 'bad.png'],
      /^gan-core: bad\.png\/x\.png: can't be read as a picture: it is no PNG and no JPEG/,
    ],
    [
      'pictures and tables',
      () => [join(files, 'pictures.npy'), generated],
      /generated\.npy: has 4 numbers a sample where .*pictures\.npy has samples of 6x6x3/,
    ],
    [
      'pixels and numbers',
      () => [join(files, 'pictures.npy'), compare.write('f.npy', floatPictures())],
      /^gan-core: f\.npy: has numbers of their own scale where .*pictures\.npy has pixels of 0 to 255/,
    ],
    [
      'features of features',
      () => [real, generated, '--features', 'random'],
      /^gan-core: --features: got 'random' for .*real\.npy, whose rows are features already/,
    ],
    [
      'more features than the network has',
      () => [join(files, 'pictures.npy'), join(files, 'pictures.npy'), '--dimension', '1000000'],
      /^gan-core: --dimension: asks for 1000000 features; expected at most/,
    ],
    ['a size of arrays', () => [real, generated, '--size', '8'], /^gan-core: --size: got one for arrays/],
  ])('%s', (_, args, message) => {
    const { status, stdout, stderr } = compare.run(...args());
    expect(stderr).toMatch(message);
    expect([status, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
  });

  /** An array of floats of the shape (1, 6, 6, 3), by hand. */
  function floatPictures(): Uint8Array {
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 6, 6, 3), }".padEnd(117);
    const start = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${header}\n`, 'latin1');
    return Buffer.concat([start, Buffer.alloc(4 * 108)]);
  }
});
