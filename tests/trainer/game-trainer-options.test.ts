import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from 'gan-core';
import { adam } from 'gan-core/optimizers';
import { type GameData, GameTrainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';
import { adversarialGame, newGame } from './updates/adversarial-game';

onCpu();

const network = perceptron(2, [4], 1);
const loss = () => tf.scalar(0);
const optimizer = adam();
const state = { save: () => ({ updates: 0, tensors: {} }), restore() {} };
const update = { name: 'a', trains: ['g'], loss };

describe('new GameTrainer refuses', () => {
  it.each<[string, object, RegExp]>([
    ['no networks', { networks: {} }, /^networks: .*expected networks by their names/],
    ['networks in an array', { networks: [network] }, /^networks: /],
    ['what is no network', { networks: { g: 3 } }, /^networks\.g: got a number \(3\); expected a model/],
    ['no updates', { updates: [] }, /^updates: .*at least one update/],
    ['an update without a loss', { updates: [{ name: 'a', trains: ['g'] }] }, /^updates\[0\]: has neither/],
    [
      'an update with a loss and gradients',
      { updates: [{ ...update, gradients: loss }] },
      /^updates\[0\]: has `loss` and `gradients`/,
    ],
    ['an update without a name', { updates: [{ ...update, name: '' }] }, /^updates\[0\]\.name: /],
    ['an update that trains nothing', { updates: [{ ...update, trains: [] }] }, /^updates\[0\]\.trains: /],
    [
      'an update of a network that isn’t there',
      { updates: [{ ...update, trains: ['h'] }] },
      /^updates\[0\]\.trains: got the string 'h'; expected one of 'g', 'd'/,
    ],
    ['an unknown key', { updates: [{ ...update, steps: 2 }] }, /^updates\[0\]: .*steps/],
    ['what is no optimizer', { updates: [{ ...update, optimizer: 'adam' }] }, /^updates\[0\]\.optimizer: /],
    ['times that are none', { updates: [{ ...update, times: 1.5 }] }, /^updates\[0\]\.times: /],
    ['a state that can’t be saved', { updates: [{ ...update, state: {} }] }, /^updates\[0\]\.state: /],
    [
      'two updates of a name',
      { updates: [update, update] },
      /^updates: got two named 'a'; expected a unique name each/,
    ],
    [
      'two updates with one optimizer',
      {
        updates: [
          { ...update, optimizer },
          { ...update, name: 'b', optimizer },
        ],
      },
      /share an optimizer/,
    ],
    [
      'two updates with one state',
      {
        updates: [
          { ...update, state },
          { ...update, name: 'b', state },
        ],
      },
      /share a state/,
    ],
    [
      'repeated moves at once',
      { moves: 'simultaneous', updates: [{ ...update, times: 2 }] },
      /^updates\[0\]\.times: is for alternating moves/,
    ],
    [
      'names of a batch that are none',
      { batch: 'real' },
      /^batch: got the string 'real'; expected an array of names/,
    ],
    ['no names of a batch', { batch: [] }, /^batch: /],
    ['moves of another kind', { moves: 'both' }, /^moves: got the string 'both'/],
    ['a sample that is no function', { sample: 3 }, /^sample: /],
    ['averages of nothing', { averages: { networks: [], decay: 0.9 } }, /^averages\.networks: /],
    [
      'averages of a stranger',
      { averages: { networks: ['h'], decay: 0.9 } },
      /^averages\.networks: got the string 'h'/,
    ],
    ['a decay of 1', { averages: { networks: ['g'], decay: 1 } }, /^averages\.decay: /],
    ['an unknown option', { generator: network }, /generator/],
    ['callbacks that are none', { callbacks: [{}] }, /^callbacks: /],
    ['a seed that is none', { seed: -1 }, /^seed: /],
    ['a backend that is none', { backend: 'cuda' }, /^backend/],
  ])('%s', (_, more, message) => {
    const make = () => new GameTrainer({ ...adversarialGame(), ...more } as never);
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  it('one model under two names', () => {
    const model = network();
    const make = () =>
      new GameTrainer({ networks: { a: model, b: model }, updates: [{ ...update, trains: ['a'] }] });
    expect(make).toThrow(/^networks\.b: is 'a' too/);
    model.dispose();
  });
});

describe('a game refuses', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['no data', () => undefined, /^data: got undefined/],
    ['a function', () => () => [], /call it, if it is a generator function/],
    ['a sampler that is none', () => ({ sample: 3 }), /^data: has a number \(3\) as sample/],
    ['a record of nothing', () => ({}), /^data: gave a batch of nothing/],
    ['a record of numbers', () => ({ real: 3 }), /^data: gave a number \(3\) as 'real'/],
    ['an array of numbers', () => [3], /^data: gave a number \(3\) as 'real'/],
    [
      'samples that aren’t as many',
      () => ({ real: tf.ones([3, 2]), label: tf.ones([4]) }),
      /^data: has 3 of 'real' and 4 of 'label'/,
    ],
    [
      'batches of other names',
      () => [{ real: tf.ones([3, 2]) }, { fake: tf.ones([3, 2]) }],
      /^data: gave 'fake' float32 \[batch, 2\] after 'real' float32 \[batch, 2\]/,
    ],
    ['strings', () => [{ real: tf.tensor(['a']) }], /^data: gave a tensor of string as 'real'/],
  ])('%s', async (_, data, message) => {
    const trainer = newGame({ backend: 'cpu' });
    await expect(trainer.fit(data() as GameData, { steps: 2, batchSize: 3 })).rejects.toThrow(message);
    trainer.dispose();
  });

  it.each<[string, () => GameData]>([
    ['one tensor', () => tf.ones([4, 2])],
    ['tensors', () => ({ real: tf.ones([4, 2]), labels: tf.ones([4]) })],
    ['a sampler', () => ({ sample: () => tf.ones([4, 2]) })],
  ])('%s without a name that `batch` has', async (_, data) => {
    const trainer = new GameTrainer({ ...adversarialGame(), batch: ['real', 'label'], backend: 'cpu' });
    await expect(trainer.fit(data(), { steps: 2, batchSize: 3 })).rejects.toThrow(
      /^data: gave 'real'.* and no 'label', which `batch` names/,
    );
    expect(trainer.step).toBe(0);
    trainer.dispose();
  });

  it('one model from two functions', async () => {
    const model = network();
    const trainer = new GameTrainer({
      networks: { a: () => model, b: () => model },
      updates: [{ name: 'a', trains: ['a'], loss: ({ networks: { a }, batch }) => tf.mean(a(batch.real!)) }],
    });
    await expect(trainer.ready()).rejects.toThrow(
      /^networks\.b: |^b: its function returned the model of 'a'/,
    );
    trainer.dispose();
  });

  it('networks called with what is no tensor', async () => {
    const { updates, ...others } = adversarialGame();
    const bad = { ...updates[1]!, loss: ({ networks: { g } }: never) => (g as (x: unknown) => never)([1]) };
    const trainer = new GameTrainer({ ...others, updates: [bad] as never });
    await expect(trainer.fit(tf.ones([4, 2]), { steps: 1 })).rejects.toThrow(/^networks\.g: was called with/);
    trainer.dispose();
  });

  it.each<[string, object, RegExp]>([
    ['to sample without a function for it', { sample: undefined }, /^sample: is not given/],
    [
      'samples that aren’t as many',
      { sample: () => tf.ones([3, 2]) },
      /^sample: gave a tensor of shape \[3,2\]; expected 2/,
    ],
    ['samples that are none', { sample: () => 3 }, /^sample: got a number/],
  ])('%s', async (_, more, message) => {
    const { sample, ...others } = adversarialGame();
    const trainer = new GameTrainer({ ...others, ...more } as never);
    await expect(trainer.sample(2)).rejects.toThrow(message);
    trainer.dispose();
  });
});

