import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { installSecondOrderGradients } from 'gan-core/gradients';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fuseLayers } from '../../../src/trainer/networks/fuse-layers';
import * as kernelLayers from '../../../src/trainer/networks/kernel-layers';

const { dense, activation, leakyReLU, reLU, dropout } = tfl.layers;

let backend: ActiveBackend;
let restoreGradients: () => void;
beforeAll(async () => {
  backend = await useBackend('wasm');
  restoreGradients = installSecondOrderGradients();
});
afterAll(() => {
  restoreGradients();
  backend.restore();
});

/** How often each kernel has run since the test began. */
let runs: Record<string, number>;
beforeEach(() => {
  runs = {};
});
function counted<T>(work: () => T): T {
  const runKernel = vi.spyOn(tf.engine(), 'runKernel');
  try {
    return work();
  } finally {
    for (const [name] of runKernel.mock.calls) runs[name] = (runs[name] ?? 0) + 1;
    runKernel.mockRestore();
  }
}

const seeds = (seed: number) => ({
  kernelInitializer: tfl.initializers.glorotUniform({ seed }),
  biasInitializer: tfl.initializers.randomNormal({ seed: seed + 50, stddev: 0.3 }),
});

const networks: Readonly<Record<string, () => tfl.Sequential>> = {
  'ReLU within the layers': () =>
    tfl.sequential({
      layers: [
        dense({ units: 37, activation: 'relu', inputShape: [5], ...seeds(1) }),
        dense({ units: 70, activation: 'relu', ...seeds(2) }),
        dense({ units: 3, ...seeds(3) }),
      ],
    }),
  'leaky ReLU and ReLU as layers, no bias': () =>
    tfl.sequential({
      layers: [
        dense({ units: 16, inputShape: [5], useBias: false, ...seeds(4) }),
        leakyReLU({ alpha: 0.2 }),
        dense({ units: 33, ...seeds(5) }),
        reLU(),
        dense({ units: 1, useBias: false, ...seeds(6) }),
      ],
    }),
  'tanh, sigmoid and ELU, one of them last': () =>
    tfl.sequential({
      layers: [
        dense({ units: 12, activation: 'tanh', inputShape: [5], ...seeds(7) }),
        dense({ units: 11, activation: 'elu', ...seeds(8) }),
        dense({ units: 10, ...seeds(9) }),
        activation({ activation: 'sigmoid' }),
        dense({ units: 4, activation: 'tanh', ...seeds(10) }),
      ],
    }),
};

const batch = (seed = 1) => tf.randomNormal([29, 5], 0, 1, 'float32', seed);

/** The loss, and its gradients by the network's weights and by its input, as bits. */
function lossAndGradients(model: tfl.Sequential): number[][] {
  return tf.tidy(() => {
    const x = batch();
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const loss = (input: tf.Tensor) => {
      const y = model.apply(input, { training: true }) as tf.Tensor;
      return tf.mean(tf.square(tf.sub(y, 0.3))) as tf.Scalar;
    };
    const gradients = tf.grads((...all: tf.Tensor[]) => loss(all[0]!));
    const byAll = gradients([x, ...weights]);
    const { grads } = tf.variableGrads(() => loss(x), weights);
    const byWeights = weights.map(({ name }) => grads[name]!);
    const byInput = tf.grad(loss)(x);
    return [loss(x), ...byAll, ...byWeights, byInput].map((tensor) => [
      ...new Uint32Array(tensor.dataSync().slice().buffer),
    ]);
  });
}

describe.each(Object.entries(networks))('a network of dense layers: %s', (_, make) => {
  it('is one operation forward and one backward, with the bits of its layers one by one', () => {
    const model = make();
    const single = { kernelCall: kernelLayers.kernelCall };
    const restoreSingle = fuseLayers([model], single);
    const expected = counted(() => lossAndGradients(model));
    restoreSingle();
    expect(runs.GanCoreDenseNetwork).toBeUndefined();

    runs = {};
    const restore = fuseLayers([model], kernelLayers);
    const actual = counted(() => lossAndGradients(model));
    restore();
    expect(runs.GanCoreDenseNetwork).toBe(4);
    // By all: the weights' pass, and from its first layer the input's; by the weights; by the input.
    expect(runs.GanCoreDenseNetworkGrad).toBe(3);
    expect(runs._FusedMatMul).toBeUndefined();
    expect(actual).toEqual(expected);
    expect(Object.hasOwn(model, 'apply')).toBe(false);
    model.dispose();
  });

  it('leaves nothing behind', () => {
    const model = make();
    const restore = fuseLayers([model], kernelLayers);
    lossAndGradients(model);
    const { numTensors, numDataBuffers } = tf.memory();
    lossAndGradients(model);
    tf.dispose(tf.tidy(() => model.apply(batch(), { training: true }) as tf.Tensor));
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
    restore();
    model.dispose();
  });
});

describe('what stays with the layers', () => {
  const served = (model: tfl.Sequential, work: (model: tfl.Sequential) => unknown): number => {
    const restore = fuseLayers([model], kernelLayers);
    tf.tidy(() => counted(() => void work(model)));
    restore();
    model.dispose();
    return runs.GanCoreDenseNetwork ?? 0;
  };
  const train = (model: tfl.Sequential) => model.apply(batch(), { training: true });
  const first = Object.values(networks)[0]!;

  it('a call outside of training, as for samples', () => {
    expect(served(first(), train)).toBe(1);
    runs = {};
    expect(served(first(), (model) => model.apply(batch()))).toBe(0);
  });

  it('a second derivative', () => {
    const penalty = (model: tfl.Sequential) => {
      const slope = tf.grad((x) => tf.sum(model.apply(x, { training: true }) as tf.Tensor));
      return tf.variableGrads(() => tf.sum(tf.square(slope(batch()))) as tf.Scalar);
    };
    expect(served(first(), penalty)).toBe(0);
  });

  it('a frozen layer, other layers among them, two activations in a row, a single layer', () => {
    const frozen = first();
    frozen.layers[0]!.trainable = false;
    const others = (layers: tfl.layers.Layer[]) =>
      tfl.sequential({ layers: [dense({ units: 4, inputShape: [5] }), ...layers] });
    const models = [
      frozen,
      others([dropout({ rate: 0.5 }), dense({ units: 1 })]),
      others([reLU(), activation({ activation: 'tanh' }), dense({ units: 1 })]),
      others([leakyReLU({ alpha: -0.1 }), dense({ units: 1 })]),
      others([reLU({ maxValue: 6 }), dense({ units: 1 })]),
      others([dense({ units: 1, activation: 'softplus' })]),
      others([]),
    ];
    for (const model of models) expect(served(model, train)).toBe(0);
  });

  it('an input of another width, whose error is that of tfjs-layers', () => {
    const wide = (model: tfl.Sequential) => model.apply(tf.zeros([2, 6]), { training: true });
    expect(() => served(first(), wide)).toThrow(/expected.*axis|incompatible/i);
  });
});
