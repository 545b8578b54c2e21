import { memoryStore } from 'gan-core/checkpoints';
import { describe, expect, it } from 'vitest';
import type { JobPlace, JobRecord } from '../../../examples/experiments/experiment';
import { ringGrid } from '../../../examples/experiments/ring-grid';
import type { RingGridResult, RingGridSettings } from '../../../examples/experiments/ring-grid-settings';

const settings = ringGrid.settings({ steps: 12 });
const place = (options: Partial<JobPlace> = {}): JobPlace => ({
  store: memoryStore(),
  checkpointEvery: 5,
  signal: new AbortController().signal,
  ...options,
});
const job = { experiment: 'ring-grid', settings: settings[0]!, seed: 1 };

describe('the experiment ring-grid', () => {
  it('has each loss on both mixtures, and the recommended recipe', () => {
    expect(settings).toHaveLength(2 * 16);
    expect(new Set(settings.map((each) => JSON.stringify(each))).size).toBe(32);
  });

  it('goes on where it was killed, bit for bit', async () => {
    const undisturbed = await ringGrid.run(job, place());
    const store = memoryStore();
    const killed = new AbortController();
    const write = store.write.bind(store);
    const stops = {
      ...store,
      async write(checkpoint: Parameters<typeof write>[0]) {
        await write(checkpoint);
        killed.abort(new Error('killed'));
      },
    };
    const first = ringGrid.run(job, place({ store: stops, signal: killed.signal }));
    await expect(first).rejects.toThrow('killed');
    expect((await store.list()).at(-1)!.step).toBeLessThan(12);
    expect(await ringGrid.run(job, place({ store }))).toEqual(undisturbed);
  });

  it('reports medians, each seed, and the bar', async () => {
    const record = (seed: number, highQualityShare: number, modes = 8) =>
      ({
        settings: ringGrid.settings({})[0]!,
        seed,
        result: { modes, highQualityShare, samplesPerMode: [], divergedAt: null, points: [[1, 0]] },
      }) as unknown as JobRecord<RingGridSettings, RingGridResult>;
    const shares = [0.98, 0.96, 0.99, 0.975, 0.9];
    const { findings, tables, pictures } = await ringGrid.report(
      shares.map((share, seed) => record(seed, share)),
    );
    expect(findings).toEqual([
      'Recommended recipe, ring: 8 of 8 modes and 97.5 % of high quality as medians of 5 seeds. The bar, all modes and 97.0 %, is reached.',
    ]);
    // The mean of the middle three: (96 + 97.5 + 98)/3.
    expect(tables[0]!.rows[0]!.slice(0, 2)).toEqual(['recommended (R3GAN)', '8']);
    expect(tables[0]!.rows[0]![2]).toMatch(/^97\.2 % \(9\d\.\d % to 98\.\d %\)$/);
    expect(tables[0]!.rows[0]![4]).toBe('8, 98.0 %; 8, 96.0 %; 8, 99.0 %; 8, 97.5 %; 8, 90.0 %');
    expect(pictures[0]!.png.length).toBeGreaterThan(1000);
  });
});
