import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { isGanCoreError, normalLatent, Trainer } from 'gan-core';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';

const generator = () =>
  sequential({
    layers: [layers.dense({ units: 12, inputShape: [2] }), layers.reshape({ targetShape: [6, 2, 1] })],
  });
const deep = (...first: tf.serialization.Serializable[]) =>
  sequential({ layers: [...(first as never[]), layers.flatten(), layers.dense({ units: 1 })] });
const inputShape = [6, 2, 1];

describeOnBackends('a network with an axis of size 0', () => {
  it.each([
    ['Conv2D', () => deep(layers.conv2d({ filters: 2, kernelSize: 3, inputShape }))],
    ['DepthwiseConv2D', () => deep(layers.depthwiseConv2d({ kernelSize: 3, inputShape }))],
    ['SeparableConv2D', () => deep(layers.separableConv2d({ filters: 2, kernelSize: 3, inputShape }))],
    ['MaxPooling2D', () => deep(layers.maxPooling2d({ poolSize: 3, inputShape }))],
    [
      'Cropping2D',
      () =>
        deep(
          layers.cropping2D({
            cropping: [
              [0, 0],
              [1, 1],
            ],
            inputShape,
          }),
        ),
    ],
  ])('%s: an ArgumentError that names the layer, before a step', async (className, discriminator) => {
    const before = tf.memory().numTensors;
    const data = tf.ones([4, 6, 2, 1]);
    const trainer = new Trainer({ generator, discriminator, latent: normalLatent(2) });
    const error = await trainer.fit(data, { steps: 1 }).catch((caught: unknown) => caught);
    expect(isGanCoreError(error, 'ERR_ARGUMENT'), String(error)).toBe(true);
    const message = (error as Error).message;
    expect(message).toMatch(
      new RegExp(`^discriminator: its layer '.*' \\(${className}\\) makes \\[.*\\], which is empty`),
    );
    expect(trainer.step).toBe(0);
    trainer.dispose();
    data.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('within a model that is a layer: the layer within is named', async () => {
    const inner = sequential({ layers: [layers.conv2d({ filters: 1, kernelSize: 3, inputShape })] });
    const discriminator = deep(layers.inputLayer({ inputShape }), inner);
    const trainer = new Trainer({ generator, discriminator, latent: normalLatent(2) });
    const data = tf.ones([4, 6, 2, 1]);
    await expect(trainer.fit(data, { steps: 1 })).rejects.toThrow(
      /^discriminator: its layer '.*' \(Conv2D\)/,
    );
    trainer.dispose();
    data.dispose();
  });

  it('G too, in sample() as well', async () => {
    const empty = () =>
      sequential({
        layers: [
          layers.dense({ units: 4, inputShape: [2] }),
          layers.reshape({ targetShape: [2, 2, 1] }),
          layers.averagePooling2d({ poolSize: 3 }),
        ],
      });
    const trainer = new Trainer({
      generator: empty,
      discriminator: () => sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] }),
      latent: normalLatent(2),
    });
    await expect(trainer.sample(4)).rejects.toThrow(
      /^generator: its layer '.*' \(AveragePooling2D\) makes \[0,0,1\] of \[2,2,1\]/,
    );
    trainer.dispose();
  });

  it("a network that isn't of tfjs-layers: its empty weight is named", async () => {
    const w = tf.variable(tf.zeros([0, 1]), true, 'nothing');
    const discriminator = {
      trainableWeights: [w],
      apply: (x: tf.Tensor) =>
        tf.matMul(
          tf.slice(tf.reshape(x, [-1, 12]), [0, 12], [-1, 0]) as tf.Tensor2D,
          w as unknown as tf.Tensor2D,
        ),
    };
    const trainer = new Trainer({ generator, discriminator, latent: normalLatent(2) });
    await expect(trainer.fit(tf.ones([4, 6, 2, 1]), { steps: 1 })).rejects.toThrow(
      /^discriminator: its weight 'nothing' has the shape \[0,1\]/,
    );
    trainer.dispose();
    w.dispose();
  });
});

describeOnBackends('operations on nothing', () => {
  it.each([
    ['a product', () => tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 3])), [0, 0, 0, 0, 0, 0]],
    [
      'a convolution of no channels',
      () =>
        tf.conv2d(tf.zeros([1, 2, 1, 0]) as tf.Tensor4D, tf.zeros([2, 2, 0, 1]) as tf.Tensor4D, 1, 'same'),
      [0, 0],
    ],
    ['einsum', () => tf.einsum('ij,jk->ik', tf.zeros([1, 0]), tf.zeros([0, 2])), [0, 0]],
    ['a sum', () => tf.sum(tf.zeros([3, 0]), 1), [0, 0, 0]],
    ['the largest', () => tf.max(tf.zeros([2, 0]), 1), [NaN, NaN]],
    ['the smallest', () => tf.min(tf.zeros([2, 0]), 1), [NaN, NaN]],
    ['a product along an axis', () => tf.prod(tf.zeros([2, 0]), 1), [1, 1]],
  ])('%s', async (_, compute, expected) => {
    tf.dispose(Array.from({ length: 4 }, () => tf.fill([64, 64], 1e20)));
    expect([...(await tf.tidy(compute).data())]).toEqual(expected);
  });
});

describeOnBackends('a network of functions of tfjs with an operation that gives nothing', () => {
  it('is refused before the first step, with the operation named', async () => {
    const kernel = tf.variable(tf.ones<tf.Rank.R4>([5, 5, 1, 2]));
    const bias = tf.variable(tf.zeros([1]));
    const discriminator = {
      trainableWeights: [kernel, bias],
      apply: (x: tf.Tensor) =>
        tf.add(tf.reshape(tf.sum(tf.conv2d(x as tf.Tensor4D, kernel, 1, 'valid'), [1, 2, 3]), [-1, 1]), bias),
    };
    const small = () =>
      sequential({
        layers: [layers.dense({ units: 16, inputShape: [2] }), layers.reshape({ targetShape: [4, 4, 1] })],
      });
    const data = tf.ones([4, 4, 4, 1]);
    const trainer = new Trainer({ generator: small, discriminator, latent: normalLatent(2) });
    await expect(trainer.fit(data, { steps: 1 })).rejects.toThrow(
      /^discriminator: its Conv2D makes \[\d,0,0,2\] of \[\d,4,4,1\], which is empty/,
    );
    trainer.dispose();
    for (const tensor of [data, kernel, bias]) tensor.dispose();
  });
});
