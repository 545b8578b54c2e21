import { grad, mul, type Scalar, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { minimaxGeneratorLoss, nonSaturatingGeneratorLoss } from 'gan-core/losses';
import type { Claim } from './claim';
import { places } from './gaussians';
import { colors, lineFigure } from './line-figure';

// G minimizes log(1 − D(G(z))), as V has it, or −log D(G(z)). Both fall where D(G(z)) rises: the same trend. But where D is sure
// that a sample is generated, as in the beginning, the first is flat. f is D's logit on a generated sample: D = σ(f).

const sigmoid = (f: number) => 1 / (1 + Math.exp(-f));

export const twoSlopes: Claim = {
  name: 'two-slopes',
  says: 'Minimax and non-saturating losses have the same trend, and other slopes.',
  async show() {
    const logits = places(-8, 8, 161);
    const minimax = await slopes(minimaxGeneratorLoss, logits);
    const nonSaturating = await slopes(nonSaturatingGeneratorLoss, logits);
    const off = (found: Float64Array, foretold: (f: number) => number) =>
      Math.max(...found.map((slope, index) => Math.abs(slope - foretold(logits[index]!))));
    // At D = 0.01: how much more G hears from the non-saturating loss.
    const sure = Math.log(0.01 / 0.99);
    const [few, many] = [
      (await slopes(minimaxGeneratorLoss, [sure]))[0]!,
      (await slopes(nonSaturatingGeneratorLoss, [sure]))[0]!,
    ];
    return {
      checks: [
        {
          what: 'minimax: slope by automatic differentiation, off from −σ(f)',
          value: off(minimax, (f) => -sigmoid(f)),
          most: 1e-6,
        },
        {
          what: 'non-saturating: off from −σ(−f)',
          value: off(nonSaturating, (f) => -sigmoid(-f)),
          most: 1e-6,
        },
        {
          what: 'the same trend: the greatest slope of both, below 0',
          value: Math.max(...minimax, ...nonSaturating),
          most: -3e-4,
        },
        {
          what: 'at D(G(z)) = 0.01, slope of non-saturating by that of minimax',
          value: many / few,
          least: 98.9,
          most: 99.1,
        },
      ],
      picture: await lineFigure({
        title: 'The same trend, other slopes',
        subtitle:
          'What G minimizes, differentiated with respect to D’s logit f on a generated sample; D(G(z)) = σ(f).',
        heading: 'At the left D is sure that the sample is generated, as when training begins',
        x: { label: 'f, logit of D on a generated sample' },
        y: { label: 'slope' },
        series: [
          { name: 'minimax: log(1 − D)', color: colors.generated, x: logits, y: minimax },
          { name: 'non-saturating: −log D', color: colors.data, x: logits, y: nonSaturating },
        ],
      }),
    };
  },
};

/** Slopes of a generator's loss at logits, each a batch of its own. */
async function slopes(loss: (logits: Tensor) => Scalar, logits: ArrayLike<number>): Promise<Float64Array> {
  const at = tensor1d(Array.from(logits));
  // The mean over a batch: as many times smaller.
  const slope = tidy(() => mul(grad((f: Tensor) => loss(f))(at), logits.length));
  const values = Float64Array.from(await slope.data());
  at.dispose();
  slope.dispose();
  return values;
}
