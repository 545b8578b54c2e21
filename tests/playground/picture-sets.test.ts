import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitOwnPictures } from '../../playground/src/pictures/data/own-pictures';
import { comparedPictures, pictureCount } from '../../playground/src/pictures/data/picture-set';
import { latestRequest } from '../../playground/src/pictures/view/latest-request';
import { layOutPictures } from '../../playground/src/pictures/view/lay-out-pictures';

describe('the reader’s pictures', () => {
  /** Each picture's one byte is its number. */
  const numbered = (count: number) => Uint8Array.from({ length: count }, (_, index) => index % 256);

  it('are all trained on where they are few, and compared with too', () => {
    const pictures = splitOwnPictures(numbered(199), [1, 1, 1]);
    expect(pictures.train).toEqual(numbered(199));
    expect(pictureCount(pictures, pictures.heldOut)).toBe(0);
    expect(comparedPictures(pictures)).toBe(pictures.train);
  });

  it('spare each tenth where they are many', () => {
    const pictures = splitOwnPictures(numbered(205), [1, 1, 1]);
    expect([...pictures.heldOut]).toEqual(Array.from({ length: 21 }, (_, index) => 10 * index));
    expect([...pictures.train, ...pictures.heldOut].sort((a, b) => a - b)).toEqual([...numbered(205)]);
    expect(comparedPictures(pictures)).toBe(pictures.heldOut);
  });
});

describe('pictures on a canvas', () => {
  it('have each pixel at its place, gray as three equal channels', () => {
    fc.assert(
      fc.property(
        fc.record({
          height: fc.integer({ min: 1, max: 4 }),
          width: fc.integer({ min: 1, max: 4 }),
          channels: fc.constantFrom(1, 3),
          count: fc.integer({ min: 1, max: 7 }),
          columns: fc.integer({ min: 1, max: 4 }),
          gap: fc.integer({ min: 0, max: 2 }),
        }),
        ({ height, width, channels, count, columns, gap }) => {
          const pictures = Uint8Array.from(
            { length: count * height * width * channels },
            (_, index) => (37 * index + 11) % 256,
          );
          const laid = layOutPictures(pictures, { shape: [height, width, channels], columns, gap });
          expect(laid.data).toHaveLength(4 * laid.width * laid.height);
          let opaque = 0;
          for (let index = 3; index < laid.data.length; index += 4) opaque += laid.data[index]! / 255;
          expect(opaque).toBe(count * height * width);
          for (let index = 0; index < count; index++)
            for (let y = 0; y < height; y++)
              for (let x = 0; x < width; x++) {
                const across = (index % columns) * (width + gap) + x;
                const down = Math.floor(index / columns) * (height + gap) + y;
                const at = 4 * (down * laid.width + across);
                const from = ((index * height + y) * width + x) * channels;
                const wanted = [0, 1, 2].map((channel) => pictures[from + (channels === 1 ? 0 : channel)]);
                expect([...laid.data.subarray(at, at + 3)]).toEqual(wanted);
              }
        },
      ),
    );
  });
});

describe('the latest request', () => {
  it('waits for the answer, and leaves out what came between', () => {
    const sent: number[] = [];
    const requests = latestRequest((value: number) => sent.push(value));
    for (const value of [1, 2, 3]) requests.ask(value);
    expect(sent).toEqual([1]);
    requests.answered();
    expect(sent).toEqual([1, 3]);
    requests.answered();
    requests.ask(4);
    expect(sent).toEqual([1, 3, 4]);
  });

  it('is forgotten with the worker that it was for', () => {
    const sent: number[] = [];
    const requests = latestRequest((value: number) => sent.push(value));
    requests.ask(1);
    requests.ask(2);
    requests.forget();
    requests.ask(3);
    expect(sent).toEqual([1, 3]);
  });
});
