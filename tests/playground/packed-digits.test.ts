import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDigits } from '../../examples/data/digits';
import { splitDigits } from '../../examples/data/split-digits';
import { packedDigitsAsset } from '../../playground/packed-digits-asset';
import { packDigits, unpackDigits } from '../../playground/src/pictures/data/packed-digits';

describe('the packed digits', () => {
  it('come back as they were, to a 255th', () => {
    const image = Array.from({ length: 784 }, (_, index) => index / 783);
    const { train, heldOut } = unpackDigits(packDigits([image, image], [image.map((ink) => 1 - ink)]));
    expect([train.length, heldOut.length]).toEqual([2 * 784, 784]);
    for (const [index, ink] of image.entries()) {
      expect(Math.abs(train[784 + index]! / 255 - ink)).toBeLessThanOrEqual(0.5 / 255 + 1e-12);
      expect(heldOut[index]).toBe(Math.round(255 * (1 - ink)));
    }
  });

  it('refuse a file that was cut off', () => {
    const bytes = packDigits([Array<number>(784).fill(0)], []);
    expect(() => unpackDigits(bytes.subarray(0, 700))).toThrow('has 700 bytes; expected 792');
    expect(() => unpackDigits(new Uint8Array(3))).toThrow('has 3 bytes');
  });

  it('are of all kinds, and the held-out ones are none that the examples train on', () => {
    const { train, heldOut } = unpackDigits(new Uint8Array(gunzipSync(packedDigitsAsset())));
    expect([train.length / 784, heldOut.length / 784]).toEqual([3000, 500]);
    const digits = readDigits();
    const split = splitDigits(digits);
    const textOf = (pixels: ArrayLike<number>) => Array.from(pixels).join();
    const known = new Map(
      split.train.images.map((image, index) => [
        textOf(image.map((ink) => Math.round(255 * ink))),
        split.train.labels[index]!,
      ]),
    );
    const kinds = Array<number>(10).fill(0);
    for (let at = 0; at < train.length; at += 784) kinds[known.get(textOf(train.subarray(at, at + 784)))!]!++;
    for (const count of kinds) expect(Math.abs(count - 300)).toBeLessThan(45);
    for (let at = 0; at < heldOut.length; at += 784)
      expect(known.has(textOf(heldOut.subarray(at, at + 784)))).toBe(false);
  });
});
