import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { initializers, input, layers, model, sequential } from '@tensorflow/tfjs-layers';
import { ArgumentError } from 'gan-core';
import { createRandom } from 'gan-core/distributions';
import {
  extractFeatures,
  featuresFrom,
  frechetDistance,
  pixelFeatures,
  randomFeatures,
} from 'gan-core/metrics';
import { beforeAll, describe, expect, it } from 'vitest';

beforeAll(() => tf.setBackend('cpu'));

const numbers = (count: number, seed: number) => {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () => random.normal());
};
const images = (count: number, side: number, channels: number, seed = 1) =>
  tf.tensor4d(numbers(count * side * side * channels, seed), [count, side, side, channels]);

describe('extractFeatures', () => {
  it.each([1, 2, 3, 7, 64])('gives a row for each sample, %i at a time', async (batchSize) => {
    const x = tf.tensor(numbers(7 * 6, 2), [7, 2, 3]);
    const asked: number[] = [];
    const { values, dimension } = await extractFeatures(
      x,
      (batch) => {
        asked.push(batch.shape[0]!);
        return tf.mul(batch, 2);
      },
      { batchSize },
    );
    expect(dimension).toBe(6);
    expect(values).toEqual(x.dataSync().map((value) => 2 * value));
    expect(Math.max(...asked)).toBe(Math.min(batchSize, 7));
    expect(asked.reduce((sum, count) => sum + count)).toBe(7);
  });

  it('takes batches as they come, sync and async, and leaves them to their owner', async () => {
    const batches = [tf.tensor2d([[1, 2]]), tf.tensor2d([[3, 4], [5, 6]])]; // biome-ignore format: rows
    const double = (batch: tf.Tensor) => tf.mul(batch, 2);
    async function* later() {
      yield* batches;
    }
    const before = tf.memory().numTensors;
    for (const source of [batches, later()])
      expect(await extractFeatures(source, double)).toEqual({
        values: Float32Array.of(2, 4, 6, 8, 10, 12),
        dimension: 2,
      });
    expect(tf.memory().numTensors).toBe(before);
    expect(batches.every(({ isDisposed }) => !isDisposed)).toBe(true);
  });

  it('says so where the samples are disposed of on the way, or a generator was read before', async () => {
    const x = tf.ones([6, 2]);
    const disposing = (batch: tf.Tensor) => {
      const features = tf.mul(batch, 2);
      if (!x.isDisposed) x.dispose();
      return features;
    };
    await expect(extractFeatures(x, disposing, { batchSize: 2 })).rejects.toThrow(
      /^samples: was disposed of; expected a tensor of numbers/,
    );
    function* once() {
      yield tf.ones([2, 2]);
      yield tf.zeros([2, 2]);
    }
    const batches = once();
    const same = (batch: tf.Tensor) => batch;
    await extractFeatures(batches, same);
    await expect(extractFeatures(batches, same)).rejects.toThrow(
      /^samples: is a generator that was read before: it gives its blocks once; .* Call its function again/,
    );
  });

  it('has a model compute as in use: dropout lets all through', async () => {
    const dropping = sequential({ layers: [layers.dropout({ rate: 0.9, inputShape: [50] })] });
    const { values } = await extractFeatures(tf.ones([20, 50]), dropping);
    expect(new Set(values as Float32Array)).toEqual(new Set([1]));
  });

  it('feeds metrics: equal sets are at distance 0, moved ones at the square of the move', async () => {
    const x = tf.randomNormal([300, 4], 0, 1, 'float32', 3);
    const [real, same] = [await extractFeatures(x, pixelFeatures), await extractFeatures(x, pixelFeatures)];
    const moved = await extractFeatures(tf.add(x, 3), pixelFeatures);
    expect((await frechetDistance(real, same)).value).toBeCloseTo(0, 4);
    expect((await frechetDistance(real, moved)).value).toBeCloseTo(4 * 9, 3);
  });

  it('hears its signal between batches, and leaves nothing behind', async () => {
    const stop = new AbortController();
    const x = tf.ones([10, 3]);
    const before = tf.memory().numTensors;
    let calls = 0;
    const network = (batch: tf.Tensor) => {
      if (++calls === 3) stop.abort(new Error('enough'));
      return tf.neg(batch);
    };
    await expect(extractFeatures(x, network, { batchSize: 1, signal: stop.signal })).rejects.toThrow(
      'enough',
    );
    expect(calls).toBeLessThan(5);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['samples', () => extractFeatures([1, 2] as never, pixelFeatures)],
    ['samples', () => extractFeatures([], pixelFeatures)],
    ['network', () => extractFeatures(tf.ones([2, 2]), 'inception' as never)],
    ['network', () => extractFeatures(tf.ones([2, 2]), (batch) => tf.sum(batch))],
    ['network', () => extractFeatures([tf.ones([1, 2]), tf.ones([1, 3])], pixelFeatures)],
    ['batchSize', () => extractFeatures(tf.ones([2, 2]), pixelFeatures, { batchSize: 0 })],
  ] as const)('names %s', async (argument, call) => {
    await expect(call()).rejects.toThrow(ArgumentError);
    await expect(call()).rejects.toThrow(new RegExp(`^${argument}: `));
  });
});

