import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from 'gan-core';
import { adam, fromTfjsOptimizer } from 'gan-core/optimizers';
import { leCamPenalty } from 'gan-core/penalties';
import type { TrainableModel, Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../../support/networks';
import { onCpu } from '../../support/on-cpu';
import { newTrainer, ring } from '../small-trainer';

onCpu();

/** The model, whose output is changed from its 9th call on: the checks before the first step are over by then. */
function laterOtherwise(model: TrainableModel, change: (output: tf.Tensor) => unknown): TrainableModel {
  let calls = 0;
  return {
    get trainableWeights() {
      return model.trainableWeights;
    },
    apply: (inputs, kwargs) => {
      const output = model.apply(inputs, kwargs) as tf.Tensor;
      return ++calls > 8 ? change(output) : output;
    },
    dispose: () => model.dispose?.(),
  };
}

async function refusal(trainer: Trainer) {
  const error = await trainer.fit(ring, { steps: 20, batchSize: 8 }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ArgumentError);
  trainer.dispose();
  return error as ArgumentError;
}

describe('what a network or the noise gives in a later step is checked as in the first', () => {
  const changes: [string, (output: tf.Tensor) => unknown][] = [
    ['twice as many', (output) => tf.concat([output, output])],
    ['two columns more', (output) => tf.concat([output, output, output], 1)],
    ['null', () => null],
    ['a promise', async (output) => output],
    [
      'a disposed tensor',
      (output) => {
        output.dispose();
        return output;
      },
    ],
  ];
  it.each(changes)('of G: %s', async (_, change) => {
    const generator = () => laterOtherwise(perceptron(2, [4], 2)(), change);
    expect((await refusal(newTrainer({ generator }))).argument).toBe('generator');
  });
  it.each(changes)('of D: %s', async (_, change) => {
    const discriminator = () => laterOtherwise(perceptron(2, [4], 1)(), change);
    expect((await refusal(newTrainer({ discriminator }))).argument).toBe('discriminator');
  });
  it('of the noise', async () => {
    let calls = 0;
    const sample = (count: number) => tf.ones([++calls > 8 ? count + 3 : count, 2]);
    expect((await refusal(newTrainer({ latent: { shape: [2], sample } }))).argument).toBe('latent');
  });
});

describe("an optimizer or a penalty of the user's own", () => {
  const still = {
    name: 'still',
    update: () => undefined,
    restore: () => undefined,
    dispose: () => undefined,
  };
  const save = () => ({ updates: 0, tensors: {} });

  it.each(['generatorOptimizer', 'discriminatorOptimizer'] as const)(
    'an update of the %s that goes on after it returns is refused, and its rejection is nobody’s',
    async (argument) => {
      const late: unknown[] = [];
      const note = (error: unknown) => late.push(error);
      process.on('unhandledRejection', note);
      const update = async () => {
        throw new Error('late');
      };
      const optimizer = { ...still, save, update: update as never };
      expect(await refusal(newTrainer({ [argument]: optimizer }))).toMatchObject({
        argument,
        message: expect.stringMatching(/its update returns a promise/),
      });
      await new Promise((resolve) => setTimeout(resolve, 10));
      process.off('unhandledRejection', note);
      expect(late).toEqual([]);
    },
  );

  it.each([null, undefined, {}, { updates: 1, tensors: null }, { updates: 1, tensors: { a: 5 } }])(
    'a save that gives %j is refused by its name, and all is freed',
    async (state) => {
      const before = tf.memory().numTensors;
      for (const saved of [() => state, async () => state]) {
        const generatorOptimizer = { ...still, save: saved as never };
        expect((await refusal(newTrainer({ generatorOptimizer }))).argument).toBe('generatorOptimizer');
        const penalty = { ...leCamPenalty(), save: saved as never };
        expect((await refusal(newTrainer({ penalties: [penalty] }))).argument).toBe('penalties');
      }
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it('a save that fails in a later step leaves nothing behind', async () => {
    const before = tf.memory().numTensors;
    let saves = 0;
    const later = () => (++saves > 3 ? null : save());
    const discriminatorOptimizer = { ...still, save: later as never };
    expect((await refusal(newTrainer({ discriminatorOptimizer }))).argument).toBe('discriminatorOptimizer');
    expect(tf.memory().numTensors).toBe(before);
  });

  it("tfjs's adamax, which can't give its state out, is refused at once", () => {
    expect(() => fromTfjsOptimizer(tf.train.adamax(1e-3))).toThrow(/^optimizer: is tfjs's Adamax/);
    expect(() => newTrainer({ generatorOptimizer: tf.train.adamax(1e-3) })).not.toThrow(TypeError);
  });
});

it('an onStepEnd that gives what can be awaited is refused, though it is no Promise', async () => {
  // biome-ignore lint/suspicious/noThenProperty: what can be awaited though it is no Promise is the point
  const thenable = { then: (_: unknown, reject: (error: Error) => void) => reject(new Error('late')) };
  const trainer = newTrainer({ callbacks: [{ name: 'late', onStepEnd: () => thenable as never }] });
  expect((await refusal(trainer)).message).toMatch(/'late' has an onStepEnd that returns a promise/);
});

it.each(['x', 5, {}, [1], undefined])(
  'an onMeasure that gives %j, no estimate, is refused',
  async (measured) => {
    const trainer = newTrainer({
      callbacks: [{ name: 'measuring', onMeasure: async () => measured as never }],
    });
    expect((await refusal(trainer)).argument).toBe('callbacks');
  },
);

it("an iterator's `return` that is no function is named", async () => {
  const next = () => ({ done: false, value: tf.ones([4, 2]) });
  const data = { [Symbol.iterator]: () => ({ next, return: 5 }) };
  const trainer = newTrainer({ generatorOptimizer: adam() });
  await expect(trainer.fit(data as never, { steps: 1 })).rejects.toThrow(/^data.return: got a number \(5\)/);
  trainer.dispose();
});

it('run.throw ends a run whose data never answer', async () => {
  const data = (async function* () {
    await new Promise(() => undefined);
    yield tf.ones([4, 2]);
  })();
  const trainer = newTrainer();
  const run = trainer.run(data, { steps: 1 });
  run.next().catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await expect(run.throw(new Error('enough'))).rejects.toThrow('enough');
  trainer.dispose();
});
