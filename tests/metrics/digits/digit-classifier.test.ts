import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { digitClassifier, extractFeatures, inceptionScore, klOverModes } from 'gan-core/metrics';
import { beforeAll, describe, expect, it } from 'vitest';
import { digitTensors } from '../../../examples/data/digit-tensors';
import { readDigits } from '../../../examples/data/digits';
import { splitDigits } from '../../../examples/data/split-digits';
import { digitsByDefinition } from './digits-by-definition';

beforeAll(() => tf.setBackend('cpu'));

const { heldOut } = splitDigits(readDigits());
/** Some of the held-out digits, one in so many. */
const some = (every: number) => ({
  images: heldOut.images.filter((_, index) => index % every === 0),
  labels: heldOut.labels.filter((_, index) => index % every === 0),
});
const tensors = (digits: typeof heldOut) => digitTensors(digits).real;

describe('digitClassifier', () => {
  it('is the network that it says, in float64', async () => {
    const digits = some(400);
    const classifier = digitClassifier();
    const images = tensors(digits);
    const [features, logits, probabilities] = [
      classifier.features(images).arraySync(),
      classifier.logits(images).arraySync(),
      classifier.probabilities(images).arraySync(),
    ];
    for (const [index, image] of digits.images.entries()) {
      const expected = digitsByDefinition(image.map((ink) => 2 * ink - 1));
      const exponentials = expected.logits.map((logit) => Math.exp(logit));
      const sum = exponentials.reduce((total, each) => total + each, 0);
      close(features[index]!, expected.features);
      close(logits[index]!, expected.logits);
      close(
        probabilities[index]!,
        exponentials.map((each) => each / sum),
      );
    }
  });

  it('takes at least 98 % of the held-out digits for what they are, at 95 % confidence', async () => {
    const backend = await useBackend('wasm');
    try {
      const images = tensors(heldOut);
      const { values } = await extractFeatures(images, digitClassifier().modes, { batchSize: 100 });
      const mistakes = heldOut.labels.filter((label, index) => label !== values[index]).length;
      // Of 2,000 digits of which each is mistaken with probability 0.02, fewer are with probability 0.018.
      expect(heldOut.labels.length).toBe(2000);
      expect(mistakes).toBeLessThan(28);
      images.dispose();
    } finally {
      backend.restore();
    }
  });

  it('takes images from 0 to 1 as well', () => {
    const images = tensors(some(500));
    const ink = tf.div(tf.add(images, 1), 2);
    const [signed, unsigned] = [digitClassifier(), digitClassifier({ scale: 'unit' })];
    close(flat(unsigned.features(ink)), flat(signed.features(images)));
    expect(unsigned.modes(ink).dataSync()).toEqual(signed.modes(images).dataSync());
  });

  it('reads several channels as one number, the first digit first', () => {
    const digits = digitClassifier();
    const images = tensors(some(200));
    const single = digits.modes(images).dataSync();
    const stacked = tf.concat([0, 3, 6].map((first) => tf.slice(images, [first], [3])), 3); // biome-ignore format: one line
    const expected = [0, 1, 2].map((i) => 100 * single[i]! + 10 * single[3 + i]! + single[6 + i]!);
    expect([...digits.modes(stacked).dataSync()]).toEqual(expected);
    expect(digits.modes(tf.tile(stacked, [1, 1, 1, 3])).dtype).toBe('int32');
    expect(String(digits.modes(tf.tile(stacked, [1, 1, 1, 3])).dataSync()[0])).toBe(
      `${expected[0]!}`.padStart(3, '0').repeat(3).replace(/^0+/, ''),
    );
  });

  it('feeds the metrics of classes: real digits of all kinds, and those of one', async () => {
    const digits = digitClassifier();
    const all = await extractFeatures(tensors(some(10)), digits.probabilities);
    const ones = heldOut.labels.map((label) => label === 1);
    const alike = await extractFeatures(
      tensors({
        images: heldOut.images.filter((_, index) => ones[index]).slice(0, 100),
        labels: Array(100).fill(1),
      }),
      digits.probabilities,
    );
    // Of 10 classes seen for sure, about equally many: 10 at most.
    expect((await inceptionScore(all, { splits: 1 })).value).toBeGreaterThan(9.3);
    expect((await inceptionScore(alike, { splits: 1 })).value).toBeLessThan(1.3);
    const modes = await extractFeatures(tensors(some(10)), digits.modes);
    expect(klOverModes(modes.values as Float32Array, 10).value).toBeLessThan(0.05);
  });

  it('takes integers, and leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const digits = digitClassifier({ scale: 'unit' });
    expect(tf.memory().numTensors).toBe(before);
    const images = tf.ones([2, 28, 28, 1], 'int32');
    const asFloats = tf.cast(images, 'float32');
    const given = Object.values(digits).map((ask) => ask(images) as tf.Tensor);
    expect(tf.memory().numTensors).toBe(before + 2 + given.length);
    expect(given[0]!.dataSync()).toEqual(digits.features(asFloats).dataSync());
  });

  it.each([
    ['images', () => digitClassifier().features(tf.zeros([1, 32, 32, 1])), /Crop, pad or resize/],
    ['images', () => digitClassifier().logits(tf.zeros([1, 28, 28, 3])), /slice one/],
    ['images', () => digitClassifier().probabilities(tf.zeros([28, 28])), /\[count, 28, 28, 1\]/],
    ['images', () => digitClassifier().modes(tf.zeros([1, 28, 28, 10])), /up to 9 channels|channels\]/],
    ['scale', () => digitClassifier({ scale: 'bytes' as never }), /'tanh'/],
    ['options', () => digitClassifier({ size: 32 } as never), /size/],
  ] as const)('names %s', (argument, call, message) => {
    expect(call).toThrow(new RegExp(`^${argument}: `));
    expect(call).toThrow(message);
  });
});

const flat = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

function close(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [index, value] of expected.entries())
    expect(Math.abs(actual[index]! - value)).toBeLessThan(1e-5 * (1 + Math.abs(value)));
}
