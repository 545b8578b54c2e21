import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { generatedCalls } from './generated-call';
import { judge, keepTensors } from './judge';
import { type NastyValue, nastyValues } from './nasty-values';
import type { Recipe } from './recipe';

/** Calls that change two things at once, for each recipe; which ones is seeded. */
export const PAIRS = 20;

/** One test for each recipe: right arguments do, and wrong ones end as they should. */
export function testRecipes(recipes: readonly Recipe[]): void {
  let values: NastyValue[];
  beforeAll(async () => {
    await tf.setBackend('cpu');
    values = nastyValues();
    keepTensors(values);
  });

  it.each(recipes.map((recipe) => [recipe.name, recipe] as const))('%s', async (_, recipe) => {
    const before = patches();
    const right = { change: 'nothing', names: [], stillRight: true, argumentsFrom: Object.values };
    expect(await judge(recipe, right)).toBeUndefined();
    const faults: string[] = [];
    for (const generated of generatedCalls(recipe, values, PAIRS)) {
      const problem = await judge(recipe, generated);
      if (problem) faults.push(`${generated.change}: ${problem}`);
    }
    expect(faults).toEqual([]);
    expect(patches()).toEqual(before);
  });
}

/** What a run or a penalty changes in the process for its length. */
function patches() {
  // By name: what is put back stands in another place of the registry.
  const kernels = tf
    .getKernelsForBackend('cpu')
    .map(({ kernelName, kernelFunc }) => [kernelName, kernelFunc]);
  const gradients = kernels.map(([name]) => [name, tf.getGradient(name as string)]);
  return {
    random: Math.random,
    kernels: Object.fromEntries(kernels),
    gradients: Object.fromEntries(gradients),
  };
}
