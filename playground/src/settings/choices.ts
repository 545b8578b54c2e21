/** A choice as people see it. */
export interface Choice<Name extends string = string> {
  readonly name: Name;
  readonly title: string;
}

const choices = <const Titles extends Readonly<Record<string, string>>>(titles: Titles) =>
  Object.entries(titles).map(([name, title]) => ({ name: name as Extract<keyof Titles, string>, title }));

/** Data sets of the plane; all of them are equally likely Gaussians, so that their densities are known. */
export const dataChoices = choices({
  ring: 'Ring of 8 Gaussians',
  grid: 'Grid of 25 Gaussians',
  pair: 'Two Gaussians',
  one: 'One Gaussian',
  line: 'Line',
  moons: 'Two moons',
  spiral: 'Spiral',
  own: 'Your own points',
});

/** Games, by the names that the address has. */
export const lossChoices = choices({
  'non-saturating': 'Non-saturating (usual)',
  minimax: 'Minimax (the lecture’s V)',
  'least-squares': 'Least squares',
  hinge: 'Hinge',
  wasserstein: 'Wasserstein',
  relativistic: 'Relativistic (R3GAN)',
  'relativistic-average': 'Relativistic average',
  'f-kl': 'f-GAN: KL',
  'f-reverse-kl': 'f-GAN: reverse KL',
  'f-jensen-shannon': 'f-GAN: Jensen–Shannon',
  'f-jeffreys': 'f-GAN: Jeffreys',
  'f-pearson': 'f-GAN: Pearson χ²',
  'f-neyman': 'f-GAN: Neyman χ²',
  'f-squared-hellinger': 'f-GAN: squared Hellinger',
  'f-total-variation': 'f-GAN: total variation',
});

/** Gradient penalties of D's loss. */
export const penaltyChoices = choices({
  none: 'None',
  r1: 'R1',
  'r1-r2': 'R1 and R2 (R3GAN)',
  'wgan-gp': 'WGAN-GP',
  'zero-centered': 'Zero-centered at interpolates',
  dragan: 'DRAGAN',
  lecam: 'LeCam',
});

/** Optimizers of both networks. */
export const optimizerChoices = choices({ adam: 'Adam', adamw: 'AdamW', rmsprop: 'RMSProp', sgd: 'SGD' });

/** Activations between dense layers. */
export const activationChoices = choices({ relu: 'ReLU', elu: 'ELU', tanh: 'tanh', sigmoid: 'Sigmoid' });

/** Backends of a page. */
export const backendChoices = choices({
  wasm: 'WebAssembly',
  webgl: 'WebGL',
  webgpu: 'WebGPU',
  cpu: 'Plain JavaScript',
});

/** Distributions of the noise. */
export const noiseChoices = choices({ normal: 'Normal', uniform: 'Uniform' });

type NameOf<Choices> = Choices extends readonly Choice<infer Name>[] ? Name : never;
export type DataName = NameOf<typeof dataChoices>;
export type LossName = NameOf<typeof lossChoices>;
export type PenaltyName = NameOf<typeof penaltyChoices>;
export type OptimizerName = NameOf<typeof optimizerChoices>;
export type ActivationName = NameOf<typeof activationChoices>;
export type BackendChoice = NameOf<typeof backendChoices>;
