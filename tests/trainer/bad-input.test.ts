import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { ArgumentError, BackendError } from 'gan-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { adam } from 'gan-core/optimizers';
import { Trainer, type TrainerOptions, type TrainingData } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';

onCpu();

const ring = gaussianRing();
const options = (): TrainerOptions => ({
  generator: perceptron(4, [8], 2),
  discriminator: perceptron(2, [8], 1),
  latent: normalLatent(4),
});

/** A model that joins two inputs: of labels, say. */
function ofTwoInputs(width: number, units: number) {
  const inputs = [tfl.input({ shape: [width] }), tfl.input({ shape: [3] })];
  const joined = tfl.layers.concatenate().apply(inputs) as tfl.SymbolicTensor;
  return tfl.model({ inputs, outputs: tfl.layers.dense({ units }).apply(joined) as tfl.SymbolicTensor });
}

describe('options that no run could be made of are refused by the constructor', () => {
  const optimizer = adam();
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['no generator', { generator: undefined }, /^generator: got undefined; expected a model, or a function/],
    [
      'a discriminator that is no model',
      { discriminator: {} },
      /^discriminator: got an empty object; expected a model/,
    ],
    [
      'no latent',
      { latent: 64 },
      /^latent: got a number \(64\); expected a sampler such as normalLatent\(64\)/,
    ],
    [
      'half a loss',
      { loss: { generator() {} } },
      /^loss: got an object with generator; expected a game with both halves/,
    ],
    ['packs of no samples', { packing: 0 }, /^packing: got 0; expected a whole number/],
    ['no steps of D', { discriminatorSteps: 0 }, /^discriminatorSteps: got 0; expected a whole number/],
    ['part of a step of G', { generatorSteps: 1.5 }, /^generatorSteps: got 1.5/],
    [
      'one optimizer for both',
      { generatorOptimizer: optimizer, discriminatorOptimizer: optimizer },
      /^discriminatorOptimizer: is G's/,
    ],
    [
      'a decay of 1',
      { generatorEma: { decay: 1 } },
      /^generatorEma.decay: got 1; expected a number in \[0, 1\)/,
    ],
    [
      'an optimizer by its name',
      { generatorOptimizer: 'adam' },
      /^generatorOptimizer: got the string 'adam'; expected what adam\(/,
    ],
    [
      'a latent without its shape',
      { latent: { sample() {} } },
      /^latent: got an object with sample; expected .* with its shape/,
    ],
    ['a callback that is a function', { callbacks: [() => {}] }, /^callbacks: expected an array of objects/],
    [
      'a key that nobody reads',
      { learningRate: 3 },
      /^options: got the unknown key 'learningRate'; expected generator,/,
    ],
    ['a seed below 0', { seed: -1 }, /^seed: got -1/],
    ['a seed in quotes', { seed: '1' }, /^seed: got the string '1'/],
    ['steps in quotes', { discriminatorSteps: '3' }, /^discriminatorSteps: got the string '3'/],
    ['a decay in quotes', { generatorEma: { decay: '0.9' } }, /^generatorEma.decay: got the string '0.9'/],
    [
      'no backend',
      { backend: 'gpu' },
      /^backend: got the string 'gpu'; expected 'cpu', 'wasm', .* or 'auto'/,
    ],
    [
      'a hook of Keras',
      { callbacks: [{ name: 'bar', onEpochEnd() {} }] },
      /^callbacks: 'bar' has onEpochEnd, which nobody calls; expected the hooks onTrainBegin, onStepEnd,/,
    ],
    [
      "a misspelt hook of a class's",
      {
        callbacks: [
          new (class {
            name = 'bar';
            onreport() {}
          })(),
        ],
      },
      /^callbacks: 'bar' has onreport, which nobody calls/,
    ],
    [
      'a hook that can not be called',
      { callbacks: [{ name: 'bar', onReport: 3 }] },
      /^callbacks: 'bar' has a number \(3\) as onReport; expected a function/,
    ],
    [
      'two callbacks of one name',
      { callbacks: [{ name: 'bar' }, { name: 'bar' }] },
      /^callbacks: got two named 'bar'/,
    ],
  ])('%s', (_, change, message) => {
    const make = () => new Trainer({ ...options(), ...change } as TrainerOptions);
    expect(make).toThrow(message);
    expect(make).toThrow(ArgumentError);
  });
});

