import { type AdversarialLoss, nonSaturatingLoss, relativisticLoss, wassersteinLoss } from 'gan-core/losses';
import { type Penalty, r1Penalty, r2Penalty, wganGpPenalty } from 'gan-core/penalties';

/** A loss with its penalties, and how it is trained. */
export interface PenaltyRecipe {
  /** For the command line and the JSON. */
  readonly name: string;
  /** For people. */
  readonly heading: string;
  /** The code that makes it. */
  readonly code: string;
  readonly loss: AdversarialLoss;
  readonly terms: readonly Penalty[];
  /** Steps of D in each step of G. */
  readonly discriminatorSteps: number;
  /** How many steps it gets, as a share of what the others get: D's steps cost time too. */
  readonly stepsShare: number;
  /** The learning rate of the first step, for G and D; it falls to 0. */
  readonly learningRate: number;
}

/** The four that the example compares, the recommended one last. */
export const penaltyRecipes: readonly PenaltyRecipe[] = [
  {
    name: 'non-saturating',
    heading: 'Non-saturating alone',
    code: 'nonSaturatingLoss()',
    loss: nonSaturatingLoss(),
    terms: [],
    discriminatorSteps: 1,
    stepsShare: 1,
    learningRate: 1e-3,
  },
  {
    name: 'wgan-gp',
    heading: 'WGAN-GP',
    code: 'wassersteinLoss(), wganGpPenalty()',
    loss: wassersteinLoss(),
    terms: [wganGpPenalty()],
    discriminatorSteps: 5,
    stepsShare: 0.4,
    learningRate: 4e-3,
  },
  {
    name: 'r1',
    heading: 'Non-saturating + R1',
    code: 'nonSaturatingLoss(), r1Penalty({ gamma: 0.2 })',
    loss: nonSaturatingLoss(),
    terms: [r1Penalty({ gamma: 0.2 })],
    discriminatorSteps: 1,
    stepsShare: 1,
    learningRate: 2e-3,
  },
  {
    name: 'r3gan',
    heading: 'R3GAN',
    code: 'relativisticLoss(), r1Penalty({ gamma: 0.05 }), r2Penalty({ gamma: 0.05 })',
    loss: relativisticLoss(),
    terms: [r1Penalty({ gamma: 0.05 }), r2Penalty({ gamma: 0.05 })],
    discriminatorSteps: 1,
    stepsShare: 1,
    learningRate: 4e-3,
  },
];
