import type { Tensor } from '@tensorflow/tfjs-core';
import type { Game } from '../train-step';

/** What tells one game from another, in words: threads compare it, since functions can't be sent. */
export function describeGame(
  { loss, penalties, generatorWeights, discriminatorWeights }: Game,
  variables: readonly Tensor[],
  packing = 1,
): string {
  const trained = new Set<Tensor>([...generatorWeights, ...discriminatorWeights]);
  const weights = variables
    .map((each) => `${trained.has(each) ? '' : 'untrained '}[${each.shape}]`)
    .join(' ');
  const due = penalties.map(({ name, every }) => `${name} every ${every}`).join(', ') || 'no penalties';
  return `${loss.name}, ${due}, packing ${packing}, weights ${weights}`;
}
