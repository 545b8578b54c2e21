import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as tf from '@tensorflow/tfjs-core';
import { reportNumbers } from 'gan-core/callbacks';
import { tensorBoard } from 'gan-core/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { newTrainer, ring } from '../trainer/small-trainer';
import { newGame } from '../trainer/updates/adversarial-game';

onCpu();

/** A Python 3, whose own library is enough for the reader. */
const python = ['python3', 'python'].find((name) => {
  try {
    return execFileSync(name, ['--version'], { encoding: 'utf8', stdio: 'pipe' }).startsWith('Python 3');
  } catch {
    return false;
  }
});

interface Event {
  readonly step: number;
  readonly time: number;
  readonly version?: string;
  readonly session?: number;
  readonly values: readonly {
    readonly tag: string;
    readonly scalar?: number;
    readonly image?: { readonly width: number; readonly height: number; readonly png: string };
    readonly histogram?: Readonly<Record<'min' | 'max' | 'num' | 'sum' | 'sumSquares', number>> & {
      readonly limits: number[];
      readonly counts: number[];
    };
  }[];
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'events-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const eventFile = () => join(folder, readdirSync(folder)[0]!);

/** The files as an independent reader sees them: a process for all of them, since it starts slowly. */
function read(...files: string[]): (Event[] | { readonly error: string })[] {
  const script = fileURLToPath(new URL('./tensorboard/read-events.py', import.meta.url));
  return JSON.parse(execFileSync(python!, [script, ...files], { encoding: 'utf8', stdio: 'pipe' }));
}

function readEvents(): Event[] {
  const [events] = read(eventFile());
  expect(events).toBeInstanceOf(Array);
  return events as Event[];
}

const run = { steps: 4, reportEvery: 2, batchSize: 4 };

describe.skipIf(python === undefined)('the event file, read by Python', () => {
  it("has the reports' numbers, with step and time", async () => {
    const trainer = newTrainer({ callbacks: [tensorBoard(folder)] });
    const { reports } = await trainer.fit(ring, run);
    trainer.dispose();
    const [version, restart, ...events] = readEvents();
    expect(version).toMatchObject({ version: 'brain.Event:2', step: 0 });
    expect(restart).toMatchObject({ session: 1, step: 1 });
    expect(events.map(({ step }) => step)).toEqual([2, 4]);
    expect(events.every(({ time }) => Math.abs(time - Date.now() / 1000) < 60)).toBe(true);
    for (const [index, report] of reports.entries()) {
      const read = Object.fromEntries(events[index]!.values.map(({ tag, scalar }) => [tag, scalar]));
      const numbers = Object.entries(reportNumbers(report)).map(([name, value]) => [
        `report/${name}`,
        Math.fround(value),
      ]);
      expect(read).toEqual(Object.fromEntries(numbers));
    }
  });

  it("has a game's losses under a group of their own, and goes on in a further run", async () => {
    const game = newGame({ callbacks: [tensorBoard(folder)] });
    await game.fit(ring, run);
    await game.fit(ring, run);
    game.dispose();
    expect(readdirSync(folder)).toHaveLength(1);
    const events = readEvents();
    expect(events.map(({ session, step }) => (session ? `from ${step}` : step))).toEqual([
      0,
      'from 1',
      2,
      4,
      'from 5',
      6,
      8,
    ]);
    expect(events[2]!.values.map(({ tag }) => tag)).toEqual(['losses/d', 'losses/g']);
  });

  it('has the weights as histograms', async () => {
    const trainer = newTrainer({ callbacks: [tensorBoard(folder, { weightsEvery: 4 })] });
    await trainer.fit(ring, run);
    const { generator } = await trainer.ready();
    const kernel = generator.trainableWeights[0]!;
    const values = Array.from(await (kernel as { read(): tf.Tensor }).read().data());
    const histograms = readEvents().filter(({ values }) => values.some(({ histogram }) => histogram));
    expect(histograms.map(({ step }) => step)).toEqual([4]);
    expect(histograms[0]!.values).toHaveLength(8); // kernel and bias of two layers of two networks
    const { histogram, tag } = histograms[0]!.values[0]!;
    expect(tag).toMatch(/^generator\/.*kernel/);
    const { limits, counts, min, max, num, sum, sumSquares } = histogram!;
    expect([min, max, num]).toEqual([Math.min(...values), Math.max(...values), values.length]);
    expect(sum).toBeCloseTo(
      values.reduce((total, value) => total + value, 0),
      10,
    );
    expect(sumSquares).toBeCloseTo(
      values.reduce((total, value) => total + value * value, 0),
      10,
    );
    // Each bucket holds what lies above the limit before it and not above its own.
    const before = (bucket: number) => (bucket === 0 ? -Infinity : limits[bucket - 1]!);
    const counted = limits.map(
      (limit, bucket) => values.filter((value) => value > before(bucket) && value <= limit).length,
    );
    expect(counts).toEqual(counted);
    expect(limits.at(-1)).toBe(max);
    trainer.dispose();
  });

  it('has pictures and further numbers, and steps beyond 32 bits', async () => {
    const board = tensorBoard(folder);
    const png = Uint8Array.from({ length: 300 }, (_, at) => at % 251);
    const far = 2 ** 40 + 5;
    await board.addImage(far, 'fakes', { width: 640, height: 20, png });
    await board.addScalars(7, { 'metrics/é': 0.1 });
    await board.addHistograms(8, { empty: [], equal: [2, 2, 2], some: [Number.NaN, 1, Infinity, 3] });
    const [, image, scalars, histograms] = readEvents();
    expect(image!.step).toBe(far);
    const [shown] = image!.values;
    expect(shown).toMatchObject({ tag: 'fakes', image: { width: 640, height: 20, colorspace: 3 } });
    expect(Buffer.from(shown!.image!.png, 'base64')).toEqual(Buffer.from(png));
    expect(scalars!.values[0]).toEqual({ tag: 'metrics/é', scalar: Math.fround(0.1) });
    const [empty, equal, some] = histograms!.values.map(({ histogram }) => histogram!);
    expect(empty).toMatchObject({ num: 0, counts: [0] });
    expect(equal).toMatchObject({ min: 2, max: 2, num: 3, limits: [2], counts: [3] });
    expect(some).toMatchObject({ min: 1, max: 3, num: 2, sum: 4, sumSquares: 10 });
  });

  it('is refused by that reader where a byte of it is another', async () => {
    await tensorBoard(folder).addScalars(1, { one: 1 });
    const bytes = readFileSync(eventFile());
    const changed = [0, 9, 20, bytes.length - 1].map((at) => {
      const file = join(folder, `changed-${at}`);
      writeFileSync(
        file,
        bytes.map((byte, index) => (index === at ? byte ^ 4 : byte)),
      );
      return file;
    });
    expect(read(...changed).map((result) => 'error' in result)).toEqual([true, true, true, true]);
  });
});

describe('tensorBoard', () => {
  it('names its files as TensorBoard expects, each its own', async () => {
    await tensorBoard(folder).addScalars(1, { one: 1 });
    await tensorBoard(folder).addScalars(1, { one: 1 });
    const names = readdirSync(folder);
    expect(new Set(names).size).toBe(2);
    for (const name of names) {
      expect(name).toMatch(/^events\.out\.tfevents\.\d{10}\./);
      expect(name).toContain(hostname());
    }
  });

  it('refuses a folder that can’t be made, before the first step', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const trainer = newTrainer({ callbacks: [tensorBoard(file)] });
    await expect(trainer.fit(ring, run)).rejects.toThrow(/^folder: .* can't be written: /);
    expect(trainer.step).toBe(0);
    trainer.dispose();
  });
});
