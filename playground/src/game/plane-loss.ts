import {
  type AdversarialLoss,
  fGanLoss,
  hingeLoss,
  jeffreysFDivergence,
  jensenShannonFDivergence,
  klFDivergence,
  leastSquaresLoss,
  minimaxLoss,
  neymanFDivergence,
  nonSaturatingLoss,
  pearsonFDivergence,
  relativisticAverageLoss,
  relativisticLoss,
  reverseKlFDivergence,
  squaredHellingerFDivergence,
  totalVariationFDivergence,
  wassersteinLoss,
} from 'gan-core/losses';
import type { LossName } from '../settings/choices';

const makers: Readonly<Record<LossName, () => AdversarialLoss>> = {
  'non-saturating': nonSaturatingLoss,
  minimax: minimaxLoss,
  'least-squares': leastSquaresLoss,
  hinge: hingeLoss,
  wasserstein: wassersteinLoss,
  relativistic: relativisticLoss,
  'relativistic-average': relativisticAverageLoss,
  'f-kl': () => fGanLoss(klFDivergence),
  'f-reverse-kl': () => fGanLoss(reverseKlFDivergence),
  'f-jensen-shannon': () => fGanLoss(jensenShannonFDivergence),
  'f-jeffreys': () => fGanLoss(jeffreysFDivergence),
  'f-pearson': () => fGanLoss(pearsonFDivergence),
  'f-neyman': () => fGanLoss(neymanFDivergence),
  'f-squared-hellinger': () => fGanLoss(squaredHellingerFDivergence),
  'f-total-variation': () => fGanLoss(totalVariationFDivergence),
};

/** The game of a name. */
export function planeLoss(name: LossName): AdversarialLoss {
  return makers[name]();
}
