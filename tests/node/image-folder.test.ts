import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from 'gan-core';
import { imageFolder } from 'gan-core/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { baseline, colorAt } from '../images/jpeg-files';
import { writePng } from '../images/write-png';
import { onCpu } from '../support/on-cpu';

onCpu();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pictures-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Uint8Array | string): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

/** A picture of one gray. */
const plain = (gray: number, width = 5, height = 3) =>
  writePng({ width, height, colorType: 0, depth: 8, sampleAt: () => gray });

const options = { size: 4, batchSize: 3, partialBatch: 'keep', channels: 1, scale: 'unit' } as const;

async function graysOf(batches: AsyncIterable<tf.Tensor4D>): Promise<number[]> {
  const grays: number[] = [];
  for await (const batch of batches)
    for (let row = 0; row < batch.shape[0]; row++)
      grays.push(Math.round(255 * batch.dataSync()[(row * batch.size) / batch.shape[0]]!));
  return grays;
}

describe('the pictures of a folder', () => {
  it('are those of all folders in it, sorted; other files and hidden ones are passed over', async () => {
    for (const [name, gray] of [
      ['b.png', 2],
      ['a.PNG', 1],
      ['c/d/e.png', 3],
      ['c/a.png', 4],
      ['Z.png', 5],
    ] as const)
      put(name, plain(gray));
    put('notes.txt', 'no picture');
    put('.hidden.png', 'no picture');
    put('.cache/x.png', 'no picture');
    symlinkSync(join(folder, 'b.png'), join(folder, 'd.png'));
    symlinkSync(join(folder, 'gone'), join(folder, 'gone.png'));
    symlinkSync(folder, join(folder, 'self'));
    const images = imageFolder(folder, { ...options, shuffle: false });
    expect([images.count, images.classNames]).toEqual([6, []]);
    expect(await graysOf(images)).toEqual([5, 1, 2, 4, 3, 2]); // Z, a, b, c/a, c/d/e, d
  });

  it('come in a seeded order, each once in a pass, and memory is that of one batch', async () => {
    for (let gray = 0; gray < 40; gray++) put(`${gray}.png`, plain(gray));
    const before = tf.memory().numTensors;
    const [one, other] = [
      imageFolder(folder, { ...options, seed: 3 }),
      imageFolder(folder, { ...options, seed: 3 }),
    ];
    for (let pass = 0; pass < 3; pass++) {
      const grays = await graysOf(one);
      expect(await graysOf(other)).toEqual(grays);
      expect([...grays].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, gray) => gray));
    }
    for await (const _ of one) expect(tf.memory().numTensors).toBe(before + 1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('may be PNGs and JPEGs, whatever their names end in; a JPEG has its colors', async () => {
    put('a.png', Buffer.from(baseline, 'base64'));
    put('b.jpeg', plain(7));
    const images = imageFolder(folder, { size: 16, batchSize: 2, shuffle: false, scale: 'unit' });
    for await (const batch of images) {
      const values = (await batch.array()) as number[][][][];
      // Cut to 16 by 16, from the fourth column on, and not resized.
      for (const [x, y] of [
        [0, 0],
        [7, 9],
        [15, 15],
      ] as const)
        for (const [channel, value] of colorAt(x + 4, y).entries())
          expect(Math.abs(255 * values[0]![y]![x]![channel]! - value)).toBeLessThanOrEqual(5);
      expect(Math.round(255 * values[1]![0]![0]![0]!)).toBe(7);
    }
  });

  it('have the folders as classes, on demand, sorted by name', async () => {
    for (const [name, gray] of [
      ['cats/1.png', 0],
      ['cats/deep/2.png', 10],
      ['Dogs/1.png', 1],
      ['birds/1.png', 2],
    ] as const)
      put(name, plain(gray));
    put('readme.txt', 'no picture');
    const images = imageFolder(folder, { ...options, labelsFromFolders: true });
    expect(images.classNames).toEqual(['Dogs', 'birds', 'cats']);
    const seen: Record<number, number> = {};
    for await (const { real, condition } of images)
      for (const [row, label] of condition.dataSync().entries())
        seen[Math.round(255 * real.dataSync()[16 * row]!)] = label;
    expect(seen).toEqual({ 0: 2, 1: 0, 2: 1, 10: 2 });
  });

  it('may be of other formats, by a decoder', async () => {
    put('one.gray', new Uint8Array([9]));
    put('two.png', plain(1));
    const decode = async ([gray]: Uint8Array, file: string) => {
      expect(relative(folder, file)).toBe('one.gray');
      return { width: 1, height: 1, data: new Uint8Array([gray!, gray!, gray!, 255]) };
    };
    const images = imageFolder(folder, { ...options, extensions: ['.gray'], decode });
    expect(await graysOf(images)).toEqual([9]);
  });
});

describe('a file that cannot be decoded', () => {
  beforeEach(() => {
    for (let gray = 0; gray < 5; gray++) put(`${gray}.png`, plain(gray));
    put('bad.png', plain(1).subarray(0, 60));
    put('empty.jpg', '');
  });

  it('ends the pass by an error that names it', async () => {
    const error = await graysOf(imageFolder(folder, { ...options, shuffle: false })).catch(
      (caught) => caught,
    );
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toContain(`${join(folder, 'bad.png')}: can't be read as a picture: `);
  });

  it('is left out and named where that is asked for', async () => {
    const images = imageFolder(folder, { ...options, skipUnreadable: true });
    expect((await graysOf(images)).sort()).toEqual([0, 1, 2, 3, 4]);
    expect(images.unreadable.map((file) => relative(folder, file)).sort()).toEqual(['bad.png', 'empty.jpg']);
  });
});

it.each<[string, () => void, object, RegExp]>([
  [
    'no such folder',
    () => rmSync(folder, { recursive: true }),
    {},
    /^path: can't list \S+ \(ENOENT\); expected a folder/,
  ],
  [
    'no picture',
    () => put('a.txt', ''),
    {},
    /^path: \S+ has no picture; expected files that end in \.png, \.jpg, \.jpeg\.$/,
  ],
  ['no folders', () => put('a.txt', ''), { labelsFromFolders: true }, /^path: \S+ has no folders/],
  [
    'a picture beside the classes',
    () => ['cats/1.png', 'x.png'].map((name) => put(name, plain(1))),
    { labelsFromFolders: true },
    /^path: \S+ has pictures beside its folders, x\.png say/,
  ],
  [
    'a class without pictures',
    () => ['cats/1.png', 'dogs/a.txt'].map((name) => put(name, plain(1))),
    { labelsFromFolders: true },
    /^path: \S+dogs has no picture/,
  ],
  [
    'an ending without dot',
    () => put('a.png', plain(1)),
    { extensions: ['png'] },
    /^extensions: got the string 'png'; expected an array/,
  ],
  [
    'an unknown option',
    () => put('a.png', plain(1)),
    { flip: true },
    /^options: got the unknown key 'flip'; expected size, labelsFromFolders/,
  ],
])('refused: %s', (_, prepare, changed, message) => {
  prepare();
  expect(() => imageFolder(folder, { ...options, ...changed })).toThrow(message);
});

describe('the package, as it is built', () => {
  const program = (load: string) => `
    ${load}
    (async () => {
      const images = imageFolder(process.argv[1], { size: 4, batchSize: 2, scale: 'unit' });
      for await (const batch of images) console.log(batch.shape.join());
    })().catch((error) => console.log(error.message));
  `;
  const names = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu'];
  const run = (type: string, code: string) =>
    promisify(execFile)(process.execPath, [`--input-type=${type}`, '--eval', code, folder]);

  it.each([
    [
      'module',
      `${names.map((name) => `import '${name}';`).join('')} import { imageFolder } from 'gan-core/node';`,
    ],
    [
      'commonjs',
      `${names.map((name) => `require('${name}');`).join('')} const { imageFolder } = require('gan-core/node');`,
    ],
  ])('reads PNGs and JPEGs as %s', async (type, load) => {
    put('a.png', plain(1));
    put('b.jpg', Buffer.from(baseline, 'base64'));
    expect((await run(type, program(load))).stdout).toBe('2,4,4,3\n');
  });

  it('names the package that is to be installed', async () => {
    put('a.jpg', Buffer.from(baseline, 'base64'));
    put('b.jpg', Buffer.from(baseline, 'base64'));
    // As Node has it where the package isn't there.
    const hooks = `export async function resolve(name, context, next) {
      if (name === 'jpeg-js') throw Object.assign(new Error("Cannot find package 'jpeg-js'"), { code: 'ERR_MODULE_NOT_FOUND' });
      return next(name, context);
    }`;
    const load = `
      import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hooks)}));
      import '@tensorflow/tfjs-backend-cpu';
      const { imageFolder } = await import('gan-core/node');`;
    const { stdout } = await run('module', program(load));
    expect(stdout).toMatch(
      /^path: \S+[ab]\.jpg is a JPEG, and the package .* Install it: npm install jpeg-js\n$/,
    );
  });
});
