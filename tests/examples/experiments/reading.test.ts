import { memoryStore } from 'gan-core/checkpoints';
import { describe, expect, it } from 'vitest';
import type { JobRecord } from '../../../examples/experiments/experiment';
import { reading } from '../../../examples/experiments/reading';

describe('the experiment discriminator-steps', () => {
  it('knows the exact divergence at the start, and reads something of it', async () => {
    const settings = reading.settings({ steps: 20 })[3]!;
    const { rows } = await reading.run(
      { experiment: 'discriminator-steps', settings, seed: 1 },
      { store: memoryStore(), checkpointEvery: 10, signal: new AbortController().signal },
    );
    expect(rows.map(({ step }) => step)).toEqual([10, 20]);
    // N(0, 1) against the mixture, by scipy: 0.183 nats. G has moved a little from there.
    expect(rows[0]!.exact).toBeGreaterThan(0.1);
    expect(rows[0]!.exact).toBeLessThan(0.19);
    expect(rows[1]!.read).toBeGreaterThan(0.02);
    expect(rows[1]!.read).toBeLessThan(rows[1]!.exact + 0.08);
  });

  it('tells bias and distance apart', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => ({
      step: 10 * (index + 1),
      read: 0.2 + (index % 2 === 0 ? 0.01 : -0.03),
      exact: 0.2,
    }));
    const records = reading
      .settings({})
      .map(
        (settings) =>
          ({ settings, seed: 1, result: { rows, divergedAt: null } }) as unknown as JobRecord<never, never>,
      );
    const { findings, tables, pictures } = await reading.report(records);
    expect(findings[0]).toContain('0.0200 nats at k = 1, 0.0200 nats at k = 16.');
    expect(tables[0]!.rows[0]).toEqual(['1', '0.0200', '0.0200', '-0.0100', '0.2000', '400']);
    expect(pictures[0]!.png.length).toBeGreaterThan(1000);
  });
});
