import '#chained-operations';
import '#tfjs-gradients';
import { add, clone, keep, type Tensor, tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { minimize } from '../../descent';
import { adam, withGradientClipping } from '../../optimizers';
import { type Random, withSeededMathRandom } from '../../random';
import { createPauses } from '../../scheduling';
import type { TrainableModel } from '../../tfjs';
import type { Sides } from '../samples/sides';
import { boundRises } from './bound-rises';
import { allCriticVariables, criticOutput, trainableCriticVariables } from './critic-model';
import { type CriticObjective, limitOf } from './critic-objective';
import { type CriticInputs, evaluateCritic } from './evaluate-critic';
import { type Batch, batchesOf } from './training-batches';

/** Samples that a critic is trained on, and those that stop the training. */
export interface TrainCriticSamples {
  readonly train: Sides<CriticInputs>;
  readonly validation: Sides<CriticInputs>;
}

/** Settings of a critic's training. */
export interface TrainCriticSettings {
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly random: Random;
  readonly signal: AbortSignal | undefined;
}

/**
 * Steps between two looks at the bound: as many as meet each sample once, since few samples are soon learnt by heart, but
 * not too few, since each look waits for the device, and not too many.
 */
const STEPS_PER_LOOK = { least: 5, most: 50 };
/** This many steps without a higher bound end the training. */
const PATIENCE = 300;
/** Batches of e^T have heavy tails: one must not throw Adam's moments off. */
const LARGEST_GRADIENT = 10;

/**
 * Trains a critic by Adam until its bound on the validation samples no longer rises, and leaves it with the weights of its
 * best look, the start among them: the bound of its limited values there is never below the start's.
 *
 * @returns whether it stopped by itself, and after how many steps
 */
export async function trainCritic(
  role: string,
  model: TrainableModel,
  samples: TrainCriticSamples,
  objective: CriticObjective,
  { steps, batchSize, learningRate, random, signal }: TrainCriticSettings,
): Promise<{ converged: boolean; steps: number }> {
  const pauses = createPauses(signal);
  const look = () => limitedValues(role, model, samples, objective, signal);
  let best = await look(); // also builds a model that isn't yet
  const variables = trainableCriticVariables(role, model);
  const state = allCriticVariables(role, model);
  let bestState = copyOf(state);
  const optimizer = withGradientClipping(adam({ learningRate, beta1: 0.9 }), { maxNorm: LARGEST_GRADIENT });
  const { train } = samples;
  const batches = {
    p: batchesOf(train.p, batchSize, random.fork()),
    q: batchesOf(train.q, batchSize, random.fork()),
  };
  const epoch = Math.ceil(Math.max(train.p.samples.count, train.q.samples.count) / batchSize);
  const stepsPerLook = Math.min(Math.max(epoch, STEPS_PER_LOOK.least), STEPS_PER_LOOK.most);
  let bestStep = 0;
  let step = 0;
  try {
    while (step < steps && step - bestStep < PATIENCE) {
      trainingStep(role, model, variables, batches, objective, optimizer, random);
      step++;
      if (pauses.due()) await pauses.take();
      if (step % stepsPerLook !== 0 && step !== steps) continue;
      const now = await look();
      if (!(await boundRises(objective, best, now))) continue;
      best = now;
      bestStep = step;
      for (const tensor of bestState) tensor.dispose();
      bestState = copyOf(state);
    }
    return { converged: step - bestStep >= PATIENCE, steps: step };
  } finally {
    // Also where it was aborted: a critic of the user's is then worth no less than before.
    state.forEach((weight, index) => {
      weight.assign(bestState[index]!);
    });
    for (const tensor of bestState) tensor.dispose();
    optimizer.dispose();
  }
}

/**
 * A critic's values on the validation samples, limited as those that are reported. Unlimited, a critic gains without bound
 * where there are samples of p and none of q: on the validation samples it seems to rise while what is reported falls.
 */
async function limitedValues(
  role: string,
  model: TrainableModel,
  { train, validation }: TrainCriticSamples,
  objective: CriticObjective,
  signal: AbortSignal | undefined,
): Promise<Sides<Float64Array>> {
  const limit = await limitOf(objective, {
    count: train.q.samples.count,
    values: () => evaluateCritic(role, model, train.q, signal),
  });
  const onP = await evaluateCritic(role, model, validation.p, signal);
  const onQ = await evaluateCritic(role, model, validation.q, signal);
  return { p: onP.map(limit), q: onQ.map(limit) };
}

function trainingStep(
  role: string,
  model: TrainableModel,
  variables: Variable[],
  batches: Sides<() => Batch>,
  objective: CriticObjective,
  optimizer: ReturnType<typeof adam>,
  random: Random,
): void {
  const score = ({ samples, shape, base }: Batch) => {
    const output = criticOutput(role, model, tensor(samples, shape), true);
    return base ? add(output, tensor(base, [shape[0]])) : output;
  };
  const [p, q] = [batches.p(), batches.q()];
  withSeededMathRandom(random, () =>
    tidy(() => {
      minimize(() => objective.loss(score(p), score(q)), variables, optimizer, role);
    }),
  );
}

function copyOf(variables: readonly Variable[]): Tensor[] {
  return variables.map((weight) => keep(clone(weight)));
}
