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

/** A loss under the name that it has in jobs. */
export interface NamedLoss {
  readonly name: string;
  readonly heading: string;
  readonly make: () => AdversarialLoss;
}

/** Every loss of gan-core/losses, and f-GAN's of every divergence; its GAN is the minimax loss. */
export const lossesByName: readonly NamedLoss[] = [
  { name: 'relativistic', heading: 'relativistic', make: relativisticLoss },
  { name: 'non-saturating', heading: 'non-saturating', make: nonSaturatingLoss },
  { name: 'minimax', heading: 'minimax', make: minimaxLoss },
  { name: 'least-squares', heading: 'least squares', make: leastSquaresLoss },
  { name: 'hinge', heading: 'hinge', make: hingeLoss },
  { name: 'wasserstein', heading: 'Wasserstein', make: wassersteinLoss },
  { name: 'relativistic-average', heading: 'relativistic average', make: relativisticAverageLoss },
  fGan('kl', 'KL', klFDivergence),
  fGan('reverse-kl', 'reverse KL', reverseKlFDivergence),
  fGan('jensen-shannon', 'Jensen–Shannon', jensenShannonFDivergence),
  fGan('jeffreys', 'Jeffreys', jeffreysFDivergence),
  fGan('pearson', 'Pearson χ²', pearsonFDivergence),
  fGan('neyman', 'Neyman χ²', neymanFDivergence),
  fGan('squared-hellinger', 'squared Hellinger', squaredHellingerFDivergence),
  fGan('total-variation', 'total variation', totalVariationFDivergence),
];

/** The loss of a name. */
export function lossOf(name: string): AdversarialLoss {
  const found = lossesByName.find((each) => each.name === name);
  if (!found) throw new Error(`There is no loss ${name}.`);
  return found.make();
}

function fGan(name: string, heading: string, divergence: typeof klFDivergence): NamedLoss {
  return {
    name: `f-gan-${name}`,
    heading: `f-GAN, ${heading}`,
    make: () => fGanLoss(divergence),
  };
}