it('members of a callback that are no hooks are its own', () => {
  const callback = { name: 'bar', history: [], once: () => {}, online: true, onTime: 3, onReport: undefined };
  expect(() => new Trainer({ ...options(), callbacks: [callback] as never })).not.toThrow();
});

it('logits of patches, one each, are fine', async () => {
  const flat = perceptron(2, [8], 6)();
  const discriminator = {
    trainableWeights: flat.trainableWeights,
    apply: (x: tf.Tensor) => tf.reshape(flat.apply(x) as tf.Tensor, [-1, 3, 2, 1]),
  };
  const { outcome } = await new Trainer({ ...options(), discriminator }).fit(ring, { steps: 1 });
  expect(outcome.reason).toBe('completed');
});

it('one model for both players is refused', () => {
  const model = perceptron(2, [8], 2)();
  expect(() => new Trainer({ generator: model, discriminator: model, latent: normalLatent(2) })).toThrow(
    /^discriminator: is the generator too; expected two networks/,
  );
});

describe('a run is refused before its first step, and leaks nothing', () => {
  const run: [string, Partial<TrainerOptions>, () => TrainingData, object, RegExp][] = [
    [
      'epochs',
      {},
      () => ring,
      { epochs: 3 },
      /^options: got the unknown key 'epochs'.* steps = epochs · samples/,
    ],
    [
      'a generator function not called',
      {},
      () => function* () {} as never,
      {},
      /^data: got a function; .*call it/,
    ],
    [
      'a model without trainableWeights',
      { discriminator: { apply: (x: tf.Tensor) => tf.sum(x, 1) } as never },
      () => ring,
      {},
      /^discriminator: has undefined as trainableWeights; expected an array/,
    ],
    [
      'a weight that is no variable',
      { discriminator: { apply: (x) => tf.sum(x, 1), trainableWeights: [tf.scalar(1)] as never } },
      () => ring,
      {},
      /^discriminator: has a float32 tensor of shape \[\] among its trainableWeights/,
    ],
    [
      'a variable that is not trainable',
      {
        discriminator: {
          apply: (x) => tf.sum(x, 1),
          trainableWeights: [tf.variable(tf.scalar(1), false, 'still')],
        },
      },
      () => ring,
      {},
      /^discriminator: has 'still' among its trainableWeights, a variable that is not trainable/,
    ],
    [
      'a loss that reads real without saying so',
      {
        loss: {
          name: 'mine',
          generatorNeedsReal: false,
          discriminator: ({ real }) => tf.mean(real),
          generator: ({ real }) => tf.mean(real!),
        },
      },
      () => ring,
      {},
      /^loss: its generator half failed; if it reads `real`, set generatorNeedsReal: true/,
    ],
    ['no steps', {}, () => ring, { steps: 0 }, /^steps: got 0; expected a whole number, at least 1/],
    [
      "a controller in its signal's place",
      {},
      () => ring,
      { signal: new AbortController() },
      /^signal: got an instance of AbortController; expected .*: pass controller\.signal/,
    ],
    [
      'a signal that can not abort',
      {},
      () => ring,
      { signal: {} },
      /^signal: got an empty object; expected an AbortSignal/,
    ],
    [
      'a discriminator with a class for each digit',
      { discriminator: perceptron(2, [8], 10) },
      () => ring,
      {},
      /^discriminator: gave 10 outputs a sample \(shape \[2,10\]\); expected one logit: end it in layers\.dense/,
    ],
    [
      'a discriminator that gives an object',
      { discriminator: { apply: (x) => ({ logits: x }), trainableWeights: [] } },
      () => ring,
      {},
      /^discriminator: gave an object with logits; expected one tensor: have apply return the tensor/,
    ],
    ['reports never', {}, () => ring, { reportEvery: 0 }, /^reportEvery: got 0/],
    ['a batch of half a sample', {}, () => ring, { batchSize: 0.5 }, /^batchSize: got 0.5/],
    [
      'data of no known form',
      {},
      () => 7 as never,
      {},
      /^data: got a number \(7\); expected a tensor of samples, a sampler/,
    ],
    ['data that are empty', {}, () => [], {}, /^data: ended before the first batch/],
    ['a batch that is no tensor', {}, () => [[1, 2]] as never, {}, /^data: gave an array of 2 as a batch/],
    [
      'samples of whole numbers',
      {},
      () => tf.ones([8, 2], 'int32'),
      {},
      /^data: gave a batch of int32.*tf\.cast/,
    ],
    [
      'a tensor of one sample',
      {},
      () => tf.ones([2]),
      {},
      /^data: got a tensor of shape \[2\]; expected \[samples/,
    ],
    [
      "samples unlike G's",
      {},
      () => tf.ones([8, 3]),
      {},
      /^generator: makes samples of shape \[2\]; expected \[3\]/,
    ],
    [
      'noise that G refuses',
      { latent: normalLatent(5) },
      () => ring,
      {},
      /^generator: refused noise of shape \[2,5\]/,
    ],
    [
      'samples that D refuses',
      { discriminator: perceptron(3, [8], 1) },
      () => ring,
      {},
      /^discriminator: refused samples of shape \[2\]/,
    ],
    [
      'noise unlike its shape',
      { latent: { shape: [4], sample: (count) => tf.ones([count, 3]) } },
      () => ring,
      {},
      /^latent: got a float32 tensor of shape \[2,3\] as noise; expected \[2,4\]/,
    ],
    [
      'logits without the batch first',
      { discriminator: { apply: () => tf.ones([1, 2]), trainableWeights: [tf.variable(tf.scalar(0))] } },
      () => ring,
      {},
      /^discriminator: gave float32 logits of shape \[1,2\] for 2 samples/,
    ],
    [
      'a model of two outputs',
      { discriminator: { apply: (x) => [x, x], trainableWeights: [] } },
      () => ring,
      {},
      /^discriminator: gave 2 outputs, of shapes \[2,2\], \[2,2\]; expected one tensor/,
    ],
    [
      'a G of two inputs',
      { generator: () => ofTwoInputs(4, 2) },
      () => ring,
      {},
      /^generator: has 2 inputs; expected one\. Wrap it in an object whose apply\(x, kwargs\)[^(]*$/,
    ],
    [
      'a D of two inputs',
      { discriminator: () => ofTwoInputs(2, 1) },
      () => ring,
      {},
      /^discriminator: has 2 inputs/,
    ],
    [
      'a network without trainable weights',
      { discriminator: { apply: (x) => tf.sum(x, 1), trainableWeights: [] } },
      () => ring,
      {},
      /^discriminator: has no trainable weights/,
    ],
    [
      'a loss that is no scalar',
      {
        loss: {
          name: 'mine',
          generatorNeedsReal: false,
          discriminator: ({ real }) => real as tf.Scalar,
          generator: ({ fake }) => tf.mean(fake),
        },
      },
      () => ring,
      {},
      /^loss: its discriminator half gave a float32 tensor of shape \[2,1\]; expected a scalar/,
    ],
  ];
  it.each(run)('%s', async (_, change, data, runOptions, message) => {
    const trainer = new Trainer({ ...options(), ...change });
    await trainer.ready().catch(() => {});
    const given = data();
    const before = tf.memory().numTensors;
    const error = await trainer.fit(given, { steps: 3, ...runOptions }).catch((caught) => caught);
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toMatch(message);
    expect(tf.memory().numTensors).toBe(before);
    expect(trainer.step).toBe(0);
  });

  it('a factory that returns a promise; the model that the other one made is freed', async () => {
    const model = perceptron(2, [8], 1)();
    const before = tf.memory().numTensors;
    const trainer = new Trainer({ ...options(), discriminator: (async () => model) as never });
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(
      /^discriminator: its function returned a promise; expected a model/,
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it('a model that does not use its weights', async () => {
    const discriminator = {
      apply: (x: tf.Tensor) => tf.sum(x, 1),
      trainableWeights: [tf.variable(tf.scalar(1))],
    };
    await expect(new Trainer({ ...options(), discriminator }).fit(ring, { steps: 1 })).rejects.toThrow(
      /^discriminator: the loss depends on none of its trainable weights/,
    );
  });

  it('but not a model of two inputs in an object that adds the other one', async () => {
    const model = ofTwoInputs(4, 2);
    const generator = {
      apply: (noise: tf.Tensor, kwargs?: { training?: boolean }) =>
        model.apply([noise, tf.ones([noise.shape[0]!, 3])], kwargs),
      trainableWeights: model.trainableWeights,
    };
    const trainer = new Trainer({ ...options(), generator });
    await trainer.fit(ring, { steps: 1, batchSize: 4 });
    expect(trainer.step).toBe(1);
    trainer.dispose();
    model.dispose();
  });

  it('options that are missing', () => {
    const trainer = new Trainer(options());
    expect(() => trainer.run(ring, undefined as never)).toThrow(
      /^options: got undefined; expected an object such as/,
    );
    expect(() => trainer.run(ring, { steps: 0 })).toThrow(/^steps: got 0/);
  });

  it('a tensor that was disposed of', async () => {
    const data = tf.ones([8, 2]);
    data.dispose();
    await expect(new Trainer(options()).fit(data, { steps: 1 })).rejects.toThrow(/^data: was disposed of/);
  });

  it('a batch of another shape later on: named, and the run before it stands', async () => {
    const trainer = new Trainer(options());
    await expect(trainer.fit([tf.ones([4, 2]), tf.ones([4, 3])], { steps: 3 })).rejects.toThrow(
      /^data: gave samples of shape \[3\] after samples of shape \[2\]/,
    );
    expect(trainer.step).toBe(1);
  });
});

describe('what can not be done now is refused', () => {
  it('a second run beside the first', async () => {
    const trainer = new Trainer(options());
    const first = trainer.fit(ring, { steps: 2 });
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(/^trainer: is running/);
    expect(() => trainer.dispose()).toThrow(/^trainer: is running/);
    await first;
  });

  it('a run after dispose', async () => {
    const trainer = new Trainer(options());
    trainer.dispose();
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(/^trainer: was disposed of/);
  });

  it('packs that the batch or the discriminator does not fit', async () => {
    const packing = 2;
    const fitting = { ...options(), discriminator: perceptron(4, [8], 1), packing };
    await expect(new Trainer(fitting).fit(ring, { steps: 1, batchSize: 7 })).rejects.toThrow(
      /^packing: got 2 with a batch of 7 samples; expected a divisor of it/,
    );
    await expect(new Trainer({ ...options(), packing }).fit(ring, { steps: 1 })).rejects.toThrow(
      /^discriminator: refused samples of shape \[2\] in packs of 2 from the data/,
    );
    const batches = [4, 3].map((size) => tf.ones([size, 2]));
    await expect(new Trainer(fitting).fit(batches, { steps: 2 })).rejects.toThrow(
      /^data: gave a batch of 3 samples; expected a multiple of 2, the `packing`/,
    );
    tf.dispose(batches);
  });

  it('samples of noise that does not fit', async () => {
    const trainer = new Trainer(options());
    await trainer.ready();
    const fitting = await trainer.sample(2, { latent: tf.zeros([2, 4]) });
    expect(fitting.shape).toEqual([2, 2]);
    await expect(trainer.sample(2, { latent: tf.zeros([3, 4]) })).rejects.toThrow(
      /^latent: got .* \[3,4\] as noise; expected \[2,4\]/,
    );
  });

  it('samples that are none', async () => {
    await expect(new Trainer(options()).sample(0)).rejects.toThrow(/^count: got 0/);
  });

  it('a trainer on another backend while one runs', async () => {
    const first = new Trainer({ ...options(), backend: 'cpu' });
    const second = new Trainer({ ...options(), backend: 'wasm' });
    for await (const _ of first.run(ring, { steps: 2, reportEvery: 1 })) {
      await expect(second.fit(ring, { steps: 1 })).rejects.toThrow(BackendError);
      await expect(second.sample(1)).rejects.toThrow(/^Backend 'wasm': another trainer runs on 'cpu'/);
    }
    await expect(second.fit(ring, { steps: 1 })).resolves.toMatchObject({ outcome: { reason: 'completed' } });
    expect(tf.getBackend()).toBe('wasm');
    second.dispose();
    await tf.setBackend('cpu');
  });

  it("auto takes the running trainer's backend, and a name that means the same is fine", async () => {
    const first = new Trainer({ ...options(), backend: 'cpu' });
    const [auto, same] = [
      new Trainer({ ...options(), backend: 'auto' }),
      new Trainer({ ...options(), backend: 'cpu' }),
    ];
    for await (const _ of first.run(ring, { steps: 1 })) {
      await auto.fit(ring, { steps: 1 });
      await same.fit(ring, { steps: 1 });
      expect(tf.getBackend()).toBe('cpu');
    }
  });

  it('a hot hook that is not synchronous', async () => {
    const onStepEnd = (async () => {
      throw new Error('lost');
    }) as never;
    const trainer = new Trainer({ ...options(), callbacks: [{ name: 'slow', onStepEnd }] });
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(
      /^callbacks: 'slow' has an onStepEnd that returns a promise/,
    );
  });

  it('a network for which the backend lacks a kernel: a BackendError that names it, and the fix', async () => {
    const weight = tf.variable(tf.scalar(1));
    const discriminator = {
      trainableWeights: [weight],
      apply: (x: tf.Tensor) => tf.mul(tf.real(tf.fft(tf.complex(x, tf.zerosLike(x)))), weight),
    };
    const trainer = new Trainer({ ...options(), discriminator, backend: 'wasm' });
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(
      /^Backend 'wasm': has no kernel \w+, which these networks need: use another backend/,
    );
    trainer.dispose();
    await tf.setBackend('cpu');
  });

  it("a network that tfjs's own wasm backend can't train: the fix is gan-core's kernels", async () => {
    await tf.setBackend('wasm');
    const { conv2d, flatten, dense } = tfl.layers;
    const trainer = new Trainer({
      generator: tfl.sequential({
        layers: [dense({ units: 16, inputShape: [2] }), tfl.layers.reshape({ targetShape: [4, 4, 1] })],
      }),
      discriminator: tfl.sequential({
        layers: [
          conv2d({ filters: 1, kernelSize: 3, inputShape: [4, 4, 1] }),
          flatten(),
          dense({ units: 1 }),
        ],
      }),
      latent: normalLatent(2),
    });
    await expect(trainer.fit(tf.zeros([4, 4, 4, 1]), { steps: 1, batchSize: 2 })).rejects.toThrow(
      /^Backend 'wasm': has no kernel \w+, .* pass `backend: 'wasm'` to the Trainer, or await useBackend/,
    );
    trainer.dispose();
    await tf.setBackend('cpu');
  });

  it('a convolution on wasm is none of them any more: it trains', async () => {
    const trainer = new Trainer({
      generator: perceptron(4, [], 64),
      discriminator: () =>
        tfl.sequential({
          layers: [
            tfl.layers.reshape({ targetShape: [8, 8, 1], inputShape: [64] }),
            tfl.layers.conv2d({ filters: 2, kernelSize: 3, activation: 'relu' }),
            tfl.layers.flatten(),
            tfl.layers.dense({ units: 1 }),
          ],
        }),
      latent: normalLatent(4),
      backend: 'wasm',
    });
    const { reports } = await trainer.fit(tf.ones([4, 64]), { steps: 3 });
    expect(Number.isFinite(reports[0]!.discriminatorLoss)).toBe(true);
    trainer.dispose();
    await tf.setBackend('cpu');
  });

  it('training without any backend', async () => {
    const ready = tf.engine().ready;
    tf.engine().ready = () => Promise.reject(new Error('No backend found in registry.'));
    await expect(new Trainer(options()).fit(ring, { steps: 1 })).rejects.toThrow(
      /pass `backend: 'wasm'` to the Trainer/,
    );
    tf.engine().ready = ready;
  });
});