describe('all forms of data reach a game', () => {
  const rows = () => ({
    real: tf.reshape(tf.range(0, 12), [6, 2]) as tf.Tensor,
    label: tf.range(0, 6, 1, 'int32') as tf.Tensor,
  });
  it.each<[string, () => GameData, string[]]>([
    ['a tensor', () => rows().real, ['real']],
    ['tensors by their names', rows, ['label', 'real']],
    ['a sampler', () => ({ sample: rows }), ['label', 'real']],
    ['an array of batches', () => [rows()], ['label', 'real']],
    ['a dataset', () => ({ iterator: async () => [rows()].values() as never }), ['label', 'real']],
    [
      'a generator',
      () =>
        (async function* () {
          yield rows();
          yield rows();
        })(),
      ['label', 'real'],
    ],
  ])('%s', async (_, data, names) => {
    const seen = new Set<string>();
    const { updates, ...others } = adversarialGame();
    const d = updates[0]!;
    const seeing: typeof d.loss = (context) => {
      seen.add(Object.keys(context.batch).sort().join());
      const { real, label } = context.batch;
      // each label is the number of its row, shuffled together or not
      if (label)
        expect([...real!.dataSync()].filter((_, index) => index % 2 === 0)).toEqual(
          [...label.dataSync()].map((each) => 2 * each),
        );
      return d.loss!(context);
    };
    const trainer = new GameTrainer({ ...others, updates: [{ ...d, loss: seeing }, updates[1]!] });
    await trainer.fit(data(), { steps: 2, batchSize: 3 });
    expect([...seen]).toEqual([names.join()]);
    trainer.dispose();
  });
});

it('TypeScript knows what `batch` names, and a trainer of certain networks is one of any', async () => {
  const { networks } = adversarialGame();
  const certain = new GameTrainer({
    networks: { critic: networks.d },
    batch: ['real', 'label'],
    updates: [
      {
        name: 'fit',
        trains: ['critic'],
        // no `!`: with noUncheckedIndexedAccess, what `batch` doesn't name may be missing
        loss: ({ networks: { critic }, batch: { real, label } }) =>
          tf.mean(tf.square(tf.sub(critic(real), label))),
      },
    ],
    sample: ({ networks: { critic } }, count) => critic(tf.ones([count, 2])),
    averages: { networks: ['critic'], decay: 0.9 },
  });
  const any: GameTrainer = certain;
  const { outcome } = await any.fit(
    { real: tf.ones([4, 2]), label: tf.ones([4, 1]), more: tf.ones([4]) },
    { steps: 1 },
  );
  expect(outcome.reason).toBe('completed');
  any.dispose();
});
