import { batchSize, fakeCounts, type Measured, realCounts } from './measure-losses';

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
  return `${introduction}| loss | divergence at the optimum | exact | measured | slope of G | when to use it | source |
|---|---|---|---|---|---|---|
${lines.join('\n')}

${conventions}`;
}

const introduction = `# What each loss measures

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

`;

const conventions = `## Conventions

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
