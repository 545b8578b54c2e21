import type { LossName } from '../settings/choices';

/** What both networks make small. With r = D’s output on a real point, f = on a generated one, E = the mean, T and f* those of f-GAN. */
interface LossFormulas {
  readonly discriminator: string;
  readonly generator: string;
  /** What the best D makes of its loss. */
  readonly atBest: string;
}

const minimaxD = '−V(G, D)';
const minimaxBest = 'max_D V = −2 log 2 + 2·JSD(P_data‖P_G)';

const ofFGan = (divergence: string): LossFormulas => ({
  discriminator: '−E[T(x)] + E[f*(T(G(z)))]',
  generator: '−E[f*(T(G(z)))]',
  atBest: `With the best D, minus D’s loss is ${divergence}.`,
});

/** The formulas of each game, as gan-core has them. */
export const lossFormulas: Readonly<Record<LossName, LossFormulas>> = {
  'non-saturating': { discriminator: minimaxD, generator: '−E[log D(G(z))]', atBest: minimaxBest },
  minimax: { discriminator: minimaxD, generator: 'E[log(1 − D(G(z)))]', atBest: minimaxBest },
  'least-squares': {
    discriminator: '½·E[(r − 1)²] + ½·E[f²]',
    generator: '½·E[(f − 1)²]',
    atBest: 'With the best D it is ¼ − Δ/8, where Δ = Σ (P_data − P_G)²/(P_data + P_G).',
  },
  hinge: {
    discriminator: 'E[max(0, 1 − r)] + E[max(0, 1 + f)]',
    generator: '−E[f]',
    atBest: 'With the best D it is 2 − 2·TV(P_data, P_G), TV the total variation.',
  },
  wasserstein: {
    discriminator: 'E[f] − E[r]',
    generator: '−E[f]',
    atBest:
      'For a D whose slope is at most 1, its least value is −W₁(P_data, P_G): the Wasserstein distance.',
  },
  relativistic: {
    discriminator: '−E[log σ(r − f)]',
    generator: '−E[log σ(f − r)]',
    atBest: 'With the best D it is log 2 − JSD of pairs (real, generated) and (generated, real).',
  },
  'relativistic-average': {
    discriminator: '−E[log σ(r − E f)] − E[log σ(E r − f)]',
    generator: '−E[log σ(f − E r)] − E[log σ(E f − r)]',
    atBest: 'With the best D it is 2 log 2 less a divergence of its own.',
  },
  'f-kl': ofFGan('KL(P_data‖P_G)'),
  'f-reverse-kl': ofFGan('KL(P_G‖P_data)'),
  'f-jensen-shannon': ofFGan('2·JSD(P_data‖P_G)'),
  'f-jeffreys': ofFGan('KL(P_data‖P_G) + KL(P_G‖P_data)'),
  'f-pearson': ofFGan('Pearson’s χ² of P_data and P_G'),
  'f-neyman': ofFGan('Neyman’s χ² of P_data and P_G'),
  'f-squared-hellinger': ofFGan('the squared Hellinger distance of P_data and P_G'),
  'f-total-variation': ofFGan('the total variation between P_data and P_G'),
};
