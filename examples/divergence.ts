import type { Trainer } from 'gan-core/trainer';
import { progressBar } from './callbacks/progress-bar';
import { exactRingDivergence } from './exact-ring-divergence';
import type { ExampleOptions } from './example';
import type { DivergencePoint, MeasuredPoint } from './pictures/divergence-marks';
import { divergencePicture } from './pictures/divergence-picture';
import { ring, ringSettings, ringTrainer } from './ring-game';
import { saveJson, savePicture } from './save';

// How far a generator is from the data while it learns the ring: as the discriminator in training says, as measured,
// and exactly. Run it: npx gan-core divergence

const settings = {
  stages: 10,
  reportEvery: 100,
  samples: 20_000,
};

/** Trains on the ring, stops at stages to measure, and draws all three. */
export async function run(options: ExampleOptions): Promise<void> {
  const { steps, seed, signal } = options;
  const measured: MeasuredPoint[] = [];
  const exact: DivergencePoint[] = [];
  const { reportEvery, samples, stages } = settings;
  const every = Math.max(1, Math.round(steps / stages / reportEvery)) * reportEvery;
  const trainer = ringTrainer({
    seed,
    callbacks: [
      progressBar(),
      {
        name: 'stages',
        async onReport({ step }) {
          if (step !== reportEvery && step % every !== 0 && step !== steps) return;
          const estimate = await trainer.measure(ring, { samples, seed: step, signal });
          measured.push({ step, value: estimate.value, interval: estimate.interval });
          exact.push({ step, value: await exactRingDivergence(ring, drawerOf(trainer)) });
        },
      },
    ],
  });

  const { batchSize } = ringSettings;
  const history = await trainer.fit(ring, { steps, batchSize, reportEvery, signal });
  trainer.dispose();

  const bound = history.reports.map(({ step, divergence }) => ({ step, value: divergence!.value }));
  saveJson(
    'divergence.json',
    { settings: { seed, steps, ...settings, ...ringSettings }, bound, measured, exact },
    options,
  );
  const png = await divergencePicture({
    title: 'A GAN’s distance from its data: reference, held-out estimate, bound from D’s loss',
    subtitle: `It learns eight Gaussians on a ring in ${steps.toLocaleString('en')} steps (seed ${seed}). Measured on ${samples.toLocaleString('en')} real and ${samples.toLocaleString('en')} generated points each time.`,
    bound,
    measured,
    exact,
  });
  savePicture('divergence.png', png, options);
  for (const [index, { step, value, interval }] of measured.entries()) {
    const [low, high] = interval.map((end) => end.toFixed(3));
    console.log(
      `step ${step}: exact ${exact[index]!.value.toFixed(3)}, measured ${value.toFixed(3)} (${low} to ${high})`,
    );
  }
}

/** Draws points of the present generator. */
function drawerOf(trainer: Trainer): (count: number, seed: number) => Promise<Float32Array> {
  return async (count, seed) => {
    const points = await trainer.sample(count, { seed });
    const values = (await points.data()) as Float32Array;
    points.dispose();
    return values;
  };
}
