import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { GradientError } from 'gan-core';
import { normalLatent } from 'gan-core/distributions';
import { installSecondOrderGradients, withSecondOrderGradients } from 'gan-core/gradients';
import { type Callback, type RunningTrainer, Trainer } from 'gan-core/trainer';
import { expect, it, vi } from 'vitest';
import { fuseLayers } from '../../../src/trainer/networks/fuse-layers';
import { kernelCall } from '../../../src/trainer/networks/kernel-layers';
import { describeOnBackends } from '../../support/backends';
import { dilatedNetwork, networks } from './fused-networks';

const { dense, layerNormalization } = tfl.layers;

const samples = (model: tfl.Sequential) =>
  tf.randomNormal([4, ...(model.inputs[0]!.shape.slice(1) as number[])], 0, 1, 'float32', 3);

function weightsOf(model: tfl.Sequential): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}

const apply = (model: tfl.Sequential, x: tf.Tensor) => model.apply(x, { training: true }) as tf.Tensor;

async function gradientsOf(model: tfl.Sequential, x: tf.Tensor): Promise<number[]> {
  const restore = installSecondOrderGradients();
  const { grads } = tf.variableGrads(() => tf.sum(tf.square(apply(model, x))), weightsOf(model));
  restore();
  const values = await Promise.all(weightsOf(model).map(({ name }) => grads[name]!.data()));
  tf.dispose(grads);
  return values.flatMap((each) => [...each]);
}