describe('featuresFrom', () => {
  it('gives what the layer gives, of sequential and other models', async () => {
    const kernelInitializer = initializers.glorotUniform({ seed: 1 });
    const x = tf.tensor2d(numbers(12, 4), [4, 3]);
    const hidden = layers.dense({
      units: 5,
      activation: 'tanh',
      kernelInitializer,
      inputShape: [3],
      name: 'a',
    });
    const first = sequential({ layers: [hidden, layers.dense({ units: 2, kernelInitializer })] });
    const [kernel, bias] = hidden.getWeights() as [tf.Tensor2D, tf.Tensor1D];
    const expected = tf.tanh(tf.add(tf.matMul(x, kernel), bias)).dataSync();
    expect(featuresFrom(first, 'a')(x).dataSync()).toEqual(expected);
    const start = input({ shape: [3] });
    const other = layers.dense({ units: 5, activation: 'tanh', name: 'b' });
    const end = layers.dense({ units: 1 }).apply(other.apply(start)) as typeof start;
    const second = model({ inputs: start, outputs: end });
    other.setWeights([kernel, bias]);
    expect(featuresFrom(second, 'b')(x).dataSync()).toEqual(expected);
    hidden.apply(start);
    expect(() => featuresFrom(first, 'a')).toThrow(/^layer: a has no output of its own: .*multiple inbound/);
  });

  it('names the layers that there are', () => {
    const only = sequential({ layers: [layers.dense({ units: 1, inputShape: [2], name: 'last' })] });
    expect(() => featuresFrom(only, 'hidden')).toThrow(
      "layer: got the string 'hidden'; expected one of last.",
    );
    expect(() => featuresFrom({} as never, 'hidden')).toThrow(/^model: /);
    expect(() => featuresFrom('inception-v3' as never, 'pool')).toThrow(
      /^model: got the string 'inception-v3', a name; .* trained on photographs: of digits.* no FID\. Take a classifier of your data, or randomFeatures\(\)\.$/,
    );
    expect(() => featuresFrom('./model.json' as never, 'pool')).toThrow(/a name; .* Load it/);
  });
});

/** The network by its description, in float64: weights in the order in which they are drawn. */
function byDefinition(pixels: Float32Array, side: number, channels: number, seed: number, dimension: number) {
  const random = createRandom(seed);
  const draw = (inputs: number, outputs: number, gain: number) => {
    const deviation = Math.sqrt(gain / inputs);
    return Array.from({ length: inputs * outputs }, () => Math.fround(deviation * random.normal()));
  };
  let [maps, size, depth, next] = [[...pixels], side, channels, 32];
  while (size > 4) {
    const half = Math.ceil(size / 2);
    const weights = draw(9 * depth, next, 2 / 1.04);
    const before = Math.floor(((half - 1) * 2 + 3 - size) / 2); // 'same': less padding above and on the left
    const out: number[] = [];
    for (let row = 0; row < half; row++)
      for (let column = 0; column < half; column++)
        for (let o = 0; o < next; o++) {
          let sum = 0;
          for (let tap = 0; tap < 9; tap++) {
            const [y, x] = [2 * row - before + Math.floor(tap / 3), 2 * column - before + (tap % 3)];
            if (y < 0 || x < 0 || y >= size || x >= size) continue;
            for (let c = 0; c < depth; c++)
              sum += maps[(y * size + x) * depth + c]! * weights[(tap * depth + c) * next + o]!;
          }
          out.push(sum > 0 ? sum : 0.2 * sum);
        }
    [maps, size, depth, next] = [out, half, next, Math.min(128, 2 * next)];
  }
  const last = draw(maps.length, dimension, 1);
  return Array.from({ length: dimension }, (_, o) =>
    maps.reduce((sum, value, i) => sum + value * last[i * dimension + o]!, 0),
  );
}

describe('randomFeatures', () => {
  it.each([
    [11, 2],
    [28, 1],
    [3, 3],
  ])('is the network that it says, for images of side %i', async (side, channels) => {
    const x = images(1, side, channels);
    const actual = await randomFeatures({ seed: 5, dimension: 7 })(x).data();
    const expected = byDefinition(x.dataSync() as Float32Array, side, channels, 5, 7);
    for (const [index, value] of expected.entries())
      expect(Math.abs(actual[index]! - value)).toBeLessThan(2e-5 * (1 + Math.abs(value)));
  });

  it('is another network by another seed, and the same by the same', async () => {
    const x = images(2, 9, 1);
    const of = (seed: number) => randomFeatures({ seed })(x).dataSync();
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it('takes images of several shapes, and keeps no tensor', async () => {
    const features = randomFeatures();
    const [small, large] = [images(2, 8, 1), images(2, 12, 3)];
    const { numTensors } = tf.memory();
    for (const x of [small, large, small]) tf.dispose(features(x));
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('refuses what are no images', () => {
    expect(() => randomFeatures()(tf.zeros([2, 784]))).toThrow(/^images: .*expected four axes/);
  });
});
