import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { decode } from 'fast-png';
import { earlyStop, evaluate } from 'gan-core/callbacks';
import { fileStore, type RunFolderOptions, runFolder } from 'gan-core/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import manifest from '../../package.json';
import { onCpu } from '../support/on-cpu';
import { newTrainer, ring } from '../trainer/small-trainer';
import { newGame } from '../trainer/updates/adversarial-game';

onCpu();

let runs: string;
beforeEach(() => {
  runs = join(mkdtempSync(join(tmpdir(), 'work-')), 'runs');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(join(runs, '..'), { recursive: true, force: true });
});

const run = { steps: 4, reportEvery: 2, batchSize: 4 };
const filesIn = (path: string) =>
  readdirSync(path)
    .map((name) => name.replace(/(?<=tfevents).*/, ''))
    .sort();
const linesOf = (path: string, name: string) =>
  readFileSync(join(path, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A trainer of gray pictures of 4 x 4. */
const pictureTrainer = (options: RunFolderOptions) => {
  const folder = runFolder({ folder: runs, ...options });
  const trainer = newTrainer({
    generator: () =>
      sequential({
        layers: [
          layers.dense({ units: 16, inputShape: [2], activation: 'tanh' }),
          layers.reshape({ targetShape: [4, 4, 1] }),
        ],
      }),
    discriminator: () =>
      sequential({ layers: [layers.flatten({ inputShape: [4, 4, 1] }), layers.dense({ units: 1 })] }),
    callbacks: [folder],
  });
  return { folder, trainer };
};
/** Pictures, black but for one row of 1. */
const pictures = () =>
  tf.tensor4d(
    Array.from({ length: 8 * 16 }, (_, at) => (at % 16 < 4 ? 1 : -1)),
    [8, 4, 4, 1],
  );

describe('runFolder', () => {
  it('has all of a run of pictures in a numbered folder', async () => {
    const data = pictures();
    const before = tf.memory().numTensors;
    const mean = evaluate({
      name: 'mean',
      every: 2,
      async metric(trainer) {
        const samples = await trainer.sample(4, { seed: 0 });
        const [value] = tf.tidy(() => tf.mean(samples).dataSync());
        samples.dispose();
        return value!;
      },
    });
    const { folder, trainer } = pictureTrainer({
      name: 'rows',
      settings: { units: 16, note: 'first' },
      samples: { count: 4, every: 2 },
      metrics: [mean],
    });
    expect([folder.path, existsSync(runs)]).toEqual([undefined, false]); // nothing is made before a run
    await trainer.fit(data, run);
    const path = folder.path!;
    expect(path).toBe(join(runs, '00000-rows'));
    expect(filesIn(path)).toEqual([
      'checkpoints',
      'events.out.tfevents',
      'fakes-000000.png',
      'fakes-000002.png',
      'fakes-000004.png',
      'metric-mean.jsonl',
      'reals.png',
      'settings.json',
      'stats.jsonl',
    ]);
    expect(linesOf(path, 'stats.jsonl').map(({ step }) => step)).toEqual([2, 4]);
    expect(linesOf(path, 'metric-mean.jsonl')).toEqual(mean.rows);
    const reals = decode(readFileSync(join(path, 'reals.png')));
    const background = reals.data[4]!; // beside the first picture
    expect(new Set(reals.data)).toEqual(new Set([0, 255, background]));
    const fakes = decode(readFileSync(join(path, 'fakes-000004.png')));
    expect([fakes.width, fakes.height]).toEqual([reals.width, reals.height]);
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
    data.dispose();
  });

  it('tells in settings.json what ran, where, and of which code', async () => {
    const { folder, trainer } = pictureTrainer({
      settings: { rate: 0.5 },
      samples: false,
      tensorBoard: false,
    });
    const data = pictures();
    await trainer.fit(data, run);
    const settings = JSON.parse(readFileSync(join(folder.path!, 'settings.json'), 'utf8'));
    expect(settings).toMatchObject({
      name: 'run',
      fromStep: 0,
      versions: { 'gan-core': manifest.version, tfjs: tf.version_core, node: process.versions.node },
      backend: 'cpu',
      settings: { rate: 0.5 },
    });
    expect(settings.machine.cores).toBeGreaterThan(0);
    expect(Math.abs(Date.parse(settings.started) - Date.now())).toBeLessThan(60_000);
    expect(filesIn(folder.path!)).toEqual(['checkpoints', 'settings.json', 'stats.jsonl']);
    trainer.dispose();
    data.dispose();
  });

  it('writes no sheets of points, unless they are drawn; and takes a game, and further runs', async () => {
    const sizes: number[][] = [];
    const draw = (samples: tf.Tensor) => {
      sizes.push(samples.shape);
      return { width: 1, height: 1, data: new Uint8ClampedArray(4) };
    };
    const plain = runFolder({ folder: runs, tensorBoard: false });
    const drawn = runFolder({ folder: runs, tensorBoard: false, samples: { draw, count: 3, every: 2 } });
    for (const folder of [plain, drawn]) {
      const game = newGame({ callbacks: [folder] });
      await game.fit(ring, run);
      await game.fit(ring, run);
      game.dispose();
    }
    expect(basename(drawn.path!)).toBe('00001-run');
    expect(filesIn(plain.path!)).toEqual(['checkpoints', 'settings.json', 'stats.jsonl']);
    expect(linesOf(plain.path!, 'stats.jsonl').map(({ step }) => step)).toEqual([2, 4, 6, 8]);
    expect(filesIn(drawn.path!).filter((name) => name.startsWith('fakes'))).toHaveLength(5);
    expect(sizes).toEqual(new Array(6).fill([3, 2]));
  });

  it('goes on in the folder of a run that was broken off', async () => {
    const first = runFolder({ folder: runs, samples: false, checkpoints: { steps: 4 } });
    const trainer = newTrainer({ callbacks: [first] });
    await trainer.fit(ring, { ...run, steps: 8 });
    trainer.dispose();
    // As another process does, from the state after step 4.
    const folder = runFolder({ resume: first.path!, samples: false });
    const again = newTrainer({ callbacks: [folder] });
    await again.restore(fileStore(join(first.path!, 'checkpoints')), { which: 4 });
    await again.fit(ring, { reportEvery: 2, until: 6 });
    expect(folder.path).toBe(first.path);
    expect(linesOf(first.path!, 'stats.jsonl').map(({ step }) => step)).toEqual([2, 4, 6]);
    expect(linesOf(first.path!, 'stats.jsonl.dropped').map(({ step }) => step)).toEqual([6, 8]);
    expect(filesIn(first.path!)).toEqual([
      'checkpoints',
      'events.out.tfevents',
      'events.out.tfevents',
      'settings-000004.json',
      'settings.json',
      'stats.jsonl',
      'stats.jsonl.dropped',
    ]);
    again.dispose();
  });

  it('comes before an early stop by one of its metrics', async () => {
    const metric = evaluate({ name: 'one', every: 2, metric: () => 1 });
    const callbacks = [
      runFolder({ folder: runs, metrics: [metric], samples: false }),
      earlyStop({ by: metric, patience: 2 }),
    ];
    const trainer = newTrainer({ callbacks });
    const { outcome } = await trainer.fit(ring, { ...run, steps: 100 });
    expect(outcome).toEqual({ reason: 'stopped', step: 6 });
    trainer.dispose();
  });
});

describe('runFolder without a word on samples', () => {
  it('warns, and leaves sheets out, where a game can’t draw them', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const folder = runFolder({ folder: runs, tensorBoard: false });
    const game = newGame({ sample: undefined, callbacks: [folder] });
    const { outcome } = await game.fit(ring, run);
    expect(outcome.reason).toBe('completed');
    expect(filesIn(folder.path!)).toEqual(['checkpoints', 'settings.json', 'stats.jsonl']);
    expect(warned.mock.calls.map(([message]) => message)).toEqual([
      expect.stringMatching(/^gan-core: the run's folder gets no sheets of samples\. sample: is not given: /),
    ]);
    game.dispose();
  });

  it('refuses that where they were asked for, before the first step, of a run that goes on too', async () => {
    const game = newGame({ sample: undefined, callbacks: [runFolder({ folder: runs, samples: {} })] });
    await expect(game.fit(ring, run)).rejects.toThrow(/^sample: is not given: /);
    expect(game.step).toBe(0);
    game.dispose();
    const { folder, trainer } = pictureTrainer({ samples: { condition: tf.zeros([3, 1]), count: 4 } });
    const plan = { fromStep: 4, toStep: 8, data: ring };
    await expect(folder.onTrainBegin!(plan, trainer)).rejects.toThrow(/^condition: got /);
    trainer.dispose();
  });
});

it('refuses to go on in a folder with statistics from step 0, and changes nothing there; false: no checkpoints', async () => {
  const first = runFolder({ folder: runs, samples: false, tensorBoard: false, checkpoints: false });
  await newTrainer({ callbacks: [first] }).fit(ring, run);
  const files = filesIn(first.path!);
  expect(files).toEqual(['settings.json', 'stats.jsonl']);
  const again = newTrainer({ callbacks: [runFolder({ resume: first.path! })] });
  await expect(again.fit(ring, run)).rejects.toThrow(/^resume: .*begins at step 0; expected trainer.restore/);
  expect(filesIn(first.path!)).toEqual(files);
  again.dispose();
});
