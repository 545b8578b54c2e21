/** All that the recipes have in common. */
export const penaltySettings = {
  steps: 3000,
  seeds: 5,
  batchSize: 256,
  latent: { normals: 2, signs: 8 },
  generator: { hiddenUnits: [64, 64, 64], scale: Math.sqrt(8) },
  discriminator: { hiddenUnits: [64, 64], scale: Math.sqrt(8), waves: 32, bandwidth: 3 },
  beta1: 0,
  beta2: 0.99,
  emaDecay: 0.99,
  samples: 2500,
};
