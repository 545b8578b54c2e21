import { gaussianRing } from 'gan-core/distributions';
import type { Estimate } from 'gan-core/estimators';
import { type Callback, Trainer, type TrainingReport } from 'gan-core/trainer';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressBar } from '../../../examples/callbacks/progress-bar';
import { type Progress, progressLine } from '../../../examples/callbacks/progress-line';
import { StatusLine } from '../../../examples/callbacks/status-line';
import { planeDiscriminator, planeGenerator } from '../../../examples/networks/plane-networks';

const report: TrainingReport = {
  step: 2000,
  discriminatorLoss: 1.3,
  generatorLoss: 0.8,
  realScore: 0.5,
  fakeScore: 0.5,
  realLogit: 0,
  fakeLogit: 0,
  terms: {},
  divergence: { name: 'Jensen–Shannon', value: 0.0134, unit: 'nats', bound: 'lower' },
  seconds: 10,
  threads: null,
  measured: null,
  warnings: [],
};
const measured: Estimate = {
  value: 0.32,
  standardError: 0.01,
  interval: [0.301, 0.3416],
  unit: 'nats',
  bound: 'lower',
  estimator: 'Jensen–Shannon by discriminator',
  sampleSizes: { p: 1000, q: 1000 },
  converged: true,
  warnings: [],
};
const running: Progress = { fromStep: 0, step: 2000, toStep: 5000, seconds: 60, report };

describe('the line of progress', () => {
  it('has the steps, the time that is left, the losses and the bound, where there is room', () => {
    expect(progressLine(running, 200)).toBe(
      '━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 2000/5000 steps, 1 min 30 s left  loss D 1.300 G 0.800  bound by the D in training: Jensen–Shannon ≥ 0.013 nats',
    );
  });

  it('shows what was measured first, with its interval', () => {
    expect(progressLine({ ...running, measured }, 79)).toBe(
      '━━━┈┈┈┈┈ 2000/5000 steps, 1 min 30 s left  measured 0.320 [0.301, 0.342] nats',
    );
  });

  it('says nothing of the time that is left before it can know', () => {
    for (const early of [
      { ...running, seconds: 2.9 },
      { ...running, step: 149 },
      { ...running, step: 5000 },
    ])
      expect(progressLine(early, 200)).not.toContain('left');
    expect(progressLine({ ...running, step: 150 }, 200)).toContain('left');
  });

  it('judges that time by the steps of this run, not by those of an earlier one', () => {
    expect(progressLine({ ...running, fromStep: 1000 }, 200)).toContain('2000/5000 steps, 3 min left');
  });

  it('is never longer than the terminal is wide, and keeps whole words', () => {
    const parts = progressLine({ ...running, measured }, 300).split(/ {2}|[━┈]+ /);
    for (let width = 30; width < 200; width++) {
      const line = progressLine({ ...running, measured }, width);
      if (width > 40) expect(line.length).toBeLessThanOrEqual(width);
      for (const part of line.split(/ {2}|[━┈]+ /)) expect(parts).toContain(part);
    }
  });
});

/** A terminal that keeps what was written, and what a person sees of it. */
class FakeTerminal {
  readonly isTTY = true;
  text = '';
  constructor(public columns = 80) {}

  write(chunk: string | Uint8Array): boolean {
    this.text += chunk;
    return true;
  }

  /** The lines as they stand at the end, each from the last place where it was erased. */
  get lines(): string[] {
    return this.text
      .split('\n')
      .map((line) => line.slice(line.lastIndexOf('\r\x1b[K') + 1).replace('\x1b[K', ''));
  }
}

describe('the status line', () => {
  let terminal: FakeTerminal;
  beforeEach(() => {
    terminal = new FakeTerminal();
    // As a terminal shows both: the console prints to the same one.
    for (const name of ['log', 'warn'] as const)
      vi.spyOn(console, name).mockImplementation((text: string) => void terminal.write(`${text}\n`));
  });
  afterEach(() => vi.restoreAllMocks());

  it('gives messages lines of their own, and stays the last line', () => {
    const status = new StatusLine(terminal);
    status.show('1/3');
    console.warn('gan-core: look out');
    status.show('2/3');
    console.log('and this');
    expect(terminal.lines).toEqual(['gan-core: look out', 'and this', '2/3']);
    status.close();
    console.log('after it');
    expect(terminal.lines).toEqual(['gan-core: look out', 'and this', '2/3', 'after it', '']);
  });

  it('cuts what is wider than the terminal', () => {
    terminal.columns = 10;
    const status = new StatusLine(terminal);
    status.show('0123456789abc');
    expect(terminal.lines).toEqual(['012345678']);
    status.close();
  });

  it('gives the console back as it was', () => {
    const { log, warn } = console;
    const status = new StatusLine(terminal);
    expect(console.log).not.toBe(log);
    status.close();
    expect([console.log, console.warn]).toEqual([log, warn]);
  });
});

describe('the progress bar in a run', () => {
  const networks = { hiddenUnits: [4], scale: 1 };

  async function train(bar: Callback, more: readonly Callback[] = []) {
    const trainer = new Trainer({
      generator: () => planeGenerator(2, networks),
      discriminator: () => planeDiscriminator({ ...networks, waves: 2, bandwidth: 1 }),
      latent: { shape: [2], sample: (count, random) => gaussianRing().sample(count, random) },
      backend: 'cpu',
      seed: 1,
      callbacks: [bar, ...more],
    });
    await trainer.fit(gaussianRing(), { steps: 20, reportEvery: 10 });
    trainer.dispose();
  }

  afterEach(() => vi.restoreAllMocks());

  it('ends on the last step, with a measured divergence that came before', async () => {
    const terminal = new FakeTerminal(200);
    const bar = progressBar({ terminal });
    const withMeasurement: Callback = {
      ...bar,
      onReport: (each, trainer) =>
        bar.onReport?.(each.step === 10 ? { ...each, ...{ measured } } : each, trainer),
    };
    await train(withMeasurement);
    const last = terminal.lines.filter((line) => line !== '').at(-1);
    expect(last).toMatch(/^━{24} 20\/20 steps {2}measured 0\.320 \[0\.301, 0\.342\] nats {2}loss D /);
    expect(terminal.text.endsWith('\n')).toBe(true);
  });

  it('gives the console back where training fails', async () => {
    const { log } = console;
    const failing: Callback = {
      name: 'failing',
      onReport() {
        throw new Error('no luck');
      },
    };
    await expect(train(progressBar({ terminal: new FakeTerminal() }), [failing])).rejects.toThrow('no luck');
    expect(console.log).toBe(log);
  });

  it('prints plain lines where there is no terminal, the last step always', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(performance, 'now').mockReturnValue(0); // no second passes, however busy the machine
    await train(progressBar({ terminal: { write: () => true, isTTY: false } }));
    expect(printed.mock.calls).toHaveLength(1);
    expect(printed.mock.calls[0]![0]).toMatch(
      /^20\/20 steps, 0 s {2}loss D \S+ G \S+ {2}bound by the D in training/,
    );
  });
});
