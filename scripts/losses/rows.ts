import {
  alphaDivergence,
  jeffreysDivergence,
  jensenShannonDivergence,
  klDivergence,
  neymanChiSquared,
  pearsonChiSquared,
  reverseKlDivergence,
  squaredHellingerDistance,
  totalVariationDistance,
} from 'gan-core/divergences';
import {
  type AdversarialLoss,
  alphaFDivergence,
  type FDivergence,
  fGanLoss,
  ganFDivergence,
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
import { type Exact, ofPairs, relativisticAverage, triangular, wasserstein } from './exact-measures';

/** A loss, and what is known of it. */
export interface Row {
  readonly code: string;
  readonly loss: AdversarialLoss;
  /** The same game with the generator's other form. */
  readonly alternative?: AdversarialLoss;
  /** What D's loss measures at its optimum, in words and by another formula. */
  readonly divergence: string;
  readonly exact: Exact;
  /** How the measure is read, where the loss itself has no reading. */
  readonly read?: (loss: number) => number;
  readonly use: string;
  readonly source: string;
}

const fGanRow = (
  argument: string,
  divergence: FDivergence,
  words: string,
  exact: Exact,
  use: string,
): Row => ({
  code: `fGanLoss(${argument})`,
  loss: fGanLoss(divergence),
  alternative: fGanLoss(divergence, { form: 'alternative' }),
  divergence: words,
  exact,
  use,
  source: 'Nowozin et al. 2016',
});

/** Every loss that gan-core has. */
export const rows: readonly Row[] = [
  {
    code: 'minimaxLoss()',
    loss: minimaxLoss(),
    divergence: 'JS(p, q)',
    exact: jensenShannonDivergence,
    use: "For theory: the generator's slope vanishes where D is sure.",
    source: 'Goodfellow et al. 2014',
  },
  {
    code: 'nonSaturatingLoss()',
    loss: nonSaturatingLoss(),
    divergence: 'JS(p, q)',
    exact: jensenShannonDivergence,
    use: 'The default; with R1, the loss of StyleGAN2.',
    source: 'Goodfellow et al. 2014',
  },
  {
    code: 'leastSquaresLoss()',
    loss: leastSquaresLoss(),
    divergence: 'triangular discrimination Σ (p − q)²/(p + q)',
    exact: triangular,
    use: 'Where D wins too fast: samples far from the decision boundary are pulled most.',
    source: 'Mao et al. 2017',
  },
  {
    code: 'hingeLoss()',
    loss: hingeLoss(),
    divergence: 'TV(p, q)',
    exact: totalVariationDistance,
    use: 'With spectral normalization (SN-GAN, BigGAN).',
    source: 'Lim & Ye 2017; Miyato et al. 2018',
  },
  {
    code: 'wassersteinLoss()',
    loss: wassersteinLoss(),
    divergence: 'W₁(p, q), of a 1-Lipschitz critic only',
    exact: wasserstein,
    read: (loss) => -loss,
    use: 'With a penalty that keeps the critic Lipschitz (WGAN-GP), never alone.',
    source: 'Arjovsky et al. 2017',
  },
  {
    code: 'relativisticLoss()',
    loss: relativisticLoss(),
    divergence: 'JS(p⊗q, q⊗p)',
    exact: ofPairs,
    use: "With R1 and R2 (R3GAN): no mode is left behind D's boundary.",
    source: 'Jolicoeur-Martineau 2018; Huang et al. 2024',
  },
  {
    code: 'relativisticAverageLoss()',
    loss: relativisticAverageLoss(),
    divergence: 'the relativistic average divergence',
    exact: relativisticAverage,
    use: 'Like the paired form, where batches differ in size (ESRGAN).',
    source: 'Jolicoeur-Martineau 2018, 2019',
  },
  fGanRow(
    'klFDivergence',
    klFDivergence,
    'KL(p‖q)',
    klDivergence,
    'To cover all modes, at the price of samples between them.',
  ),
  fGanRow(
    'reverseKlFDivergence',
    reverseKlFDivergence,
    'KL(q‖p)',
    reverseKlDivergence,
    'To make good samples, at the price of modes; saturating form.',
  ),
  fGanRow(
    'pearsonFDivergence',
    pearsonFDivergence,
    'Pearson χ²(p, q)',
    pearsonChiSquared,
    'Covers modes, harder than KL; only in the alternative form (see the slope).',
  ),
  fGanRow(
    'neymanFDivergence',
    neymanFDivergence,
    'Neyman χ²(p, q)',
    neymanChiSquared,
    'Punishes samples off the data, harder than reverse KL; saturating form.',
  ),
  fGanRow(
    'squaredHellingerFDivergence',
    squaredHellingerFDivergence,
    'H²(p, q), with the ½',
    squaredHellingerDistance,
    'Between KL and reverse KL, and bounded; the loss of D is exponential in both logits.',
  ),
  fGanRow(
    'jensenShannonFDivergence',
    jensenShannonFDivergence,
    'JS(p, q)',
    jensenShannonDivergence,
    'As GAN, with a game value of 0 at p = q.',
  ),
  fGanRow(
    'ganFDivergence',
    ganFDivergence,
    'JS(p, q)',
    jensenShannonDivergence,
    'The original game, for comparison; alternative form.',
  ),
  fGanRow(
    'jeffreysFDivergence',
    jeffreysFDivergence,
    'KL(p‖q) + KL(q‖p)',
    jeffreysDivergence,
    'Symmetric and strict in both directions.',
  ),
  fGanRow(
    'totalVariationFDivergence',
    totalVariationFDivergence,
    'TV(p, q)',
    totalVariationDistance,
    'For theory: both forms are one, and D saturates on both sides; the hinge measures the same.',
  ),
  fGanRow(
    'alphaFDivergence(2)',
    alphaFDivergence(2),
    'α = 2 divergence, ½ Pearson χ²',
    (p, q) => alphaDivergence(p, q, 2),
    'The larger α, the more modes count; alternative form for α > 1.',
  ),
  fGanRow(
    'alphaFDivergence(0.5)',
    alphaFDivergence(0.5),
    'α = ½ divergence, 4·H²',
    (p, q) => alphaDivergence(p, q, 0.5),
    'Between KL (α → 1) and reverse KL (α → 0).',
  ),
];
