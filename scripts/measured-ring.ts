/**
 * How often the interval of trainer.measure holds the exact Jensen–Shannon divergence: the ring's game (examples/ring-game.ts)
 * at three stages of its training, 20 seeds of the measurement at each.
 *
 * Run: npm run measured-ring -- [seed of the game]
 */
import { exactRingDivergence } from '../examples/exact-ring-divergence';
import { ring, ringSettings, ringTrainer } from '../examples/ring-game';

const stages = [500, 1000, 5000];
const seeds = 20;
const trainer = ringTrainer({ seed: Number(process.argv[2] ?? 1), callbacks: [] });

async function draw(count: number, seed: number): Promise<Float32Array> {
  const points = await trainer.sample(count, { seed });
  const values = (await points.data()) as Float32Array;
  points.dispose();
  return values;
}

for (const stage of stages) {
  await trainer.fit(ring, { steps: stage - trainer.step, batchSize: ringSettings.batchSize });
  const exact = await exactRingDivergence(ring, draw);
  let held = 0;
  let [value, low, high, milliseconds] = [0, 0, 0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    const started = performance.now();
    const { value: measured, interval } = await trainer.measure(ring, { seed });
    milliseconds += (performance.now() - started) / seeds;
    held += Number(interval[0] <= exact && exact <= interval[1]);
    value += measured / seeds;
    low += interval[0] / seeds;
    high += interval[1] / seeds;
  }
  const means = [value, low, high].map((mean) => mean.toFixed(3));
  console.log(
    `step ${stage}: exact ${exact.toFixed(3)}; measured ${means[0]} (${means[1]} to ${means[2]}, means of ${seeds} seeds); held by ${held} of ${seeds}; ${milliseconds.toFixed(0)} ms each`,
  );
}
trainer.dispose();
