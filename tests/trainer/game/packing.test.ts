import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { r1Penalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { perceptron } from '../../support/networks';

const ring = gaussianRing();

afterEach(() => vi.restoreAllMocks());

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
});
