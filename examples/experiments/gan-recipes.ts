import { nonSaturatingLoss, relativisticLoss } from 'gan-core/losses';
import { adam, cosineDecay } from 'gan-core/optimizers';
import { r1Penalty, r2Penalty } from 'gan-core/penalties';

/** A way to train: DCGAN's (Radford et al. 2016) or R3GAN's (Huang et al. 2024). */
export type Recipe = 'dcgan' | 'r3gan';

/** What tables and pictures call them. */
export const recipeNames: Readonly<Record<Recipe, string>> = {
  dcgan: "DCGAN's recipe",
  r3gan: "R3GAN's recipe",
};

/** DCGAN's loss and rates, or R3GAN's loss, penalties and rates. */
export function recipeOptions(recipe: Recipe, steps: number) {
  if (recipe === 'dcgan') {
    const optimizer = () => adam({ learningRate: 2e-4, beta1: 0.5 });
    return {
      loss: nonSaturatingLoss(),
      generatorOptimizer: optimizer(),
      discriminatorOptimizer: optimizer(),
    };
  }
  const optimizer = () => adam({ learningRate: cosineDecay({ from: 1e-3, steps }), beta1: 0, beta2: 0.99 });
  return {
    loss: relativisticLoss(),
    terms: [r1Penalty({ gamma: 1 }), r2Penalty({ gamma: 1 })],
    generatorOptimizer: optimizer(),
    discriminatorOptimizer: optimizer(),
  };
}
