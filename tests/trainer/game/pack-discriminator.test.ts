import { normalLatent } from 'gan-core/distributions';
import { r1Penalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../../support/networks';
import { onCpu } from '../../support/on-cpu';
import { newTrainer, ring } from '../small-trainer';

onCpu();

describe('packing', () => {
  it('shows D packs of samples, with penalties too, and reports one logit a pack', async () => {
    const shapes = new Set<string>();
    const inner = perceptron(6, [8], 1)();
    const trainer = new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: {
        trainableWeights: inner.trainableWeights,
        apply(x, { training } = {}) {
          if (training) shapes.add(x.shape.join());
          return inner.apply(x, { training });
        },
      },
      latent: normalLatent(4),
      penalties: [r1Penalty()],
      packing: 3,
      backend: 'cpu',
    });
    const { reports } = await trainer.fit(ring, { steps: 4, batchSize: 12 });
    expect([...shapes]).toEqual(['4,6']);
    expect(reports[0]!.penalties.r1).toBeGreaterThan(0);
    trainer.dispose();
  });

  it("gives no reading: D's loss then tells of packs, which are further apart than their samples", async () => {
    // gaussianJensenShannon of N(0, 1) and N(1, 1) is 0.111; that of packs of four of them 0.337.
    const readings = [];
    for (const packing of [1, 4]) {
      const trainer = newTrainer({ packing, discriminator: perceptron(2 * packing, [4], 1) });
      const { reports } = await trainer.fit(ring, { steps: 2, batchSize: 8 });
      readings.push(reports[0]!.divergence?.name);
      trainer.dispose();
    }
    expect(readings).toEqual(['Jensen–Shannon', undefined]);
  });
});
