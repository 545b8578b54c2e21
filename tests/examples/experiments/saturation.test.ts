import { memoryStore } from 'gan-core/checkpoints';
import { describe, expect, it } from 'vitest';
import type { JobRecord } from '../../../examples/experiments/experiment';
import { saturation } from '../../../examples/experiments/saturation';

const place = () => ({
  store: memoryStore(),
  checkpointEvery: 5,
  signal: new AbortController().signal,
});

describe('the experiment saturation', () => {
  it('sees the minimax gradient vanish where D is ahead, and goes on where it was killed', async () => {
    const settings = saturation.settings({ steps: 10 });
    const run = (loss: string, at = place()) =>
      saturation.run(
        { experiment: 'saturation', settings: settings.find((each) => each.loss === loss)!, seed: 1 },
        at,
      );
    const [minimax, nonSaturating] = [await run('minimax'), await run('non-saturating')];
    expect(minimax.gradients.map(({ step }) => step)).toEqual([5, 10]);
    // |∂/∂v log(1 − σ(v))| = σ(v) and |∂/∂v log σ(v)| = 1 − σ(v): their ratio is (1 − σ)/σ, large where D is sure.
    for (const { gradients } of [minimax, nonSaturating])
      expect(gradients[0]!.nonSaturating).toBeGreaterThan(2 * gradients[0]!.minimax);

    const at = place();
    const killed = new AbortController();
    const write = at.store.write.bind(at.store);
    at.store.write = async (checkpoint) => {
      await write(checkpoint);
      killed.abort(new Error('killed'));
    };
    await expect(run('minimax', { ...at, signal: killed.signal })).rejects.toThrow('killed');
    at.store.write = write;
    expect(await run('minimax', at)).toEqual(minimax);
  });

  it('tells how many times as large one gradient is', async () => {
    const record = (loss: string, seed: number) =>
      ({
        settings: saturation.settings({}).find((each) => each.loss === loss),
        seed,
        result: {
          gradients: [
            { step: 5, minimax: 0.1, nonSaturating: 0.2 * seed },
            { step: 10, minimax: 0.2, nonSaturating: 0.3 },
          ],
          modes: 8,
          highQualityShare: 0.5,
          divergedAt: null,
        },
      }) as unknown as JobRecord<never, never>;
    const records = ['minimax', 'non-saturating'].flatMap((loss) =>
      [1, 2, 3].map((seed) => record(loss, seed)),
    );
    const { findings, tables, pictures } = await saturation.report(records);
    expect(findings[0]).toContain('the non-saturating gradient is 4.0 (2.0 to 6.0) times as long');
    expect(tables[0]!.rows.map((row) => row[0])).toEqual(['minimax', 'non-saturating']);
    expect(pictures[0]!.png.length).toBeGreaterThan(1000);
  });
});
