import type { PlaneSettings } from '../settings/plane-settings';

/** Settings of the literature, and some that fail in a telling way. */
export const recipes: readonly { readonly title: string; readonly settings: Partial<PlaneSettings> }[] = [
  { title: 'Usual', settings: {} },
  {
    title: 'R3GAN: relativistic, R1 and R2',
    settings: { loss: 'relativistic', penalty: 'r1-r2', penaltyWeight: 0.1, beta1: 0 },
  },
  {
    title: 'WGAN-GP',
    settings: {
      loss: 'wasserstein',
      penalty: 'wgan-gp',
      penaltyWeight: 0.1,
      discriminatorSteps: 5,
      beta1: 0,
    },
  },
  { title: 'Least squares', settings: { loss: 'least-squares' } },
  {
    title: 'Vanishing: minimax against a strong D',
    settings: { loss: 'minimax', discriminatorSteps: 10, averageDecay: 0 },
  },
  {
    title: 'Collapse: G fast, D slow',
    settings: { generatorRate: 5e-3, discriminatorRate: 2e-4, averageDecay: 0 },
  },
];
