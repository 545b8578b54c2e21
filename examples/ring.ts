import { createRandom } from 'gan-core/distributions';
import { modeCoverage } from 'gan-core/metrics';
import { measureDivergence } from 'gan-core/trainer';
import { progressBar } from './callbacks/progress-bar';
import type { ExampleOptions } from './example';
import { ringPicture } from './pictures/ring-picture';
import { ring, ringSettings, ringTrainer } from './ring-game';
import { saveJson, savePicture } from './save';

// A GAN learns eight Gaussians on a ring: the toy on which mode collapse shows. Run it: npx gan-core ring

/** How many points are drawn of each, to judge and to show. */
const points = 2000;

/** Trains, draws what was learnt beside the data, and says how good it is. */
export async function run(options: ExampleOptions): Promise<void> {
  const started = performance.now();
  const { steps, seed, signal } = options;
  const trainer = ringTrainer({ seed, callbacks: [progressBar(), measureDivergence({ every: 1000 })] });

  const history = await trainer.fit(ring, { steps, batchSize: ringSettings.batchSize, signal });

  const samples = await trainer.sample(points, { seed: 0 });
  const generated = (await samples.array()) as number[][];
  const realSamples = ring.sample(points, createRandom(0));
  const real = (await realSamples.array()) as number[][];
  const coverage = modeCoverage(generated, ring);
  const seconds = (performance.now() - started) / 1000;
  samples.dispose();
  realSamples.dispose();
  trainer.dispose();

  const share = `${(100 * coverage.highQualityShare).toFixed(1)} %`;
  const reached = `${coverage.modes} of ${ring.centers.length} modes`;
  const measured = history.reports.at(-1)?.measured;
  if (measured) {
    const [value, low, high] = [measured.value, ...measured.interval].map((nats) => nats.toFixed(3));
    console.log(`Jensen–Shannon divergence, measured: ${value} nats (95 % interval ${low} to ${high})`);
  }
  console.log(`${reached}, ${share} of the samples within 3 σ of a center; ${seconds.toFixed(1)} s in all`);
  saveJson(
    'ring.json',
    { ...coverage, seconds, settings: { seed, steps, points, ...ringSettings }, history },
    options,
  );
  const png = await ringPicture({
    title: 'A GAN learns eight Gaussians on a ring',
    subtitle: `After ${steps.toLocaleString('en')} steps (seed ${seed}): ${reached} reached; ${share} of the generated points are of high quality: within 3 σ of a mode's center (the circles).`,
    ring,
    real,
    generated,
  });
  savePicture('ring.png', png, options);
}
