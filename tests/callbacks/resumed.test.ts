import { collapseWarning, earlyStop, evaluate } from 'gan-core/callbacks';
import { memoryStore } from 'gan-core/checkpoints';
import type { Callback } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { newTrainer, ring } from '../trainer/small-trainer';

onCpu();

const run = { reportEvery: 1, batchSize: 4 };

/** A trainer with all callbacks that have a state, and a metric that grows worse from step 3 on. */
function watched(more: readonly Callback[] = []) {
  const metric = evaluate({ name: 'fid', every: 2, metric: (_, { step }) => Math.abs(step - 3) + 1 });
  const stop = earlyStop({ by: metric, patience: 4 });
  const collapse = collapseWarning({ every: 2, patience: 3, samples: 16, onFinding: () => {} });
  const trainer = newTrainer({ callbacks: [metric, stop, collapse, ...more] });
  return { metric, stop, collapse, trainer };
}

it('callbacks of a run that goes on from a checkpoint do what those of a run that never stopped do', async () => {
  const whole = watched();
  const { outcome } = await whole.trainer.fit(ring, { ...run, until: 30 });
  expect(outcome).toEqual({ reason: 'stopped', step: 10 }); // best at 2 and 4, then 6, 8, 10 …
  const store = memoryStore();
  const save: Callback = {
    name: 'save',
    onReport: async ({ step }) => void (step === 5 && (await first.trainer.save(store))),
  };
  const first = watched([save]);
  await first.trainer.fit(ring, { ...run, until: 7 });
  const second = watched([{ name: 'save' }]);
  await second.trainer.restore(store);
  const resumed = await second.trainer.fit(ring, { ...run, until: 30 });
  expect(resumed.outcome).toEqual(outcome);
  expect(second.stop.best).toEqual(whole.stop.best);
  const results = (of: typeof whole) => of.metric.rows.map(({ step, results }) => [step, results]);
  expect(results(second)).toEqual(results(whole));
  expect(second.collapse.saveState!()).toEqual(whole.collapse.saveState!());
  for (const { trainer } of [whole, first, second]) trainer.dispose();
});
