import * as tf from '@tensorflow/tfjs-core';
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

/** The example: 20 real and 20 generated samples on four points of a line. */
const realCounts = [8, 6, 4, 2];
const fakeCounts = [2, 4, 5, 9];
const batchSize = 20;
const [p, q] = [realCounts, fakeCounts].map((counts) => counts.map((count) => count / batchSize)) as [
  number[],
  number[],
];

type Exact = (p: readonly number[], q: readonly number[]) => number;

/** A loss, and what is known of it. */
interface Row {
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

const triangular: Exact = (p, q) =>
  p.reduce((sum, value, i) => sum + (value - q[i]!) ** 2 / (value + q[i]!), 0);

/** W₁ on the line: the area between the cumulative distributions, of points at distance 1. */
const wasserstein: Exact = (p, q) => {
  let [gap, area] = [0, 0];
  for (const [i, value] of p.entries()) {
    gap += value - q[i]!;
    area += Math.abs(gap);
  }
  return area;
};

const ofPairs: Exact = (p, q) =>
  jensenShannonDivergence(
    p.flatMap((x) => q.map((y) => x * y)),
    q.flatMap((x) => p.map((y) => x * y)),
  );

/** 2 log 2 less the least relativistic average loss, by gradient descent in float64: it is convex in the logits. */
const relativisticAverage: Exact = (p, q) => {
  const logits = p.map(() => 0);
  const weigh = (weights: readonly number[], values: readonly number[]) =>
    weights.reduce((sum, weight, i) => sum + weight * values[i]!, 0);
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  for (let step = 0; step < 20_000; step++) {
    const [onReal, onFake] = [weigh(p, logits), weigh(q, logits)];
    const towardsReal = logits.map((c) => sigmoid(onFake - c)); // −slope of each real term
    const towardsFake = logits.map((c) => sigmoid(c - onReal));
    const [pull, push] = [weigh(p, towardsReal), weigh(q, towardsFake)];
    for (let i = 0; i < logits.length; i++) {
      logits[i]! += p[i]! * (towardsReal[i]! + push) - q[i]! * (towardsFake[i]! + pull);
    }
  }
  const [onReal, onFake] = [weigh(p, logits), weigh(q, logits)];
  const real = logits.map((c) => Math.log1p(Math.exp(onFake - c)));
  const fake = logits.map((c) => Math.log1p(Math.exp(c - onReal)));
  return 2 * Math.LN2 - weigh(p, real) - weigh(q, fake);
};

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

/** What was measured of a loss. */
export interface Measured {
  readonly row: Row;
  /** The divergence that D's loss reads as, after a D of one logit a point was trained on it. */
  readonly reading: number;
  readonly exact: number;
  /** The generator's slope where D is sure of a fake, f = −5 (and r = 5), in its one or two forms. */
  readonly slopes: readonly number[];
}

/** Trains a tabular discriminator on each loss, on the backend that is set, and reads what the loss measures. */
export function measureLosses(): Measured[] {
  return rows.map((row) => {
    const loss = trainTabular(row.loss, row.read !== undefined);
    const reading = (row.read ?? row.loss.divergence!.fromDiscriminatorLoss)(loss);
    const slopes = [row.loss, ...(row.alternative ? [row.alternative] : [])].map(slopeWhereSure);
    return { row, reading, exact: row.exact(p, q), slopes };
  });
}

/**
 * The least loss of a D that has a logit of its own at each point: Rprop on the loss's own gradient. A critic that is to be
 * 1-Lipschitz has its differences from point to point in (−1, 1) instead.
 */
function trainTabular(loss: AdversarialLoss, lipschitz: boolean): number {
  const samples = (counts: readonly number[]) =>
    counts.flatMap((count, point) => new Array<number>(count).fill(point));
  const [realPoints, fakePoints] = [samples(realCounts), samples(fakeCounts)];
  // Every real sample beside every generated one: expectations over pairs are then exact, those over samples as before.
  const indices = (points: number[]) => tf.tensor1d(points, 'int32');
  return tf.tidy(() => {
    const real = indices(realPoints.flatMap((point) => fakePoints.map(() => point)));
    const fake = indices(realPoints.flatMap(() => fakePoints));
    const play = tf.valueAndGrad((parameters: tf.Tensor) => {
      const logits = lipschitz ? tf.cumsum(tf.tanh(parameters)) : parameters;
      return loss.discriminator({ real: tf.gather(logits, real), fake: tf.gather(logits, fake) });
    });
    const parameters = realCounts.map(() => 0);
    const sizes = realCounts.map(() => 0.1);
    const before = realCounts.map(() => 0);
    let least = Infinity;
    for (let step = 0; step < 250; step++) {
      const { value, grad } = play(tf.tensor1d(parameters));
      const slope = grad.dataSync();
      least = Math.min(least, value.dataSync()[0]!);
      for (let i = 0; i < parameters.length; i++) {
        const turned = Math.sign(slope[i]! * before[i]!);
        if (turned !== 0) sizes[i] = Math.min(1, sizes[i]! * (turned > 0 ? 1.2 : 0.5));
        parameters[i]! -= Math.sign(slope[i]!) * sizes[i]!;
        before[i] = slope[i]!;
      }
    }
    return least;
  });
}

function slopeWhereSure(loss: AdversarialLoss): number {
  return tf.tidy(() => {
    const real = tf.tensor1d([5]);
    const slope = tf.grad((fake) => loss.generator(loss.generatorNeedsReal ? { real, fake } : { fake }));
    return slope(tf.tensor1d([-5])).dataSync()[0]!;
  });
}

/** docs/losses.md. */
export function lossesPage(measured: readonly Measured[]): string {
  const number = (value: number) => value.toFixed(4).replace('-', '−');
  const slope = (value: number) => {
    if (Number.isInteger(value)) return String(value).replace('-', '−');
    return Number(value.toPrecision(3)).toString().replace('-', '−');
  };
  const lines = measured.map(({ row, reading, exact, slopes }) => {
    const cells = [
      `\`${row.code}\``,
      row.divergence,
      number(exact),
      number(reading),
      slopes.map(slope).join(' / '),
      row.use,
      row.source,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return `# What each loss measures

Written by \`npm run losses-table\` (scripts/losses-table.ts); a test holds the page to it.

Train D to its optimum, and its loss is a divergence between the data p and the generator's q, up to a known constant and
factor: \`loss.divergence.fromDiscriminatorLoss(loss)\` undoes them. With any other D the reading is a lower bound, with
batches it is noisy, and D can learn a batch by heart.

The table's example is p = (${realCounts.join(', ')})/${batchSize} and q = (${fakeCounts.join(', ')})/${batchSize} on four points of a line. *Exact* comes from
\`gan-core/divergences\` or, where there is none, from a formula in float64; *measured* is the reading of the loss of a D with
one logit a point, trained by the loss's own gradient on all 400 pairs of samples. *Slope* is dG/df where D is sure of a fake: f = −5, and r = 5
for the losses that look at real logits; for f-GAN in its two forms, saturating / alternative. A slope near 0 teaches G
nothing; a positive one pushes it the wrong way. f-GAN's logits have another meaning for each divergence, so compare the
two forms of one row rather than rows. The alternative form is \`fGanLoss(pearsonFDivergence, { form: 'alternative' })\`, say; the default
is \`'saturating'\`.

| loss | divergence at the optimum | exact | measured | slope of G | when to use it | source |
|---|---|---|---|---|---|---|
${lines.join('\n')}

## Conventions

- Arguments are (real, fake); u = p/q is data over model; natural logarithms; a large logit means real.
- The readings are those of \`gan-core/divergences\`. f-GAN's own convention differs in three: its Jensen–Shannon is 2·JS,
  its squared Hellinger is Σ (√p − √q)², twice H², and its GAN is 2·JS − 2 log 2.
- \`JS(p⊗q, q⊗p)\` is the Jensen–Shannon divergence between pairs (real, fake) and pairs (fake, real). It is 0 for p = q and
  log 2 for distributions that share nothing. The best D of the paired relativistic loss is log(p/q) up to a constant.
- The relativistic average divergence has no closed form: 2 log 2 less the least loss over all D.
- Least squares has the targets 1 and 0; D's optimum is p/(p + q). Pearson's χ², which Mao et al. prove for the targets
  −1, 1 and 0, is not what these targets measure.
- The Wasserstein loss has no reading in a Trainer: −loss is a bound on W₁ only for a critic that is 1-Lipschitz, which no
  penalty makes sure of. Nor has a loss with label smoothing or label noise.

## Where f-GAN's losses overflow

Logits of ±50 give finite values and gradients for every divergence here, but for 0.63 < α < 1.
Beyond, the exact value itself leaves float32, which ends at e^88.7. With the logit v, what D gives:

| divergence | finite for |
|---|---|
| Jensen–Shannon, GAN, total variation | logits of any size |
| Pearson χ², α > 1 | logits whose square, power α/(α − 1), is finite: ±10,000 for α ≥ 1.1 |
| KL, Jeffreys | v < 89.7 |
| reverse KL, Neyman χ² | v > −88.7 |
| squared Hellinger | −88.7 < v < 88.7 |
| α < 0 | logits of any size |
| 0 < α < 1 | v < about 88·(1 − α)/α |

Of \`pearsonFDivergence\`: its conjugate t²/4 + t is the paper's, over all real u. Below t = −2 it rises again, and with it the
saturating loss: the slope in the table is positive. \`alphaFDivergence(2)\` measures half of the same χ² with the conjugate over
u ≥ 0, whose slope ends at 0 there.
`;
}
