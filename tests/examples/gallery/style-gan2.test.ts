import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { createRandom, truncateLatent } from 'gan-core/distributions';
import type { StepContext } from 'gan-core/penalties';
import type { TrainableModel } from 'gan-core/trainer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { styleGenerator } from '../../../examples/gallery/networks/style-generator';
import { pathLength } from '../../../examples/gallery/style-gan2';

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

/** Runs it in the same random numbers each time. */
function inSameRandomness<T>(work: () => T): T {
  const random = createRandom(3);
  const stub = vi.spyOn(Math, 'random').mockImplementation(() => random.next());
  try {
    return work();
  } finally {
    stub.mockRestore();
  }
}

const outputsOf = (model: TrainableModel, input: tf.Tensor, training = false) =>
  model.apply(input, { training }) as [tf.Tensor, tf.Tensor];

describe('the path length', () => {
  const generator = (() => {
    let made: TrainableModel | undefined;
    return () => {
      // Smooth: a central difference would step over the jumps that a leaky ReLU's slope has.
      made ??= inSameRandomness(() => styleGenerator(tf.softplus));
      return made;
    };
  })();
  const noise = () => tf.randomNormal([3, 32], 0, 1, 'float32', 5);

  /** The term, and the moving average after it, which begins at `average`. */
  function termOf(average: number): { value: tf.Scalar; after: number } {
    const term = pathLength();
    term.restore!({ updates: 1, tensors: { average: tf.scalar(average) } });
    const generate = (styles?: tf.Tensor) => outputsOf(generator(), styles!);
    const context = { generated: outputsOf(generator(), noise()), generate } as unknown as StepContext;
    const value = inSameRandomness(() => term.compute(context));
    const after = term.save!().tensors.average!.dataSync()[0]!;
    term.dispose!();
    return { value, after };
  }

  /** The average to begin with for it to be 0.05 in the term, whatever the lengths. */
  const constant = () => {
    const meanLength = 100 * termOf(0).after;
    return (0.05 - 0.01 * meanLength) / 0.99;
  };
  const termValue = () => termOf(constant()).value.dataSync()[0]!;

  it("moves its average by a hundredth of the way to the batch's mean length", () => {
    const length = 100 * termOf(0).after;
    expect(length).toBeGreaterThan(0.01);
    expect(termOf(2).after).toBeCloseTo(1.98 + 0.01 * length, 5);
  });

  it('has the gradient by weights of every kind that central differences give', () => {
    const weights = generator().trainableWeights as readonly tf.Variable[];
    const start = constant();
    const { grads } = tf.variableGrads(() => termOf(start).value, [...weights]);
    // A weight of the mapping, the start, and a kernel, its scales and its shift; the last shift, behind which is only tanh.
    for (const weight of [0, 4, 5, 6, 8, 20].map((index) => weights[index]!)) {
      const gradient = grads[weight.name]!;
      const norm = tf.norm(gradient).dataSync()[0]!;
      expect(norm).toBeGreaterThan(0);
      // Along the gradient itself, where the slope is its norm.
      const [kept, step] = [tf.clone(weight), 0.005];
      const along = tf.mul(gradient, step / norm);
      weight.assign(tf.add(kept, along) as typeof weight);
      const above = termValue();
      weight.assign(tf.sub(kept, along) as typeof weight);
      const below = termValue();
      weight.assign(kept as typeof weight);
      expect((above - below) / (2 * step) / norm, weight.name).toBeCloseTo(1, 2);
    }
  });
});

describe('the generator of styles', () => {
  it('mixes two styles in training, and takes one in sampling, drawn to the mean that it has followed', () => {
    const model = inSameRandomness(() => styleGenerator());
    const z = tf.randomNormal([16, 32], 0, 1, 'float32', 7);
    const meanStyle = model.weights!.at(-1) as tf.Variable;
    expect([meanStyle.trainable, model.trainableWeights.includes(meanStyle)]).toEqual([false, false]);
    // The mean is 0 before training: styles in sampling are then 0.7 of those that the mapping gives.
    const [, untrained] = outputsOf(model, z);
    const [, mixed] = inSameRandomness(() => outputsOf(model, z, true));
    const layer = (styles: tf.Tensor, index: number) =>
      tf.squeeze(tf.slice(styles, [0, index], [-1, 1]), [1]);
    const distance = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b)), 1).dataSync();
    expect(Math.max(...distance(layer(untrained, 0), layer(untrained, 3)))).toBe(0);
    const mapped = tf.div(layer(untrained, 0), 0.7);
    expect(Math.max(...distance(layer(mixed, 0), mapped))).toBeLessThan(1e-5);
    // Nine in ten take another style before the last layer.
    const isOther = [...distance(layer(mixed, 3), mapped)].filter((each) => each > 1e-3).length;
    expect(isOther).toBeGreaterThan(10);
    expect(isOther).toBeLessThanOrEqual(16);
    // 0.02 of the way to the batch's mean.
    const expected = tf.mul(tf.mean(mapped, 0), 0.02);
    expect(tf.max(tf.abs(tf.sub(meanStyle, expected))).dataSync()[0]).toBeLessThan(1e-6);
    const [, after] = outputsOf(model, z);
    const truncated = truncateLatent(mapped, { mean: meanStyle, psi: 0.7 });
    expect(Math.max(...distance(layer(after, 1), truncated))).toBeLessThan(1e-5);
    model.dispose!();
  });

  it('draws the same picture of styles that it draws of the noise behind them', () => {
    const model = inSameRandomness(() => styleGenerator());
    const [picture, styles] = outputsOf(model, tf.randomNormal([2, 32], 0, 1, 'float32', 7), true);
    const [again, same] = outputsOf(model, styles, true);
    expect(same).toBe(styles);
    expect(again.dataSync()).toEqual(picture.dataSync());
    model.dispose!();
  });
});
