/** The games of the gallery, with the seconds that a step of each takes, measured on two cores. It imports nothing, as the catalogue. */
export const secondsPerStep = {
  acgan: 0.03,
  'adversarial-autoencoder': 0.03,
  'bi-gan': 0.01,
  'consensus-optimization': 0.015,
  ctgan: 0.03,
  'cycle-gan': 0.05,
  'info-gan': 0.03,
  'lstm-gan': 0.05,
  'pac-gan': 0.005,
  pix2pix: 0.03,
  'progressive-growing': 0.03,
  r3gan: 0.01,
  'seq-gan': 0.1,
  'sn-gan-projection': 0.05,
  'style-gan2': 0.04,
  'unrolled-gan': 0.05,
  'vae-gan': 0.03,
  wgan: 0.05,
  'wgan-gp': 0.01,
} as const;

export type GameName = keyof typeof secondsPerStep;

export const gameNames = Object.keys(secondsPerStep) as GameName[];
