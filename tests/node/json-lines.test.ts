import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonLines } from 'gan-core/node';
import type { RunReport } from 'gan-core/trainer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { newTrainer, ring } from '../trainer/small-trainer';

onCpu();

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lines-'));
  path = join(folder, 'stats.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const linesOf = (file: string) => {
  const text = readFileSync(file, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line));
};
const steps = (file: string) => linesOf(file).map(({ step }) => step);

/** Has a callback write reports as a run of these steps does. */
async function write(fromStep: number, ...of: number[]) {
  const callback = jsonLines(path);
  const trainer = {} as never;
  await callback.onTrainBegin!({ fromStep, toStep: 100, data: undefined }, trainer);
  for (const step of of)
    await callback.onReport!(
      { step, measured: null, seconds: 1, threads: null, warnings: [] } satisfies RunReport,
      trainer,
    );
  await callback.onTrainEnd!({ reason: 'completed', step: of.at(-1) ?? fromStep }, trainer);
}

describe('jsonLines', () => {
  it('writes the reports, with the time', async () => {
    const trainer = newTrainer({ callbacks: [jsonLines(path)] });
    const { reports } = await trainer.fit(ring, { steps: 4, reportEvery: 2, batchSize: 4 });
    const lines = linesOf(path);
    expect(lines.map(({ timestamp, ...report }) => report)).toEqual(reports);
    expect(Math.abs(lines[1].timestamp - Date.now() / 1000)).toBeLessThan(60);
    await trainer.fit(ring, { steps: 2, reportEvery: 2, batchSize: 4 });
    expect(steps(path)).toEqual([2, 4, 6]);
    trainer.dispose();
  });

  it('has a resumed run go on, and moves what came after the state that it was resumed from', async () => {
    await write(0, 10, 20, 30, 40);
    await write(20, 30, 40, 50);
    expect(steps(path)).toEqual([10, 20, 30, 40, 50]);
    expect(steps(`${path}.dropped`)).toEqual([30, 40]);
    await write(0, 10);
    expect(steps(path)).toEqual([10]);
    expect(steps(`${path}.dropped`)).toEqual([30, 40, 10, 20, 30, 40, 50]);
  });

  it('moves a line that a killed process left half written', async () => {
    await write(0, 10, 20);
    appendFileSync(path, '{"step":30,"measu');
    await write(20, 30);
    expect(steps(path)).toEqual([10, 20, 30]);
    expect(readFileSync(`${path}.dropped`, 'utf8')).toBe('{"step":30,"measu\n');
  });

  it('refuses a file of something else, a folder, and what is no path, before the first step', async () => {
    writeFileSync(path, '{\n  "name": "gan-core"\n}\n');
    const trainer = newTrainer({ callbacks: [jsonLines(path)] });
    const run = { steps: 1, batchSize: 4 };
    await expect(trainer.fit(ring, run)).rejects.toThrow(
      /^path: .* holds something else than lines of JSON with a step/,
    );
    expect(trainer.step).toBe(0);
    trainer.dispose();
    const other = newTrainer({ callbacks: [jsonLines(folder)] });
    await expect(other.fit(ring, run)).rejects.toThrow(/^path: .* can't be written: EISDIR/);
    other.dispose();
    expect(() => jsonLines('')).toThrow("path: got the string ''; expected a path.");
  });
});
