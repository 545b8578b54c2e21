import type { Tensor } from '@tensorflow/tfjs-core';
import type { Game } from '../game/train-step';

/** Traits that tell one game from another, in words: threads compare it, since functions can't be sent. */
export interface GameDescription {
  readonly loss: string;
  readonly penalties: string;
  readonly packing: string;
  readonly weights: string;
}

/** The game in words. */
export function describeGame(
  { loss, penalties, generatorWeights, discriminatorWeights }: Game,
  variables: readonly Tensor[],
  packing = 1,
): GameDescription {
  const trained = new Set<Tensor>([...generatorWeights, ...discriminatorWeights]);
  const weights = variables
    .map((each, index) => {
      if (!trained.has(each)) return `untrained [${each.shape}]`;
      // Both networks may have it: rebuilt or made one by one, each would have its own, with a part of the gradient.
      const first = variables.indexOf(each);
      return first === index ? `[${each.shape}]` : `number ${first + 1} again`;
    })
    .join(' ');
  const due = penalties.map(({ name, every }) => `${name} every ${every}`).join(', ') || 'none';
  return { loss: loss.name, penalties: due, packing: String(packing), weights };
}

/** Says in words where a game differs from another; '' for nowhere. */
export function differenceOf(game: GameDescription, expected: GameDescription): string {
  const traits = Object.keys(expected) as (keyof GameDescription)[];
  return traits
    .filter((trait) => game[trait] !== expected[trait])
    .map((trait) => `its ${trait} (${game[trait]}; expected ${expected[trait]})`)
    .join(' and ');
}
