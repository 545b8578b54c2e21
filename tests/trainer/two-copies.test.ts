import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describe, expect, it, vi } from 'vitest';
import { describeOnBackends } from '../support/backends';

/** The package once more, as a process has it that loads it both as an ES module and as CommonJS. */
async function copyOfPackage() {
  vi.resetModules();
  const [trainer, penalties, distributions, backends, random] = await Promise.all([
    import('gan-core/trainer'),
    import('gan-core/penalties'),
    import('gan-core/distributions'),
    import('gan-core/backends'),
    import('gan-core'),
  ]);
  return { ...trainer, ...penalties, ...distributions, ...backends, createRandom: random.createRandom };
}
type Copy = Awaited<ReturnType<typeof copyOfPackage>>;

const registry = () =>
  new Map(
    (globalThis as never as { _tfGlobals: Map<string, Map<string, object>> })._tfGlobals.get('gradRegistry'),
  );

function trainerOf({ Trainer, normalLatent, r1Penalty }: Copy, layers?: { hidden: tfl.layers.Layer }) {
  const network = (units: number) => () =>
    tfl.sequential({
      layers: [
        tfl.layers.dense({ units: 8, activation: 'tanh', inputShape: [2] }),
        tfl.layers.dense({ units }),
      ],
    });
  const discriminator = layers
    ? () => tfl.sequential({ layers: [layers.hidden, tfl.layers.dense({ units: 1 })] })
    : network(1);
  return new Trainer({
    generator: network(2),
    discriminator,
    latent: normalLatent(2),
    penalties: [r1Penalty({ gamma: 10 })],
    seed: 1,
  });
}

describeOnBackends('two copies of the package', (backend) => {
  /** What R1 is after some steps of the second copy's run, alone or with a run of the first that ends in between. */
  async function r1(overlap: boolean): Promise<{ last: number; changed: string[] }> {
    const [first, second] = [await copyOfPackage(), await copyOfPackage()];
    expect(first.Trainer).not.toBe(second.Trainer);
    const before = registry(); // each copy registers tfjs's own anew as it is loaded
    const [one, other] = [trainerOf(first), trainerOf(second)];
    const short = one.run(first.gaussianRing(), { steps: 2, reportEvery: 1, batchSize: 8 });
    if (overlap) await short.next();
    let steps = 0;
    let last = 0;
    for await (const report of other.run(second.gaussianRing(), {
      steps: 12,
      reportEvery: 3,
      batchSize: 8,
    })) {
      if (overlap && steps++ === 0) for await (const _ of short);
      last = report.penalties.r1!;
    }
    one.dispose();
    other.dispose();
    const changed = [...registry()]
      .filter(([name, config]) => before.get(name) !== config)
      .map(([name]) => name);
    return { last, changed };
  }

  it('count the gradients once: runs that overlap give what each gives alone, and tfjs has its own back', async () => {
    const alone = await r1(false);
    expect(alone.last).toBeGreaterThan(0);
    expect(await r1(true)).toEqual({ last: alone.last, changed: [] });
    expect(Object.hasOwn(tf.engine(), 'addTapeNode')).toBe(false);
  });

  it('count a layer that both train, and the backend of who runs', async () => {
    const [first, second] = [await copyOfPackage(), await copyOfPackage()];
    const hidden = tfl.layers.batchNormalization({ inputShape: [2] }); // corrected on every backend
    const [one, other] = [trainerOf(first, { hidden }), trainerOf(second, { hidden })];
    const [a, b] = [one, other].map((trainer) =>
      trainer.run(first.gaussianRing(), { steps: 4, reportEvery: 1, batchSize: 8 }),
    );
    await a!.next();
    await b!.next();
    const elsewhere = new second.Trainer({
      generator: () => tfl.sequential({ layers: [tfl.layers.dense({ units: 2, inputShape: [2] })] }),
      discriminator: () => tfl.sequential({ layers: [tfl.layers.dense({ units: 1, inputShape: [2] })] }),
      latent: second.normalLatent(2),
      backend: backend === 'cpu' ? 'wasm' : 'cpu',
    });
    await expect(elsewhere.ready()).rejects.toThrow(/another trainer runs on/);
    const isPatched = () => Object.hasOwn(hidden, 'call');
    expect(isPatched()).toBe(true);
    await a!.return({ reason: 'stopped', step: 0 });
    expect(isPatched()).toBe(true);
    await b!.return({ reason: 'stopped', step: 0 });
    expect(isPatched()).toBe(false);
  });

  it('count the kernels of a backend: the last restore puts them back', async () => {
    const kernel = () => tf.getKernel('BatchMatMul', 'wasm');
    const [first, second] = [await copyOfPackage(), await copyOfPackage()];
    const before = kernel();
    const [one, other] = [await first.useBackend('wasm'), await second.useBackend('wasm')];
    const patched = kernel();
    one.restore();
    expect(kernel()).toBe(patched);
    other.restore();
    expect(kernel()).toBe(before);
    await first.useBackend(backend).then((active) => active.restore());
  });
});

describe('gradients that are registered over during a run, as by loading tfjs-layers', () => {
  it('are ours again at the next use, and in the end those that were registered last', async () => {
    const { installSecondOrderGradients } = await import('gan-core/gradients');
    const own = tf.getGradient('Tanh');
    const restore = installSecondOrderGradients();
    const ours = tf.getGradient('Tanh');
    const again = { ...own };
    tf.unregisterGradient('Tanh');
    tf.registerGradient(again);
    installSecondOrderGradients()();
    expect(tf.getGradient('Tanh')).toBe(ours);
    restore();
    expect(tf.getGradient('Tanh')).toBe(again);
  });
});
