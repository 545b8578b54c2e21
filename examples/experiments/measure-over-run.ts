import type { Tensor } from '@tensorflow/tfjs-core';
import type { Callback } from 'gan-core/trainer';
import type { DigitsRow } from './digits-result';
import { judgedSamples } from './judge-digits';

/** Measures generated pictures at each report, and keeps what it measured with the run. */
export function measureOverRun(
  judge: (step: number, generated: Tensor) => Promise<DigitsRow>,
): Callback & { rows(): readonly DigitsRow[]; seconds(): number } {
  let state = { rows: [] as DigitsRow[], seconds: 0 };
  return {
    name: 'judge',
    async onReport({ step }, trainer) {
      const began = performance.now();
      const samples = await trainer.sample(judgedSamples, { seed: 0 });
      state.rows.push(await judge(step, samples));
      samples.dispose();
      state.seconds += (performance.now() - began) / 1000;
    },
    saveState: () => structuredClone(state),
    restoreState(saved: typeof state) {
      state = structuredClone(saved);
    },
    rows: () => state.rows,
    seconds: () => state.seconds,
  };
}

/** The first pictures of −1 to 1 as gray bytes in base64. */
export async function inBytes(samples: Tensor, count: number): Promise<string> {
  const values = await samples.data();
  const pixels = values.slice(0, (count * values.length) / samples.shape[0]!);
  const bytes = Uint8Array.from(pixels, (value) => Math.round(127.5 * (value + 1)));
  return Buffer.from(bytes).toString('base64');
}
