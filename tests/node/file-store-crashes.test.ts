import { CheckpointError } from 'gan-core';
import { type CheckpointStore, decodeCheckpoint, type EncodedCheckpoint } from 'gan-core/checkpoints';
import { fileStore } from 'gan-core/node';
import { createRandom } from 'gan-core/random';
import { beforeAll, expect, it } from 'vitest';
import { checkpointAt } from '../checkpoints/small-checkpoint';
import { SimulatedDisk } from './simulated-disk';

const FOLDER = '/home/runs/00000-ring/checkpoints';
/** Outcomes of chance that are tried for each call in which the power fails. */
const OUTCOMES = 8;

const written: EncodedCheckpoint[] = [];
beforeAll(async () => {
  for (const score of [2, 1, 3, 4]) written.push(await checkpointAt(10 * (written.length + 1), score));
});
const open = (fileSystem: SimulatedDisk) => fileStore(FOLDER, { keep: 2, best: 1, fileSystem });

/** Stores all checkpoints, as far as that goes. Gives the last step of which the store said that it is safe. */
async function writeAll(store: CheckpointStore): Promise<number> {
  let stored = 0;
  try {
    for (const checkpoint of written) {
      await store.write(checkpoint);
      stored = checkpoint.step;
    }
  } catch {
    // The power is off.
  }
  return stored;
}

/** Whether the store lost a checkpoint that it had said was safe, or shows one that can't be read. */
async function isLost(store: CheckpointStore, stored: number): Promise<boolean> {
  for (const { step } of await store.list()) {
    const contents = await store
      .read(step)
      .then((file) => decodeCheckpoint(file!))
      .catch(() => undefined);
    if (contents?.tensors.weights?.values[63] !== step) return true;
  }
  return ((await store.list()).at(-1)?.step ?? 0) < stored;
}

/** How many times a power failure loses something: at every call, with several outcomes each. */
async function losses(ignoresSyncOf?: RegExp): Promise<{ tried: number; lost: number }> {
  const disk = new SimulatedDisk();
  expect(await writeAll(open(disk))).toBe(40);
  let [tried, lost] = [0, 0];
  for (let crashAt = 1; crashAt <= disk.calls + 1; crashAt++) {
    const broken = new SimulatedDisk({ crashAt, ...(ignoresSyncOf ? { ignoresSyncOf } : {}) });
    const stored = await writeAll(open(broken));
    for (let outcome = 0; outcome < OUTCOMES; outcome++) {
      const after = broken.afterCrash(createRandom(1000 * crashAt + outcome));
      tried++;
      if (await isLost(open(after), stored)) lost++;
    }
  }
  return { tried, lost };
}

it('loses nothing, whenever the power fails', async () => {
  const { tried, lost } = await losses();
  expect(tried).toBeGreaterThan(500);
  expect(lost).toBe(0);
});

it.each([
  ['the folder', /\/checkpoints$/],
  ['the folders above it', /\/(home|runs|00000-ring)$/],
  ['the one above that was there', /\/home$/],
  ['the files', /\.tmp$/],
])('would lose something if it did not synchronize %s', async (_, paths) => {
  expect((await losses(paths)).lost).toBeGreaterThan(0);
});

it('goes on after the power failed, with nothing but checkpoints in the folder', async () => {
  const disk = new SimulatedDisk();
  await writeAll(open(disk));
  for (let crashAt = 1; crashAt <= disk.calls; crashAt += 5) {
    const broken = new SimulatedDisk({ crashAt });
    await writeAll(open(broken));
    const after = broken.afterCrash(createRandom(crashAt));
    const store = open(after);
    await store.read('latest'); // as a run does that goes on
    await store.write(await checkpointAt(50, 5));
    expect((await store.list()).at(-1)).toEqual({ step: 50, score: 5 });
    const names = await after.readdir(FOLDER);
    expect(names.filter((name) => !/^step-\d{9}\.safetensors$/.test(name))).toEqual([]);
  }
});

it.each(['ENOSPC', 'EACCES', 'EIO', 'short write'] as const)(
  'bears %s of any one call: an error that says so, and the last good one is kept',
  async (how) => {
    const disk = new SimulatedDisk();
    await writeAll(open(disk));
    let failed = 0;
    for (let failAt = 1; failAt <= disk.calls; failAt++) {
      const faulty = new SimulatedDisk({ failAt, how });
      const store = open(faulty);
      let stored = 0;
      for (const checkpoint of written) {
        const error = await store.write(checkpoint).catch((caught: unknown) => caught);
        if (error === undefined) {
          stored = checkpoint.step;
          continue;
        }
        failed++;
        expect(error).toBeInstanceOf(CheckpointError);
        expect((error as Error).message).toMatch(
          /^(Couldn't write a checkpoint|Step \d+ is stored, but an older .*): /,
        );
        expect((error as Error).message).toContain(how);
        expect(((error as Error).cause as { code?: string }).code).toBe(how);
        expect(await isLost(store, stored)).toBe(false);
        await store.write(checkpoint); // a second try does
      }
      const after = faulty.afterCrash(createRandom(failAt));
      expect(await isLost(open(after), 40), `${how} in call ${failAt}, ${faulty.log[failAt - 1]}`).toBe(
        false,
      );
      const names = (await faulty.readdir(FOLDER)).sort();
      expect(names).toEqual(['20', '30', '40'].map((step) => `step-0000000${step}.safetensors`));
    }
    if (how === 'short write') expect(failed).toBe(0);
    else expect(failed).toBeGreaterThan(disk.calls / 2);
  },
);
