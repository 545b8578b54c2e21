import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { createRandom, normalLatent } from 'gan-core/distributions';
import { r1Penalty } from 'gan-core/penalties';
import { type Callback, Trainer } from 'gan-core/trainer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withSeededMathRandom } from '../../../src/random';
import { fuseLayers } from '../../../src/trainer/networks/fuse-layers';
import { kernelCall } from '../../../src/trainer/networks/kernel-layers';

const { dense, dropout, gaussianDropout, gaussianNoise } = tfl.layers;
const count = 20_000;

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

let restore = () => {};
afterEach(() => restore());

function modelOf(layer: tfl.layers.Layer): tfl.Sequential {
  const model = tfl.sequential({ layers: [layer] });
  restore = fuseLayers([model], { kernelCall });
  return model;
}

const apply = (model: tfl.Sequential, x: tf.Tensor, training = true) =>
  model.apply(x, { training }) as tf.Tensor;

/** What the model makes of ones, and the kernels that ran. */
async function outputs(
  model: tfl.Sequential,
  random = createRandom(1),
): Promise<{ values: number[]; kernels: string[] }> {
  const ones = tf.ones([count, 1]);
  let y!: tf.Tensor;
  const { kernelNames } = await tf.profile(() => {
    y = withSeededMathRandom(random, () => apply(model, ones));
  });
  const values = [...(await y.data())];
  tf.dispose([ones, y]);
  return { values, kernels: kernelNames };
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) ** 2));
}

describe('layers that draw noise, in training on wasm', () => {
  it('dropout leaves out the share that it says, and scales the others', async () => {
    const { values, kernels } = await outputs(modelOf(dropout({ rate: 0.3, inputShape: [1] })));
    expect(kernels).toContain('GanCoreDropoutMask');
    const kept = values.filter((value) => value !== 0);
    expect(new Set(kept)).toEqual(new Set([Math.fround(1 / Math.fround(1 - Math.fround(0.3)))]));
    expect(Math.abs(kept.length / count - 0.7)).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / count));
  });

  it.each([
    ['gaussianNoise', () => gaussianNoise({ stddev: 0.5, inputShape: [1] }), 0.25],
    ['gaussianDropout', () => gaussianDropout({ rate: 0.2, inputShape: [1] }), 0.25],
  ] as const)('%s adds or multiplies by the noise that it says', async (_, layer, variance) => {
    const { values, kernels } = await outputs(modelOf(layer()));
    expect(kernels).toContain('GanCoreNormalNoise');
    expect(Math.abs(meanOf(values) - 1)).toBeLessThan(5 * Math.sqrt(variance / count));
    expect(Math.abs(varianceOf(values) - variance)).toBeLessThan(5 * variance * Math.sqrt(2 / count));
  });

  it('give other numbers each time, and the same for the same seed', async () => {
    const model = modelOf(gaussianNoise({ stddev: 1, inputShape: [1] }));
    const random = createRandom(5);
    const [first, second] = [await outputs(model, random), await outputs(model, random)];
    expect(first.values).not.toEqual(second.values);
    expect((await outputs(model, createRandom(5))).values).toEqual(first.values);
  });

  it('pass gradients through the same mask', async () => {
    const model = modelOf(dropout({ rate: 0.5, inputShape: [4] }));
    const x = tf.ones([50, 4]);
    const { value, grad } = withSeededMathRandom(createRandom(1), () =>
      tf.valueAndGrad((each: tf.Tensor) => apply(model, each))(x),
    );
    expect(new Set(await value.data())).toEqual(new Set([0, 2]));
    expect([...(await grad.data())]).toEqual([...(await value.data())]);
    tf.dispose([x, value, grad]);
  });

  it.each([
    ['outside of training', () => dropout({ rate: 0.5, inputShape: [1] }), false],
    ['with a seed of its own', () => dropout({ rate: 0.5, seed: 3, inputShape: [1] }), true],
    ['with a noise shape', () => dropout({ rate: 0.5, noiseShape: [1, 1], inputShape: [1] }), true],
    ['with a rate of 0', () => dropout({ rate: 0, inputShape: [1] }), true],
  ] as const)('leave to tfjs what is drawn %s', async (_, layer, training) => {
    const model = modelOf(layer());
    const x = tf.ones([8, 1]);
    const { kernelNames } = await tf.profile(() =>
      withSeededMathRandom(createRandom(1), () => tf.tidy(() => void apply(model, x, training))),
    );
    expect(kernelNames).not.toContain('GanCoreDropoutMask');
    x.dispose();
  });
});

it('layers that draw noise outside of a step leave it to tfjs', async () => {
  const model = modelOf(dropout({ rate: 0.5, inputShape: [1] }));
  const x = tf.ones([8, 1]);
  const { kernelNames } = await tf.profile(() => tf.tidy(() => void apply(model, x)));
  expect(kernelNames).not.toContain('GanCoreDropoutMask');
  x.dispose();
});

describe('a Trainer whose networks draw noise', () => {
  async function train(seed: number, callbacks: readonly Callback[] = []): Promise<number[]> {
    const network = (outputs: number) => () =>
      tfl.sequential({
        layers: [
          gaussianNoise({ stddev: 0.1, inputShape: [2] }),
          dense({ units: 8, activation: 'tanh' }),
          dropout({ rate: 0.3 }),
          dense({ units: outputs }),
        ],
      });
    const trainer = new Trainer({
      generator: network(2),
      discriminator: network(1),
      latent: normalLatent(2),
      penalties: [r1Penalty()],
      backend: 'wasm',
      seed,
      callbacks,
    });
    const data = tf.tidy(() => tf.reshape(tf.linspace(-1, 1, 64), [32, 2]));
    await trainer.fit(data, { steps: 2, batchSize: 8 });
    const before = tf.memory().numTensors;
    await trainer.fit(data, { steps: 4, batchSize: 8 });
    expect(tf.memory().numTensors).toBe(before);
    const samples = await trainer.sample(16, { seed: 1 });
    const values = [...(await samples.data())];
    samples.dispose();
    trainer.dispose();
    data.dispose();
    return values;
  }

  it('gives the same samples for the same seed, with R1, and leaks nothing', async () => {
    const [first, again, other] = [await train(3), await train(3), await train(4)];
    expect(first.every(Number.isFinite)).toBe(true);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('gives the same samples though a callback applies a network in training mode', async () => {
    const onTrainBegin: Callback['onTrainBegin'] = async (_, trainer) => {
      networks = await (trainer as Trainer).ready();
    };
    let networks: Awaited<ReturnType<Trainer['ready']>>;
    const onStepEnd = () => tf.tidy(() => void networks.generator.apply(tf.ones([4, 2]), { training: true }));
    expect(await train(3, [{ name: 'spying', onTrainBegin, onStepEnd }])).toEqual(await train(3));
  });
});
