import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pngBytes, svgToPng, writePng } from 'gan-core/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPng } from '../node/read-png';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gan-core-png-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Pixels of so many values of a kind. */
function pixels(width: number, height: number, colorOf: (pixel: number) => readonly number[]) {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) data.set(colorOf(pixel), 4 * pixel);
  return { width, height, data };
}
const gray = pixels(17, 5, (pixel) => [3 * pixel, 3 * pixel, 3 * pixel, 255]);
const color = pixels(6, 9, (pixel) => [4 * pixel, 255 - pixel, (91 * pixel) % 256, 255]);
const clear = pixels(7, 3, (pixel) => [4 * pixel, 255 - pixel, 9, 12 * pixel]);

describe('pngBytes', () => {
  it.each([
    ['gray ones, in one channel', gray, 1],
    ['colors, in three', color, 3],
    ['transparent ones, in four', clear, 4],
  ])('keeps %s', async (_, picture, channels) => {
    const png = readPng(await pngBytes(picture));
    expect([png.width, png.height, png.channels]).toEqual([picture.width, picture.height, channels]);
    const kept = [...picture.data].filter((_value, index) => index % 4 < channels);
    expect(png.data).toEqual(kept);
  });

  it('takes pixels that begin within a buffer', async () => {
    const data = new Uint8Array([9, 9, 1, 2, 3, 255, 9]).subarray(2, 6);
    expect(readPng(await pngBytes({ width: 1, height: 1, data })).data).toEqual([1, 2, 3]);
  });

  it('refuses what are no pixels', async () => {
    await expect(pngBytes([] as never)).rejects.toThrow(
      /^pixels: got an array of 0; expected pixels, \{ width/,
    );
    await expect(pngBytes({ ...gray, height: 4 })).rejects.toThrow(
      /^pixels: got 340 bytes for 17 by 4 pixels/,
    );
  });
});

describe('writePng', () => {
  it('writes a file, in folders that it makes', async () => {
    const file = join(folder, 'some', 'where', 'gray.png');
    await writePng(file, gray);
    await writePng(file, color);
    expect(readPng(readFileSync(file)).data).toHaveLength(3 * 6 * 9);
  });

  it('names what it cannot write to', async () => {
    await writePng(join(folder, 'file'), gray);
    await expect(writePng(join(folder, 'file', 'a.png'), gray)).rejects.toThrow(
      /^path: can't write .*a\.png \((EEXIST|ENOTDIR)\); expected the path of a file/,
    );
    await expect(writePng('', gray)).rejects.toThrow(/^path: got the string ''/);
  });
});

describe('svgToPng', () => {
  const svg = (content: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="6">${content}</svg>`;
  const rectangle = svg('<rect x="2" y="1" width="5" height="3" fill="#0a6ebd"/>');

  it('draws on white, two pixels a unit', async () => {
    const png = readPng(await svgToPng(rectangle));
    expect([png.width, png.height, png.channels]).toEqual([20, 12, 4]);
    for (let y = 0; y < 12; y++)
      for (let x = 0; x < 20; x++) {
        const isWithin = x >= 4 && x < 14 && y >= 2 && y < 8;
        const at = 4 * (20 * y + x);
        expect(png.data.slice(at, at + 4)).toEqual(isWithin ? [10, 110, 189, 255] : [255, 255, 255, 255]);
      }
  });

  it('draws on what else is asked for, at another size', async () => {
    const first = async (options: object) => {
      const { width, data } = readPng(await svgToPng(rectangle, options));
      return [width, ...data.slice(0, 4)];
    };
    expect(await first({ zoom: 1, background: '#010203' })).toEqual([10, 1, 2, 3, 255]);
    expect(await first({ zoom: 3, background: 'none' })).toEqual([30, 0, 0, 0, 0]);
  });

  it('has a font for text, whatever the machine has', async () => {
    const text = (weight: string) =>
      svg(`<text y="5" font-size="6" font-family="Verdana, sans-serif" font-weight="${weight}">I</text>`);
    const ink = async (drawn: string) => {
      const values = readPng(await svgToPng(drawn)).data;
      return values.reduce((sum, value) => sum + 255 - value, 0) / 255;
    };
    const [plain, bold] = [await ink(text('normal')), await ink(text('bold'))];
    expect(plain).toBeGreaterThan(10);
    expect(bold).toBeGreaterThan(1.2 * plain);
  });

  it('refuses what would be cut, where that is asked for', async () => {
    const cut = svg('<rect x="2" y="1" width="9" height="3"/>');
    expect(readPng(await svgToPng(cut)).width).toBe(20);
    await expect(svgToPng(cut, { refuseCut: true })).rejects.toThrow(
      /^svg: would be cut: it is 10 by 6 units/,
    );
    await svgToPng(rectangle, { refuseCut: true });
  });

  it.each<[string, () => unknown, RegExp]>([
    ['no text', () => svgToPng(1 as never), /^svg: got a number \(1\); expected an SVG/],
    ['no SVG', () => svgToPng('<p>'), /^svg, background, zoom: can't be drawn: /],
    [
      'a color',
      () => svgToPng(rectangle, { background: 'nothing' }),
      /^svg, background, zoom: can't be drawn: /,
    ],
    ['a zoom', () => svgToPng(rectangle, { zoom: 0 }), /^zoom: got 0; expected a number in \(0, 100\]/],
    [
      'what no memory has room for',
      () => svgToPng('<svg xmlns="http://www.w3.org/2000/svg" width="1e5" height="1e5"/>'),
      /^svg, zoom: asks for \d+ bytes of a picture/,
    ],
    [
      'fonts',
      () => svgToPng(rectangle, { fontFiles: 'a.ttf' as never }),
      /^fontFiles: got the string 'a.ttf'/,
    ],
    [
      'an unknown option',
      () => svgToPng(rectangle, { scale: 2 } as never),
      /^options: got the unknown key 'scale'/,
    ],
  ])('refuses %s', async (_, call, message) => {
    await expect(call()).rejects.toThrow(message);
  });
});
