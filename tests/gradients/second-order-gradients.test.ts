import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { ArgumentError } from 'gan-core';
import { installSecondOrderGradients, withSecondOrderGradients } from 'gan-core/gradients';
import { expect, test } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { perceptron } from '../support/networks';

/** Every kernel's name that tfjs exports. */
const kernelNames = Object.values(tf).filter((value) => typeof value === 'string');

/** What a scope must leave as it was. */
function registryAndEngine() {
  return {
    gradients: kernelNames.map((name) => tf.getGradient(name)),
    addTapeNode: (tf.engine() as unknown as { addTapeNode: unknown }).addTapeNode,
    ownProperties: Object.keys(tf.engine()),
  };
}

function expectSame(before: ReturnType<typeof registryAndEngine>): void {
  const after = registryAndEngine();
  for (const [index, gradient] of before.gradients.entries())
    expect(after.gradients[index], kernelNames[index]!).toBe(gradient);
  expect(after.addTapeNode).toBe(before.addTapeNode);
  expect(after.ownProperties).toEqual(before.ownProperties);
}

/** d/dw of ‖∇ₓ tanh(x·w)‖². */
function penaltyGradient(): number {
  const gradient = tf.tidy(() => {
    const penalty = (w: tf.Tensor) => {
      const inner = tf.grad((x) => tf.sum(tf.tanh(tf.mul(x, w))));
      return tf.sum(tf.square(inner(tf.scalar(0.3))));
    };
    return tf.grad(penalty)(tf.scalar(0.7));
  });
  const [value] = gradient.dataSync();
  gradient.dispose();
  return value!;
}

/** w·(1 − tanh²(0.3·w)) = ∂ₓ; the penalty is its square. */
const right = (() => {
  const t = Math.tanh(0.21);
  const slope = 0.7 * (1 - t * t);
  return 2 * slope * (1 - t * t - 0.7 * 2 * t * (1 - t * t) * 0.3);
})();

describeOnBackends('withSecondOrderGradients', () => {
  test('leaves the registry and the engine as they were', () => {
    const before = registryAndEngine();
    expect(withSecondOrderGradients(penaltyGradient)).toBeCloseTo(right, 5);
    expectSame(before);
    expect(penaltyGradient()).not.toBeCloseTo(right, 2);
  });

  test('changes the registry while it runs', () => {
    const before = tf.getGradient('LeakyRelu');
    withSecondOrderGradients(() => expect(tf.getGradient('LeakyRelu')).not.toBe(before));
  });

  test('leaves them after a throw', () => {
    const before = registryAndEngine();
    const fault = new Error('from within');
    expect(() =>
      withSecondOrderGradients(() => {
        throw fault;
      }),
    ).toThrow(fault);
    expectSame(before);
  });

  test('can be nested and repeated, with throws inside', () => {
    const before = registryAndEngine();
    for (let call = 0; call < 3; call++) {
      withSecondOrderGradients(() => {
        expect(withSecondOrderGradients(penaltyGradient)).toBeCloseTo(right, 5);
        expect(() =>
          withSecondOrderGradients(() => {
            throw new Error('from within');
          }),
        ).toThrow('from within');
        expect(penaltyGradient()).toBeCloseTo(right, 5);
      });
      expectSame(before);
    }
  });

  test('refuses a promise', () => {
    const before = registryAndEngine();
    expect(() => withSecondOrderGradients(async () => 1)).toThrow(ArgumentError);
    expectSame(before);
  });

  test('hands on what the function returns', () => {
    const result = { value: 1 };
    expect(withSecondOrderGradients(() => result)).toBe(result);
  });

  test('leaves no tensors', () => {
    const before = tf.memory().numTensors;
    for (let call = 0; call < 3; call++) withSecondOrderGradients(penaltyGradient);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describeOnBackends('installSecondOrderGradients', () => {
  test('holds until released', () => {
    const before = registryAndEngine();
    const release = installSecondOrderGradients();
    expect(penaltyGradient()).toBeCloseTo(right, 5);
    expect(withSecondOrderGradients(penaltyGradient)).toBeCloseTo(right, 5);
    expect(penaltyGradient()).toBeCloseTo(right, 5);
    release();
    expectSame(before);
  });

  test('installed twice, holds until both are released, each once', () => {
    const before = registryAndEngine();
    const [first, second] = [installSecondOrderGradients(), installSecondOrderGradients()];
    first();
    first();
    expect(penaltyGradient()).toBeCloseTo(right, 5);
    second();
    expectSame(before);
  });

  test('leaves first-order training as it is, to the last bit', () => {
    const plain = trained();
    const release = installSecondOrderGradients();
    const installed = trained();
    release();
    expect(installed).toEqual(plain);
  });
});

/** The weights after some steps of plain training. */
function trained(): number[] {
  const model = perceptron(3, [8, 8], 1)() as tfl.Sequential;
  model.add(tfl.layers.activation({ activation: 'tanh' }));
  for (const [index, weight] of model.weights.entries()) {
    const value = tf.mul(
      tf.sin(tf.range(index, index + tf.util.sizeFromShape(weight.shape as number[]))),
      0.5,
    );
    weight.write(tf.reshape(value, weight.shape as number[]));
  }
  const optimizer = tf.train.sgd(0.1);
  const x = tf.tensor2d([0.1, -0.4, 0.3, 0.9, 0.2, -0.7], [2, 3]);
  for (let step = 0; step < 5; step++)
    optimizer.minimize(() => tf.mean(tf.square(model.apply(x) as tf.Tensor)) as tf.Scalar);
  const weights = model.weights.flatMap((weight) => [...weight.read().dataSync()]);
  model.dispose();
  return weights;
}
