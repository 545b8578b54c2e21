import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import type { Sampler } from 'gan-core/distributions';
import { type Digits, digitSize } from './digits';

// How a digit and its label travel as one row, so that the networks can be told which digit to draw, and the
// discriminator can see whether picture and label belong together (Mirza & Osindero 2014, "Conditional GANs").

const pixels = digitSize * digitSize;
export const classes = 10;
/** The length of a row: the pixels from −1 (paper) to 1 (ink), then the label. */
export const rowLength = pixels + classes;
/** A label is this value at its digit and 0 elsewhere: above 1, or it would be lost among 784 pixels. */
const mark = 2;

/** Every digit as a row. */
export function toRows({ images, labels }: Digits): Tensor {
  const rows = new Float32Array(images.length * rowLength);
  images.forEach((image, index) => {
    rows.set(
      image.map((ink) => 2 * ink - 1),
      index * rowLength,
    );
    rows[index * rowLength + pixels + labels[index]!] = mark;
  });
  return tensor2d(rows, [images.length, rowLength]);
}

/** What a row holds: the picture, with values from 0 (paper) to 1 (ink), and the label. */
export function fromRow(row: Float32Array): { image: Float32Array; label: number } {
  return {
    image: row.subarray(0, pixels).map((value) => (value + 1) / 2),
    label: row.indexOf(mark, pixels) - pixels,
  };
}

/** The generator's input: normal noise, then the label to draw, as often each as among the real digits. */
export function labelledLatent(noiseSize: number, labels: readonly number[]): Sampler {
  const length = noiseSize + classes;
  return {
    shape: [length],
    sample(count, random) {
      const values = new Float32Array(count * length);
      for (let start = 0; start < values.length; start += length) {
        for (let index = 0; index < noiseSize; index++) values[start + index] = random.normal();
        values[start + noiseSize + labels[random.integer(labels.length)]!] = mark;
      }
      return tensor2d(values, [count, length]);
    },
  };
}
