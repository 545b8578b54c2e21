import { type NanRetry, nanPolicy } from 'gan-core/callbacks';
import { sgd } from 'gan-core/optimizers';
import { describe, expect, it, vi } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { newTrainer, ring } from '../trainer/small-trainer';

onCpu();

const run = { steps: 6, reportEvery: 2, batchSize: 4 };

/** A trainer whose learning rate of 10³⁰ breaks it, until two retries have made some 10¹⁴ of it. */
function breaking(retries: number, onRetry: (retry: NanRetry) => void = () => {}) {
  const policy = nanPolicy({ retries, factor: 2 ** -27, onRetry });
  const optimizer = () => sgd({ learningRate: policy.learningRate(1e30) });
  const trainer = newTrainer({ generatorOptimizer: optimizer(), discriminatorOptimizer: optimizer() });
  return { policy, trainer };
}

describe('nanPolicy', () => {
  it('goes on with smaller learning rates from the last good state, over the steps that are left', async () => {
    const retries: NanRetry[] = [];
    const { policy, trainer } = breaking(3, (retry) => retries.push(retry));
    const { reports, outcome } = await policy.fit(trainer, ring, run);
    expect(outcome).toEqual({ reason: 'completed', step: 6 });
    expect(reports.map(({ step }) => step)).toEqual([2, 4, 6]);
    expect(retries.map(({ retry, scale }) => [retry, scale])).toEqual([
      [1, 2 ** -27],
      [2, 2 ** -54],
    ]);
    expect(retries.every(({ error }) => error.code === 'ERR_NON_FINITE' && error.lastFiniteStep === 0)).toBe(
      true,
    );
    expect(policy.scale).toBe(2 ** -54);
    trainer.dispose();
  });

  it('throws the error once no retry is left', async () => {
    const { policy, trainer } = breaking(1);
    await expect(policy.fit(trainer, ring, run)).rejects.toMatchObject({ code: 'ERR_NON_FINITE' });
    trainer.dispose();
  });

  it('retries nothing else, and says on the console that it retries', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const policy = nanPolicy();
    const failing = newTrainer({
      callbacks: [
        {
          name: 'failing',
          onReport() {
            throw new Error('no luck');
          },
        },
      ],
    });
    await expect(policy.fit(failing, ring, run)).rejects.toThrow('no luck');
    expect(warned).not.toHaveBeenCalled();
    failing.dispose();
    const halving = nanPolicy({ factor: 1e-32 });
    const optimizer = () => sgd({ learningRate: halving.learningRate(() => 1e30) });
    const trainer = newTrainer({ generatorOptimizer: optimizer(), discriminatorOptimizer: optimizer() });
    for await (const { step } of halving.run(trainer, ring, run)) if (step === 4) break;
    expect(trainer.step).toBe(4);
    expect(warned.mock.calls[0]![0]).toMatch(
      /^gan-core: Training met NaN .* Retry 1: the learning rates are 1e-32 times/,
    );
    warned.mockRestore();
    trainer.dispose();
  });
});
