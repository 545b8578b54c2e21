import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFolder } from 'gan-core/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { newTrainer, ring } from '../../trainer/small-trainer';

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

describe('runFolder without a place to write', () => {
  it('is refused before the first step', async () => {
    const trainer = newTrainer({ callbacks: [runFolder({ folder: '/dev/null/runs' })] });
    await expect(trainer.fit(ring, run)).rejects.toThrow(
      /^folder: \/dev\/null\/runs can't be written: ENOTDIR/,
    );
    expect(trainer.step).toBe(0);
    trainer.dispose();
    const lost = newTrainer({ callbacks: [runFolder({ resume: join(runs, '00007-gone') })] });
    await expect(lost.fit(ring, run)).rejects.toThrow(/^resume: .*00007-gone.* can't be written: ENOENT/);
    lost.dispose();
  });

  it('trains on where the folder vanishes in mid-run, warns once for each file, and says at the end what it lacks', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const folder = runFolder({ folder: runs, samples: false });
    const vanish = { name: 'vanish', onReport: () => rmSync(runs, { recursive: true, force: true }) };
    const trainer = newTrainer({ callbacks: [folder, vanish] });
    const { outcome } = await trainer.fit(ring, { ...run, steps: 10 });
    expect(outcome.reason).toBe('completed');
    const messages = warned.mock.calls.map(([message]) => String(message));
    for (const [file, records] of [
      ['stats.jsonl', 4],
      ['events.out', 4],
    ] as const) {
      const [first, last, ...others] = messages.filter((message) => message.includes(file));
      expect(first).toContain("can't be written: ENOENT");
      expect(last).toContain(`lacks the last ${records} records at the run's end`);
      expect(others).toEqual([]);
    }
    trainer.dispose();
  });
});
