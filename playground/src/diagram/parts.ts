/** Parts of the game, and the gradients' ways back. */
export type PartName =
  | 'noise'
  | 'generator'
  | 'generated'
  | 'data'
  | 'real'
  | 'discriminator'
  | 'generatorLoss'
  | 'discriminatorLoss'
  | 'generatorGradient'
  | 'discriminatorGradient';

/** Left, top, width and height in the diagram's units. */
export type Box = readonly [left: number, top: number, width: number, height: number];

/** The diagram's width and height. */
export const size = [372, 312] as const;

/** Titles, and where the parts that have a place of their own are. */
export const parts: Readonly<
  Record<Exclude<PartName, `${string}Gradient`>, { readonly title: string; readonly box: Box }>
> = {
  noise: { title: 'Noise z', box: [2, 48, 60, 84] },
  generator: { title: 'Generator', box: [82, 48, 72, 84] },
  generated: { title: 'Generated', box: [174, 48, 72, 84] },
  data: { title: 'Data', box: [82, 180, 72, 84] },
  real: { title: 'Real', box: [174, 180, 72, 84] },
  discriminator: { title: 'Discriminator', box: [274, 106, 96, 100] },
  generatorLoss: { title: 'G’s loss', box: [274, 2, 96, 46] },
  discriminatorLoss: { title: 'D’s loss', box: [274, 264, 96, 46] },
};
