import {
  draganPenalty,
  type LossTerm,
  leCamPenalty,
  r1Penalty,
  r2Penalty,
  wganGpPenalty,
  zeroCenteredPenalty,
} from 'gan-core/penalties';
import type { PenaltyName } from '../settings/choices';

const makers: Readonly<Record<PenaltyName, (weight: number) => readonly LossTerm[]>> = {
  none: () => [],
  r1: (gamma) => [r1Penalty({ gamma })],
  'r1-r2': (gamma) => [r1Penalty({ gamma }), r2Penalty({ gamma })],
  'wgan-gp': (weight) => [wganGpPenalty({ weight })],
  'zero-centered': (weight) => [zeroCenteredPenalty({ weight })],
  dragan: (weight) => [draganPenalty({ weight })],
  lecam: (weight) => [leCamPenalty({ weight })],
};

/** The terms of D's loss that a penalty's name stands for. */
export function planeTerms(name: PenaltyName, weight: number): readonly LossTerm[] {
  return makers[name](weight);
}
