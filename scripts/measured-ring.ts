/**
 * How often the interval of trainer.measure holds the exact Jensen–Shannon divergence: the ring's game (examples/ring-game.ts)
 * at three stages of its training.
 *
 * Run: npm run measured-ring                     20 measurements of one training
 *      npm run measured-ring -- --trainings 20   one measurement of each of 20 trainings
 */
import { parseArgs } from 'node:util';
import { exactRingDivergence } from '../examples/exact-ring-divergence';
import { ring, ringSettings, ringTrainer } from '../examples/ring-game';

interface Measured {
  readonly exact: number;
  readonly value: number;
  readonly interval: readonly [number, number];
  readonly milliseconds: number;
}

const stages = [500, 1000, 5000];
const { values } = parseArgs({ options: { trainings: { type: 'string', default: '1' } } });
const trainings = Number(values.trainings);
const measurements = trainings === 1 ? 20 : 1;
const found = new Map<number, Measured[]>(stages.map((stage) => [stage, []]));

for (let seed = 1; seed <= trainings; seed++) {
  const trainer = ringTrainer({ seed, callbacks: [] });
  const draw = async (count: number, drawSeed: number) => {
    const points = await trainer.sample(count, { seed: drawSeed });
    const drawn = (await points.data()) as Float32Array;
    points.dispose();
    return drawn;
  };
  for (const stage of stages) {
    await trainer.fit(ring, { steps: stage - trainer.step, batchSize: ringSettings.batchSize });
    const exact = await exactRingDivergence(ring, draw);
    for (let each = 0; each < measurements; each++) {
      const started = performance.now();
      const { value, interval } = await trainer.measure(ring, { seed: seed + each });
      const measured = { exact, value, interval, milliseconds: performance.now() - started };
      found.get(stage)!.push(measured);
      if (!holds(measured)) console.log(`step ${stage}, seed ${seed + each}: ${interval} lacks ${exact}`);
    }
  }
  trainer.dispose();
}

for (const [stage, all] of found) {
  const mean = (of: (measured: Measured) => number) =>
    all.reduce((sum, measured) => sum + of(measured) / all.length, 0);
  const [exact, value, low, high] = [
    mean((measured) => measured.exact),
    mean((measured) => measured.value),
    mean(({ interval }) => interval[0]),
    mean(({ interval }) => interval[1]),
  ].map((nats) => nats.toFixed(3));
  console.log(
    `step ${stage}: exact ${exact}; measured ${value} (${low} to ${high}), means of ${all.length}; held by ${all.filter(holds).length} of ${all.length}; ${mean(({ milliseconds }) => milliseconds).toFixed(0)} ms each`,
  );
}

function holds({ exact, interval }: Measured): boolean {
  return interval[0] <= exact && exact <= interval[1];
}
