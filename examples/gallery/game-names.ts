/**
 * The games of the gallery, with the seconds that a step of each takes: the shortest that was measured, on two cores that others
 * used too. WGAN's are of 200 steps, of which the first 25 are long. It imports nothing: the catalog does.
 */
export const secondsPerStep = {
  acgan: 0.046,
  'adversarial-autoencoder': 0.03,
  'bi-gan': 0.01,
  'consensus-optimization': 0.015,
  ctgan: 0.025,
  'cycle-gan': 0.05,
  'info-gan': 0.05,
  'lstm-gan': 0.12,
  'pac-gan': 0.007,
  pix2pix: 0.034,
  'progressive-growing': 0.023,
  r3gan: 0.018,
  'seq-gan': 0.1,
  'sn-gan-projection': 0.14,
  'style-gan2': 0.05,
  'unrolled-gan': 0.05,
  'vae-gan': 0.03,
  wgan: 0.05,
  'wgan-gp': 0.029,
} as const;

export type GameName = keyof typeof secondsPerStep;

export const gameNames = Object.keys(secondsPerStep) as GameName[];
