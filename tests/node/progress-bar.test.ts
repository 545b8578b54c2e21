import { progressBar } from 'gan-core/node';
import type { RunReport, TrainingReport } from 'gan-core/trainer';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { newTrainer, ring } from '../trainer/small-trainer';

onCpu();

/** A terminal that keeps what was written, and what a person sees of it. */
class FakeTerminal {
  text = '';
  constructor(
    public columns = 80,
    readonly isTTY = true,
  ) {}

  write(chunk: string): boolean {
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

const report = {
  step: 20,
  discriminatorLoss: 1.3,
  generatorLoss: 0.8,
  terms: {},
  divergence: { name: 'Jensen–Shannon', value: 0.0134, unit: 'nats', bound: 'lower' },
  seconds: 10,
  measured: null,
  warnings: [],
} as unknown as TrainingReport;
const measured = { value: 0.32, interval: [0.301, 0.3416], unit: 'nats' } as unknown as RunReport['measured'];

/** Goes through a run of 40 steps, half of it, and gives the bar's last line. */
async function halfWay(columns: number, withMeasurement: boolean): Promise<string> {
  const terminal = new FakeTerminal(columns);
  const bar = progressBar({ terminal });
  const trainer = {} as never;
  await bar.onTrainBegin!({ fromStep: 0, toStep: 40, data: undefined }, trainer);
  if (withMeasurement) bar.onReport!({ ...report, measured }, trainer);
  bar.onReport!(report, trainer);
  bar.onStepEnd!(20, trainer);
  await bar.onTrainEnd!({ reason: 'stopped', step: 20 }, trainer);
  expect(terminal.text.endsWith('\n')).toBe(true);
  return terminal.lines.at(-2)!.replace(/, .* left/, '');
}

afterEach(() => vi.restoreAllMocks());

describe('the progress bar', () => {
  it('has the steps and what the last report says, where there is room', async () => {
    expect(await halfWay(140, false)).toBe(
      '━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈ 20/40 steps  loss D 1.300 G 0.8000  Jensen–Shannon ≥ 0.01340 nats by the D in training',
    );
    expect(await halfWay(75, true)).toBe('━━━━┈┈┈┈ 20/40 steps  measured 0.3200 [0.3010, 0.3416] nats');
  });

  it('is never wider than the terminal', async () => {
    for (let columns = 30; columns < 130; columns += 7)
      expect((await halfWay(columns, true)).length).toBeLessThan(columns);
  });

  it('keeps what others print above it, and gives the console back', async () => {
    const terminal = new FakeTerminal();
    const original = vi
      .spyOn(console, 'log')
      .mockImplementation((text: string) => void terminal.write(`${text}\n`));
    const mocked = console.log;
    const speaking = { name: 'speaking', onReport: ({ step }: RunReport) => console.log(`at ${step}`) };
    const trainer = newTrainer({ callbacks: [progressBar({ terminal }), speaking] });
    await trainer.fit(ring, { steps: 4, reportEvery: 2, batchSize: 4 });
    trainer.dispose();
    expect(console.log).toBe(mocked);
    expect(original).toHaveBeenCalledTimes(2);
    const [first, second, last, rest] = terminal.lines;
    expect([first, second, rest]).toEqual(['at 2', 'at 4', '']);
    expect(last).toMatch(/ 4\/4 steps {2}loss D /);
    // Neither hides the cursor, nor moves it to where it was, nor turns wrapping off.
    expect(terminal.text.replaceAll('\r\x1b[K', '')).not.toContain('\x1b');
  });

  it('gives the console back where training fails', async () => {
    const { log } = console;
    const failing = {
      name: 'failing',
      onReport() {
        throw new Error('no luck');
      },
    };
    const trainer = newTrainer({ callbacks: [progressBar({ terminal: new FakeTerminal() }), failing] });
    await expect(trainer.fit(ring, { steps: 2, batchSize: 4 })).rejects.toThrow('no luck');
    expect(console.log).toBe(log);
    trainer.dispose();
  });

  it('is silent where there is no terminal', async () => {
    const terminal = new FakeTerminal(80, false);
    const trainer = newTrainer({ callbacks: [progressBar({ terminal })] });
    await trainer.fit(ring, { steps: 2, batchSize: 4 });
    expect(terminal.text).toBe('');
    trainer.dispose();
  });
});