describeOnBackends('fused layers', (backend) => {
  it.each(Object.keys(networks))('give a %s the gradients that it has without', async (name) => {
    const model = networks[name]!();
    const x = samples(model);
    const expected = await gradientsOf(model, x);
    const restore = fuseLayers([model], { kernelCall });
    const fused = await gradientsOf(model, x);
    restore();
    expect(expected.some((value) => value !== 0)).toBe(true);
    // Layer normalization cancels digits: without fusing, wasm itself is 2.4e-6 of the largest gradient away from cpu.
    const largest = Math.max(1, ...expected.map(Math.abs));
    for (const [index, value] of expected.entries())
      expect(Math.abs(fused[index]! - value)).toBeLessThan(4e-6 * largest);
    model.dispose();
    x.dispose();
  });

  it.each(['linear', 'relu', 'tanh'] as const)(
    'give dilated convolutions with the activation %s the gradients of filters with zeros, twice too',
    async (activation) => {
      const results = await Promise.all(
        [true, false].map(async (isDilated) => {
          const model = dilatedNetwork(isDilated, activation);
          const x = samples(model);
          const restore = [installSecondOrderGradients(), fuseLayers([model], { kernelCall })];
          const loss = () => tf.sum(tf.square(apply(model, x)));
          const penalty = () =>
            tf.sum(tf.square(tf.grad((input: tf.Tensor) => tf.sum(tf.square(apply(model, input))))(x)));
          const values: number[][] = [];
          for (const f of [loss, penalty]) {
            const { grads } = tf.variableGrads(f as () => tf.Scalar, weightsOf(model));
            for (const [index, { name, shape }] of weightsOf(model).entries()) {
              let gradient = grads[name]!;
              if (index === 0 && !isDilated)
                gradient = tf.stridedSlice(gradient, [0, 0, 0, 0], shape, [2, 2, 1, 1]);
              values.push([...(await gradient.data())]);
            }
          }
          for (const each of restore.reverse()) each();
          model.dispose();
          return values;
        }),
      );
      const [dilated, written] = results as [number[][], number[][]];
      for (const [index, expected] of written.entries()) {
        const largest = Math.max(...expected.map(Math.abs));
        expect(largest).toBeGreaterThan(0);
        expect(dilated[index]).toHaveLength(expected.length);
        for (const [place, value] of expected.entries())
          expect(Math.abs(dilated[index]![place]! - value)).toBeLessThan(4e-6 * largest);
      }
    },
  );

  it('leave gradients of gradients right', async () => {
    const model = networks.perceptron!();
    const x = samples(model);
    const penalty = () =>
      withSecondOrderGradients(() =>
        tf.sum(tf.square(tf.grad((input: tf.Tensor) => tf.sum(apply(model, input)))(x))),
      ) as tf.Scalar;
    // The last bias isn't on the path.
    const values = async () => {
      const { grads } = tf.variableGrads(penalty, weightsOf(model).slice(0, -1));
      return (await Promise.all(Object.values(grads).map((each) => each.data()))).flatMap((each) => [
        ...each,
      ]);
    };
    const expected = await values();
    const restore = fuseLayers([model], { kernelCall });
    const actual = await values();
    restore();
    for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 5);
  });

  it('save what gradients need without an operation for each, free it, and refuse to be differentiated twice', async () => {
    const model = tfl.sequential({
      layers: [dense({ units: 4, activation: 'relu', inputShape: [3] }), dense({ units: 1 })],
    });
    const x = tf.ones([2, 3]);
    const restore = [installSecondOrderGradients(), fuseLayers([model], { kernelCall })];
    const { numTensors } = tf.memory();
    const { kernelNames } = await tf.profile(() => {
      tf.tidy(() => void tf.variableGrads(() => tf.sum(apply(model, x)), weightsOf(model)));
    });
    expect(tf.memory().numTensors).toBe(numTensors);
    // An inner gradient through what was computed outside of it.
    const twice = () =>
      tf.variableGrads(() => {
        const y = apply(model, x);
        return tf.sum(tf.square(tf.grad(() => y)(x)));
      }, weightsOf(model));
    if (backend === 'wasm') {
      expect(kernelNames.filter((name) => name === 'Identity')).toEqual(['Identity']); // of the sum
      expect(() => tf.tidy(twice)).toThrow(GradientError);
    }
    for (const each of restore.reverse()) each();
    model.dispose();
    x.dispose();
  });

  it('leave samples the same within a run as after it', async () => {
    const generator = tfl.sequential({
      layers: [
        dense({ units: 64, activation: 'relu', inputShape: [3] }),
        layerNormalization(),
        dense({ units: 2 }),
      ],
    });
    const within: number[] = [];
    const draw = async (trainer: RunningTrainer) => {
      const samples = await trainer.sample(8, { seed: 1 });
      const values = await samples.data();
      samples.dispose();
      return values;
    };
    const onReport: Callback['onReport'] = async (_, trainer) => void within.push(...(await draw(trainer)));
    const trainer = new Trainer({
      generator,
      discriminator: tfl.sequential({ layers: [dense({ units: 1, inputShape: [2] })] }),
      latent: normalLatent(3),
      callbacks: [{ name: 'drawing', onReport }],
    });
    const data = tf.ones([8, 2]);
    await trainer.fit([data], { steps: 1 });
    expect(within).toEqual([...(await draw(trainer))]);
    trainer.dispose();
    tf.dispose([data, ...generator.weights.map((weight) => weight.read())]);
  });

  it('ask for no gradient that nobody needs', () => {
    const model = networks['convolutional network']!();
    const x = tf.variable(samples(model));
    const restore = [installSecondOrderGradients(), fuseLayers([model], { kernelCall })];
    const runKernel = vi.spyOn(tf.engine(), 'runKernel');
    tf.tidy(() => void tf.variableGrads(() => tf.sum(apply(model, x)), [x]));
    const kernels = runKernel.mock.calls.map(([name]) => name);
    runKernel.mockRestore();
    for (const each of restore.reverse()) each();
    expect(kernels.filter((name) => name === 'Conv2DBackpropInput')).toHaveLength(3);
    if (backend === 'wasm') expect(kernels).not.toContain('Conv2DBackpropFilter');
    model.dispose();
    x.dispose();
  });
});
