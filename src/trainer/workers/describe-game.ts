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
    .map((each, index) => {
      if (!trained.has(each)) return `untrained [${each.shape}]`;
      // Both networks may have it: rebuilt or made one by one, each would have its own, with a part of the gradient.
      const first = variables.indexOf(each);
      return first === index ? `[${each.shape}]` : `number ${first + 1} again`;
    })
    .join(' ');
  const due = penalties.map(({ name, every }) => `${name} every ${every}`).join(', ') || 'no penalties';
  return `${loss.name}, ${due}, packing ${packing}, weights ${weights}`;
}
