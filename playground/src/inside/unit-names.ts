import type { Inside, NetworkName, UnitPlace } from '../training/messages';

/** Names of a network's inputs, as many as are shown. */
export function inputNames(network: NetworkName, count: number): readonly string[] {
  if (network === 'discriminator') return ['x', 'y'];
  return count === 1 ? ['z'] : ['z₁', 'z₂'];
}

/** The name of a layer: the last one is the output. */
export function layerName({ layers }: Pick<Inside, 'layers'>, layer: number): string {
  return layer === layers.length - 1 ? 'Output' : `Hidden layer ${layer + 1}`;
}

/** The name of a unit. */
export function unitName(inside: Pick<Inside, 'network' | 'layers'>, { layer, unit }: UnitPlace): string {
  if (layer < 0) return inputNames(inside.network, inside.layers[0]!.inputs)[unit]!;
  if (layer < inside.layers.length - 1) return `Unit ${unit + 1} of hidden layer ${layer + 1}`;
  if (inside.network === 'discriminator') return 'D’s output';
  return `G’s output ${unit === 0 ? 'x' : 'y'}`;
}
