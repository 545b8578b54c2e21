import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { createRandom, type Random } from 'gan-core/distributions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { growMemory, valuesOf } from '../kernel-calls';

tf.enableProdMode();

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

/** Four generators, and their states as the kernels take them. */
function generators(seed: number): { streams: Random[]; words: number[] } {
  const root = createRandom(seed);
  const streams = Array.from({ length: 4 }, () => root.fork());
  const words = [0, 1, 2, 3].flatMap((word) => streams.map((stream) => stream.save().words[word]!));
  return { streams, words };
}

const lengths = [1, 3, 4, 6, 8, 11, 1000];

describe('the dropout mask on wasm', () => {
  it.each(lengths)('of %i numbers is what the generators of gan-core/distributions decide', (length) => {
    const { streams, words } = generators(length);
    const expected = Array.from({ length }, (_, index) => {
      const uniform = Math.floor(streams[index % 4]!.next() * 2 ** 24) / 2 ** 24;
      return uniform >= 0.25 ? Math.fround(1 / 0.75) : 0;
    });
    const { values } = valuesOf('GanCoreDropoutMask', {}, { shape: [length], rate: 0.25, words });
    expect([...values]).toEqual(expected);
  });

  it('is right after the memory has grown', () => {
    growMemory();
    const { streams, words } = generators(5);
    const { values } = valuesOf('GanCoreDropoutMask', {}, { shape: [4], rate: 0.5, words });
    expect([...values]).toEqual(streams.map((stream) => (stream.next() >= 0.5 ? 2 : 0)));
  });
});

describe('normal noise on wasm', () => {
  it.each(lengths)('of %i numbers is Box and Muller of the same generators, in float64', (length) => {
    const { streams, words } = generators(length);
    const [mean, deviation] = [-0.5, 2];
    const expected: number[] = [];
    while (expected.length < length) {
      const pairs = streams.map((stream) => {
        // float32 keeps 24 of the 32 bits.
        const u = (Math.fround(stream.next() * 2 ** 32) + 1) / 2 ** 32;
        const bits = Math.round(stream.next() * 2 ** 32) | 0;
        const angle = (Math.PI * Math.fround(bits)) / 2 ** 31;
        const radius = Math.sqrt(-2 * Math.log(u));
        return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
      });
      for (const half of [0, 1] as const)
        expected.push(...pairs.map((pair) => mean + deviation * pair[half]));
    }
    const { values } = valuesOf('GanCoreNormalNoise', {}, { shape: [length], mean, deviation, words });
    expect(values.length).toBe(length);
    // Near u = 1 the radius is the root of a small logarithm, whose last digits float32 doesn't have.
    for (const [index, value] of values.entries())
      expect(Math.abs(value - expected[index]!), `number ${index}`).toBeLessThan(1e-5);
  });

  it('has the moments of the normal distribution', () => {
    const count = 100_000;
    const attributes = { shape: [count], mean: 0, deviation: 1, words: generators(7).words };
    const { values } = valuesOf('GanCoreNormalNoise', {}, attributes);
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / count;
    // Within 5 standard errors: the variance of xᵏ is (2k − 1)!! − ((k − 1)!!)² for even k, (2k − 1)!! for odd.
    expect(Math.abs(moment(1))).toBeLessThan(5 * Math.sqrt(1 / count));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / count));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / count));
  });
});
