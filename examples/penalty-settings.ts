/** All that the recipes have in common. */
export const penaltySettings = {
  steps: 4000,
  seeds: 5,
  batchSize: 256,
  latent: { normals: 2, signs: 8 },
  generator: { hiddenUnits: [128, 128, 128], scale: Math.sqrt(8) },
  discriminator: { hiddenUnits: [128, 128], scale: Math.sqrt(8), waves: 64, bandwidth: 3 },
  beta1: 0,
  beta2: 0.99,
  emaDecay: 0.99,
  samples: 2500,
};
