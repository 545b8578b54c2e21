import type { LossName } from '../settings/choices';

/** Whether a game makes σ of D's output the probability that a sample is real: only there D = ½ and V have their meaning. */
export function givesProbabilities(loss: LossName): boolean {
  return loss === 'minimax' || loss === 'non-saturating';
}
